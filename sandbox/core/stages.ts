import type { ProviderContext } from './types';

/** The life of a message that was accepted. */
export type Stage = 'sent' | 'delivered' | 'read' | 'failed';

/** Numbers that end it early, the same ones at every provider (country code first). */
export const FAILING_RECIPIENT = '919000005001';
export const UNREACHABLE_RECIPIENT = '919000005002';
export const SILENT_RECIPIENT = '919000005003';

/** How far a message to this number gets. */
export function stagesFor(digits: string): Stage[] {
	switch (digits) {
		case FAILING_RECIPIENT:
			return ['failed'];
		case UNREACHABLE_RECIPIENT:
			return ['sent'];
		case SILENT_RECIPIENT:
			return ['sent', 'delivered'];
		default:
			return ['sent', 'delivered', 'read'];
	}
}

/** Runs one step after the other, with the sandbox's pause before each. */
export function inStages<T>(
	context: Pick<ProviderContext<unknown>, 'later' | 'stageMs'>,
	steps: readonly T[],
	run: (step: T) => void,
): void {
	const [first, ...rest] = steps;
	if (first === undefined) return;
	context.later(context.stageMs, () => {
		run(first);
		inStages(context, rest, run);
	});
}
