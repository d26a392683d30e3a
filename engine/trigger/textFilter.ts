/** Filters by what a message says, so that a keyword starts its own workflow and all else costs nothing. */
import { text, texts } from '../define/fields';
import type { Field } from '../define/types';

export interface TextFilter {
	words?: unknown;
	beginnings?: unknown;
	pattern?: unknown;
}

/** A pattern is tried on the beginning of a message only: some patterns take very long on long texts. */
const LONGEST = 1_000;

export const TEXT_FIELDS: Field[] = [
	texts('textWords', 'Text Contains', 'Only messages with any of these words, one per field', {
		placeholder: 'e.g. STOP',
	}),
	texts(
		'textStarts',
		'Text Begins With',
		'Only messages that begin with any of these, one per field',
		{
			placeholder: 'e.g. order',
		},
	),
	text('textPattern', 'Text Matches', 'Only messages that match this regular expression', {
		placeholder: 'e.g. ^order \\d+$',
	}),
];

const entries = (value: unknown): string[] =>
	(Array.isArray(value) ? (value as unknown[]) : [value])
		.map((entry) => (typeof entry === 'string' ? entry.trim().toLowerCase() : ''))
		.filter(Boolean);

const escaped = (words: string) => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Whole words in any script: "stop" is in "Please STOP!", not in "stopover". */
const containsWord = (said: string, word: string): boolean =>
	new RegExp(`(?<![\\p{L}\\p{N}_])${escaped(word)}(?![\\p{L}\\p{N}_])`, 'iu').test(said);

/** True if the text gets through. Case does not matter. A pattern that is none lets nothing through. */
export function textPasses(said: string | undefined, filter: TextFilter): boolean {
	const words = entries(filter.words);
	const beginnings = entries(filter.beginnings);
	const pattern = typeof filter.pattern === 'string' ? filter.pattern.trim() : '';
	if (!words.length && !beginnings.length && !pattern) return true;
	const trimmed = said?.trim() ?? '';
	if (!trimmed) return false;
	return (
		(!words.length || words.some((word) => containsWord(trimmed, word))) &&
		(!beginnings.length || beginnings.some((start) => trimmed.toLowerCase().startsWith(start))) &&
		(!pattern || (compiled(pattern)?.test(trimmed.slice(0, LONGEST)) ?? false))
	);
}

/** undefined for what is no regular expression, the only error there can be. */
function compiled(pattern: string): RegExp | undefined {
	try {
		return new RegExp(pattern, 'iu');
	} catch {
		return undefined;
	}
}
