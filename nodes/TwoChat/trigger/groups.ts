/** Who joined or left a group. */
import { list, text } from '../../../engine/trigger/reading';
import { chatOf, nameOf, personOf, type Reader } from './envelope';

export const members =
	(action: string): Reader =>
	(body) => {
		const people = list(body.participants).length
			? list(body.participants)
			: list([body.participant]);
		const phones = people.map(({ phone_number: phone }) => text(phone)).filter(Boolean);
		const [first] = people;
		const chat = chatOf(body, undefined);
		const time = body.created_at ?? body.timestamp;
		return {
			event: {
				event: 'group',
				chat,
				from: first ? personOf(first.phone_number, nameOf(first)) : undefined,
				details: { action, participants: people.length ? people : body.participants },
			},
			// Somebody may join and leave many times: without a time nothing tells them apart.
			identity: time ? [chat?.id, action, ...phones, time] : [undefined],
			time,
		};
	};
