/** Who is online or typing. */
import { choice, number } from '../../../engine/fields';
import { success } from '../../../engine/output';
import type { Field, Resource } from '../../../engine/types';
import { recipientOf } from '../addresses';
import { to } from '../fields';

/** {EntryID}: a person's digits or a chat ID. */
const entry: Field = {
	...to,
	name: 'presenceOf',
	displayName: 'Contact or Chat',
	description: 'The person or group, of which the chat is',
	send: { as: 'EntryID', value: (value) => recipientOf(value, 'Contact or Chat') },
};

export const presenceResource: Resource = {
	name: 'Presence',
	value: 'presence',
	description: 'Presence: signs of being online, typing or recording',
	operations: [
		{
			name: 'Send',
			value: 'send',
			action: 'Show typing or recording in a chat',
			description: 'Show in a chat that you are typing or recording',
			request: { method: 'PUT', path: '/presences/{EntryID}' },
			fields: [
				entry,
				choice('presence', 'Presence', 'What the other people in the chat see', [
					['typing', 'Typing'],
					['recording', 'Recording'],
					['pause', 'No Sign', 'Ends the sign that is shown'],
				]),
			],
			options: [
				number('delay', 'Duration (Seconds)', 'How many seconds the sign is shown', {
					placeholder: 'e.g. 10',
					typeOptions: { minValue: 0 },
					limits: { min: 0 },
				}),
			],
			output: success,
		},
		{
			name: 'Set Own',
			value: 'setOwn',
			action: 'Set your own online sign',
			description: 'Show your account as online or offline',
			request: { method: 'PUT', path: '/presences/me' },
			fields: [
				choice('presence', 'Presence', 'What others see', [
					['online', 'Online'],
					['offline', 'Offline'],
				]),
			],
			output: success,
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get whether a contact is online',
			description: 'Read whether a person is online or typing. Use Subscribe first.',
			request: { method: 'GET', path: '/presences/{EntryID}' },
			fields: [entry],
			advice: {
				'404': { todo: 'Nothing is known about this contact yet. Use Presence > Subscribe first.' },
			},
		},
		{
			name: 'Subscribe',
			value: 'subscribe',
			action: 'Subscribe to the online sign of a contact',
			description:
				'From now on, find out when a person is online or typing. The trigger then reports it, and Get reads it.',
			request: { method: 'POST', path: '/presences/{EntryID}' },
			effect: 'idempotent',
			fields: [entry],
			output: success,
		},
	],
};
