/** Who joined or left a group. */
import { isObject } from '../../../engine/define';
import { text } from '../../../engine/trigger/reading';
import { groupOf, personIn, type Reader, timeOf } from './envelope';

/** Who it is about. 2Chat names one who leaves as the author. */
const PEOPLE = ['participants', 'participant', 'members', 'member', 'author'];

/** Objects or phone numbers, one or a list of them. */
const peopleIn = (value: unknown): unknown[] =>
	(Array.isArray(value) ? (value as unknown[]) : [value]).filter(
		(who) => isObject(who) || (typeof who !== 'boolean' && text(who) !== undefined),
	);

export const members =
	(action: 'join' | 'leave' | 'remove'): Reader =>
	(body) => {
		const people = PEOPLE.map((place) => peopleIn(body[place])).find((found) => found.length) ?? [];
		const chat = groupOf(body);
		const time = timeOf(body);
		return {
			event: {
				event: 'group',
				chat,
				from: personIn(people[0]),
				details: { action, participants: people.length ? people : body.participants },
			},
			// Somebody may join and leave many times: without a time nothing tells them apart.
			identity: time
				? [chat?.id, action, ...people.map((who) => personIn(who)?.id), time]
				: [undefined],
			time,
		};
	};
