/** What is different between the pinned surface of a node and the present one. */
import { type Fields, OR, type Parameters, type Surface } from './surface';

export interface Differences {
	/** Saved workflows would no longer do the same. */
	breaking: string[];
	/** Additions: the snapshot only has to be updated. */
	added: string[];
}

const NONE: Surface = { parameters: {} };

/** "options(a|b)! = a" -> its parts. */
function parts(line: string) {
	const [, type = line, values = '', required = '', preset = ''] =
		/^([a-zA-Z]+(?:\[\])?)(?:\(([^)]*)\))?(!?)(?: = (.*))?$/s.exec(line) ?? [];
	return { type, values: values.split('|').filter(Boolean), required: required === '!', preset };
}

/** A name with several forms: each of the old ones has to be there still. */
function compareForms(where: string, before: string[], now: string[]): Differences {
	return {
		breaking: before
			.filter((form) => !now.includes(form))
			.map((form) => `${where}: the form ${form} is gone; there are: ${now.join(OR)}`),
		added: now.filter((form) => !before.includes(form)).map((form) => `${where}: new form ${form}`),
	};
}

function compareLine(where: string, before: string, now: string): Differences {
	if (before.includes(OR) || now.includes(OR))
		return compareForms(where, before.split(OR), now.split(OR));
	const old = parts(before);
	const next = parts(now);
	const breaking: string[] = [];
	if (old.type !== next.type) breaking.push(`${where}: type ${old.type} is now ${next.type}`);
	for (const value of old.values.filter((one) => !next.values.includes(one)))
		breaking.push(`${where}: the value "${value}" is gone`);
	if (!old.required && next.required && !next.preset)
		breaking.push(`${where}: is needed now, and has no default`);
	// n8n does not save values that equal the default.
	if (old.preset !== next.preset)
		breaking.push(
			`${where}: the default ${old.preset || '(empty)'} is now ${next.preset || '(empty)'}`,
		);
	const added = next.values
		.filter((value) => old.values.length && !old.values.includes(value))
		.map((value) => `${where}: new value "${value}"`);
	if (!breaking.length && !added.length) added.push(`${where}: ${before} is now ${now}`);
	return { breaking, added };
}

const join = (all: Differences[]): Differences => ({
	breaking: all.flatMap(({ breaking }) => breaking),
	added: all.flatMap(({ added }) => added),
});

function compareParameters(where: string, before: Parameters, now: Parameters): Differences {
	const names = [...new Set([...Object.keys(before), ...Object.keys(now)])];
	return join(
		names.map((name): Differences => {
			const old = before[name];
			const next = now[name];
			const place = `${where}: parameter ${name}`;
			if (next === undefined) return { breaking: [`${place} is gone`], added: [] };
			if (old === undefined) {
				const { required, preset } = parts(next);
				const isNew = Object.keys(before).length === 0;
				return required && !preset && !name.includes('.') && !isNew
					? { breaking: [`${place} is new, needed, and has no default`], added: [] }
					: { breaking: [], added: [`${place} is new`] };
			}
			return old === next ? { breaking: [], added: [] } : compareLine(place, old, next);
		}),
	);
}

function compareOutput(where: string, before: Fields = {}, now: Fields = {}): Differences {
	const gone = Object.keys(before).filter((name) => !(name in now));
	const changed = Object.keys(before).filter((name) => name in now && now[name] !== before[name]);
	const fresh = Object.keys(now).filter((name) => !(name in before));
	const widened = (name: string) =>
		(before[name] ?? '').split('|').every((one) => (now[name] ?? '').split('|').includes(one));
	const line = (name: string) =>
		`${where}: output field ${name}: ${before[name]} is now ${now[name]}`;
	return {
		breaking: [
			...gone.map((name) => `${where}: output field ${name} is gone`),
			...changed.filter((name) => !widened(name)).map(line),
		],
		added: [
			...fresh.map((name) => `${where}: output field ${name} is new`),
			...changed.filter(widened).map(line),
		],
	};
}

/** What changed for saved workflows from one surface of a node to the next. */
export function compare(node: string, before: Surface | undefined, now?: Surface): Differences {
	if (!before) return { breaking: [], added: [`${node} is new`] };
	if (!now) return { breaking: [`${node} is gone`], added: [] };
	const old = before.operations ?? {};
	const next = now.operations ?? {};
	const names = [...new Set([...Object.keys(old), ...Object.keys(next)])];
	return join([
		compareParameters(node, before.parameters, now.parameters),
		compareOutput(node, before.output, now.output),
		...names.map((name): Differences => {
			const where = `${node}, ${name}`;
			if (!next[name]) return { breaking: [`${where}: the operation is gone`], added: [] };
			if (!old[name]) return { breaking: [], added: [`${where}: the operation is new`] };
			return join([
				compareParameters(where, old[name].parameters, next[name].parameters),
				compareOutput(where, old[name].output, next[name].output),
			]);
		}),
	]);
}

/** The same for all nodes, those that came or went included. */
export const compareAll = (before: Map<string, Surface>, now: Map<string, Surface>): Differences =>
	join(
		[...new Set([...before.keys(), ...now.keys()])].map((node) =>
			compare(node, before.get(node), now.get(node) ?? (before.has(node) ? undefined : NONE)),
		),
	);
