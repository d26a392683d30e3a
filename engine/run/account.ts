/** What became of the items, in a sentence. Items are counted from 1, as in n8n's table. */

export interface Tally {
	/** Indexes of items. */
	done: number[];
	known: number[];
	unknown: number[];
	open: number[];
}

/** @param verb "delivered" or "done" */
export function account(verb: string, { done, known, unknown, open }: Tally): string {
	const count = done.length + known.length + unknown.length + open.length;
	return [
		`Of ${count} items ${wasOrWere(done)} ${verb}${listed(done)}`,
		...(known.length || !unknown.length ? [`${known.length} failed${listed(known)}`] : []),
		...(unknown.length ? [`${unknown.length} may have been ${verb}${listed(unknown)}`] : []),
		`${wasOrWere(open)} not sent${listed(open)}.`,
	].join(', ');
}

const wasOrWere = ({ length }: number[]) => `${length} ${length === 1 ? 'was' : 'were'}`;

/** "(items 1 to 5, 8)"; long lists are cut. */
function listed(indexes: number[]): string {
	if (!indexes.length) return '';
	const spans: string[] = [];
	for (let start = 0; start < indexes.length; ) {
		let end = start;
		while (indexes[end + 1] === (indexes[end] as number) + 1) end++;
		const [from, to] = [(indexes[start] as number) + 1, (indexes[end] as number) + 1];
		spans.push(to > from ? `${from} to ${to}` : String(from));
		start = end + 1;
	}
	const shown = spans.slice(0, 10).join(', ');
	const rest = spans.length > 10 ? ', ...' : '';
	return ` (${indexes.length === 1 ? 'item' : 'items'} ${shown}${rest})`;
}
