/** Who is online or typing. */
import { choice, type Field, number, type Resource, success } from '../../../engine/define';
import { recipientOf } from '../addresses';
import { to } from '../fields/common';

/** {EntryID}: a person's digits or a chat ID. */
const entry: Field = {
	...to,
	name: 'presenceOf',
	displayName: 'Contact or Chat',
	description: 'The person or group whose presence or chat it is about',
	hint: 'A phone number with country code, or the ID of a group, which ends with "@g.us"',
	send: { as: 'EntryID', value: (value, values) => recipientOf(value, values, 'Contact or Chat') },
};

export const presenceResource: Resource = {
	name: 'Presence',
	value: 'presence',
	description: 'Who is online or typing, and what others see of you',
	operations: [
		{
			name: 'Send',
			value: 'send',
			action: 'Show typing or recording in chat',
			description: 'Show "typing..." or "recording..." in a chat, as if you were writing there',
			request: { method: 'PUT', path: '/presences/{EntryID}' },
			fields: [
				entry,
				choice('presence', 'Presence', 'What the other people in the chat see', [
					['typing', 'Typing'],
					['recording', 'Recording'],
					['pause', 'Neither', 'Ends "typing..." or "recording..." at once'],
				]),
			],
			options: [
				number(
					'delay',
					'Duration (Seconds)',
					'How many seconds to show "typing..." or "recording..."',
					{
						placeholder: 'e.g. 10',
						typeOptions: { minValue: 0 },
						limits: { min: 0 },
					},
				),
			],
			output: success,
		},
		{
			name: 'Set Own',
			value: 'setOwn',
			action: 'Set own presence',
			description: 'Show your own account as online or offline',
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
			action: 'Get presence of contact',
			description:
				'Read whether a person is online or typing, and when they were last seen. Use Subscribe first.',
			request: { method: 'GET', path: '/presences/{EntryID}' },
			fields: [entry],
			advice: {
				'404': {
					todo: 'You do not follow the presence of this contact yet. Run Presence > Subscribe for it once, then try again.',
				},
			},
		},
		{
			name: 'Subscribe',
			value: 'subscribe',
			action: 'Subscribe to presence of contact',
			description:
				'Follow when a person is online or typing from now on. The trigger reports it as "Presence", and Get reads it.',
			request: { method: 'POST', path: '/presences/{EntryID}' },
			effect: 'idempotent',
			fields: [entry],
			output: success,
			advice: {
				'409': {
					todo: 'You follow the presence of this contact already: nothing is left to do.',
				},
			},
		},
	],
};
