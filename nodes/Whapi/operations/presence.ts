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
	description: 'The person or group',
	send: { as: 'EntryID', value: (value) => recipientOf(value, 'Contact or Chat') },
};

export const presenceResource: Resource = {
	name: 'Presence',
	value: 'presence',
	description: 'Online, typing and recording signs',
	operations: [
		{
			name: 'Send',
			value: 'send',
			action: 'Show typing or recording in a chat',
			description: 'Show in a chat that you are typing or recording',
			request: { method: 'PUT', path: '/presences/{EntryID}' },
			fields: [
				entry,
				choice('presence', 'Presence', 'What the other side sees', [
					['typing', 'Typing'],
					['recording', 'Recording'],
					['pause', 'Nothing', 'Ends the sign'],
				]),
			],
			options: [
				number('delay', 'Duration (Seconds)', 'How long the sign is shown', {
					typeOptions: { minValue: 0 },
					limits: { min: 0 },
				}),
			],
			output: success,
		},
		{
			name: 'Set Own',
			value: 'setOwn',
			action: 'Set your own presence',
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
			action: 'Get the presence of a contact',
			description: 'Read whether somebody is online or typing; subscribe to the presence first',
			request: { method: 'GET', path: '/presences/{EntryID}' },
			fields: [entry],
			advice: {
				'404': { todo: 'Nothing is known yet. Use Presence > Subscribe for this contact first.' },
			},
		},
		{
			name: 'Subscribe',
			value: 'subscribe',
			action: 'Subscribe to the presence of a contact',
			description: 'Be told from now on when somebody is online or typing',
			request: { method: 'POST', path: '/presences/{EntryID}' },
			effect: 'idempotent',
			fields: [entry],
			output: success,
		},
	],
};
