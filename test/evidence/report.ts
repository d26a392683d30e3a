/** Checks cases and says how many are as expected: per file, per kind of fault, and in all. */
import { writeFileSync } from 'node:fs';

import { type Case, isForeign, isWanted } from './cases';

interface Outcome {
	/** The file. */
	kind: string;
	id: string;
	/** Kind of fault that the case is an example of. */
	of: string;
	provider: string;
	fault?: string;
}

const outcomes: Outcome[] = [];

const print = (lines: string[]): void => void process.stdout.write(`${lines.join('\n')}\n`);
const rightIn = (list: Outcome[]): string =>
	`${list.filter(({ fault }) => !fault).length} of ${list.length}`;
const line = ({ id, fault }: Outcome) => `  - ${id}: ${fault}`;

async function outcomeOf<T>(faultOf: (one: T) => Promise<string | undefined>, one: T) {
	try {
		return await faultOf(one);
	} catch (error) {
		return `threw ${(error as Error).stack?.split('\n').slice(0, 2).join(' ') ?? String(error)}`;
	}
}

/**
 * Checks the cases of a file and prints "N of M as expected" and each miss.
 *
 * @param providerOf whom a case is about
 * @returns the lines of the misses
 */
export async function check<T extends Case>(
	kind: string,
	cases: T[],
	faultOf: (one: T) => Promise<string | undefined>,
	providerOf: (one: T) => string,
): Promise<string[]> {
	const mine: Outcome[] = [];
	for (const one of cases.filter(isWanted)) {
		const fault = await outcomeOf(faultOf, one);
		mine.push({ kind, id: one.id, of: one.kind, provider: providerOf(one), fault });
	}
	outcomes.push(...mine);
	const misses = mine.filter(({ fault }) => fault).map(line);
	print([`${kind}: ${rightIn(mine)} as expected`, ...misses]);
	return misses;
}

/** A row per kind of fault, with the count of each provider. */
function table(): string[] {
	const kinds = [...new Set(outcomes.map(({ of }) => of))].sort();
	return kinds.map((kind) => {
		const ofKind = outcomes.filter(({ of }) => of === kind);
		const providers = [...new Set(ofKind.map(({ provider }) => provider))].sort();
		const counts = providers.map(
			(name) => `${name} ${rightIn(ofKind.filter(({ provider }) => provider === name))}`,
		);
		return `  ${kind}: ${rightIn(ofKind)} (${counts.join(', ')})`;
	});
}

/** Prints the counts by kind of fault and the total, and writes all outcomes to EVIDENCE_OUT. */
export function summarize(): void {
	print([
		...(isForeign ? ['by kind of fault:', ...table()] : []),
		`${rightIn(outcomes)} as expected`,
	]);
	const file = process.env.EVIDENCE_OUT;
	if (file) writeFileSync(file, JSON.stringify(outcomes, null, '\t'));
}
