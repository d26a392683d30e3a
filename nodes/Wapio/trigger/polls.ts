/** Polls: votes as they are cast, and the results so far. */
import type { IDataObject } from 'n8n-workflow';

import { list, type Reading, text } from '../../../engine/trigger/reading';
import { webOf } from './content';
import { factOf, firstOf, fromMe, personOf, phoneFact, senderOf, timeOf, whereOf } from './facts';
import { type Frame, type Reader, reading, withChoice } from './frame';

/** A vote as it is cast: WhatsApp encrypts what was chosen. */
export function vote(entry: IDataObject, frame: Frame): Reading {
	const { part } = webOf(entry);
	const id = firstOf(part, 'pollCreationMessageKey.id') ?? factOf(entry, 'id') ?? '';
	const { chat } = whereOf(entry);
	const own = fromMe(entry);
	const result = reading(frame, entry, 'poll.vote', factOf(entry, 'id') ?? id, {
		time: timeOf(entry),
		chat,
		...(Object.keys(part).length
			? { from: senderOf(entry, own === true, chat, factOf(entry, 'pushName')), fromMe: own }
			: {}),
		message: { id, type: 'poll' },
		details: entry,
	});
	return withChoice([result], frame, 'poll.results')[0] as Reading;
}

/** The names under which the answers of a poll come, each with its voters or their number. */
const RESULTS = ['options', 'pollResult', 'pollResults', 'poll_result', 'results', 'votes'];

/** The names under which the choice of one voter comes. */
const CHOSEN = ['selected_options', 'selectedOptions'];

/** The votes so far, or those of one person. */
export const poll: Reader = (entry, frame) => {
	const id = factOf(entry, 'id') ?? '';
	const chosen = CHOSEN.map((name) => entry[name]).find(Array.isArray);
	const options = RESULTS.map((name) => list(entry[name])).find((found) => found.length) ?? [];
	const name = (option: IDataObject) => firstOf(option, 'name', 'option', 'optionName') ?? '';
	const title = firstOf(entry, 'question', 'name', 'pollName', 'title');
	return [
		reading(frame, entry, 'poll.vote', id, {
			time: timeOf(entry, 'timestamp', 'updated_at'),
			chat: whereOf(entry).chat,
			from: personOf(factOf(entry, 'voter'), undefined, phoneFact(entry, 'memberPhone')),
			message: {
				id,
				type: 'poll',
				text: title,
				poll: {
					title,
					options: options.map(name),
					votes:
						chosen?.map(text).filter((vote) => vote !== undefined) ??
						options
							.filter(
								({ votes, voters }) =>
									Number(votes) > 0 || (Array.isArray(voters) && voters.length > 0),
							)
							.map(name),
				},
			},
			details: entry,
		}),
	];
};
