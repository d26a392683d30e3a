/** Votes in a poll: from the action that names them, or from the results before and after. */
import type { IDataObject } from 'n8n-workflow';

import { list, object, type Reading, text } from '../../../engine/trigger/reading';

export interface Vote {
	/** The ID of who voted, where the results name them. */
	voter?: string;
	/** The names of all options that this person has chosen now; of all voters if there is no voter. */
	votes: string[];
}

const namesOf = (values: unknown): string[] =>
	(Array.isArray(values) ? (values as unknown[]) : [])
		.map((value) => text(value) ?? text(object(value).id))
		.filter((value) => value !== undefined);

const nameOf = (row: IDataObject): string => text(row.name) ?? text(row.id) ?? '';

/** By voter, the options that they have chosen. */
function chosenBy(results: IDataObject[]): Map<string, string[]> {
	const chosen = new Map<string, string[]>();
	for (const row of results)
		for (const voter of namesOf(row.voters))
			chosen.set(voter, [...(chosen.get(voter) ?? []), nameOf(row)]);
	return chosen;
}

/** The options that have more votes than before. */
const risen = (before: IDataObject[], after: IDataObject[]): string[] =>
	after
		.filter((row) => {
			const old = before.find((one) => nameOf(one) === nameOf(row));
			return Number(row.count ?? 0) > Number(old?.count ?? 0);
		})
		.map(nameOf);

/**
 * What was voted between two states of a poll: one entry per person whose choice is another one. Where
 * the state before is not known or the results name no voters, one entry for all.
 */
export function changedVotes(before: unknown, after: unknown): Vote[] {
	const results = list(object(after).results);
	const now = chosenBy(results);
	const earlier = object(before).results;
	if (!Array.isArray(earlier)) {
		const [only, ...others] = now.keys();
		const votes = results.filter((row) => namesOf(row.voters).length || Number(row.count) > 0);
		return [{ voter: others.length ? undefined : only, votes: votes.map(nameOf) }];
	}
	const old = chosenBy(list(earlier));
	const changed = [...new Set([...now.keys(), ...old.keys()])].filter(
		(voter) => String(now.get(voter)) !== String(old.get(voter)),
	);
	if (!changed.length) return [{ votes: risen(list(earlier), results) }];
	return changed.map((voter) => ({ voter, votes: now.get(voter) ?? [] }));
}

/** A poll as the event shows it: options that are known by ID only get their names. */
export function pollOf(
	poll: unknown,
	votes: unknown,
): NonNullable<Reading['event']['message']>['poll'] {
	const { title, options, results } = object(poll);
	const names = new Map(list(results).map((row) => [text(row.id), text(row.name)]));
	const known = Array.isArray(options) ? options : list(results).map(nameOf);
	return {
		title: text(title),
		options: known.length
			? (known as unknown[]).map((one) => text(one) ?? nameOf(object(one)))
			: undefined,
		votes: votes === undefined ? undefined : namesOf(votes).map((vote) => names.get(vote) ?? vote),
	};
}
