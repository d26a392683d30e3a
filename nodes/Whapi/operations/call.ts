/** Call links, and calls that are turned down. */
import { date, text } from '../../../engine/fields';
import { success } from '../../../engine/output';
import type { Field, Operation, Resource } from '../../../engine/types';
import { contactIdOf } from '../addresses';

/** Unix seconds, as text. */
const startTime = date('startTime', 'Start', 'When the call begins', {
	required: true,
	placeholder: 'e.g. 2027-05-12T10:00:00Z',
	send: {
		as: 'start_time',
		value: (value) => String(Math.floor(Date.parse(String(value)) / 1000)),
	},
});

const callId = text('callId', 'Call ID', 'The ID of the call, as the trigger gives it', {
	required: true,
	placeholder: 'e.g. A1B2C3D4E5F60718',
	send: { as: 'CallID' },
});

const caller = text('callFrom', 'Caller', 'The phone number of the caller, with country code', {
	required: true,
	placeholder: 'e.g. +91 98765 43210',
	send: { in: 'body', value: (value) => contactIdOf(value, 'Caller') },
});

const callee: Field[] = [callId, caller];

const reject = (
	texts: Pick<Operation, 'name' | 'value' | 'action' | 'description' | 'request'>,
) => ({
	...texts,
	effect: 'idempotent' as const,
	fields: callee,
	output: success,
});

export const callResource: Resource = {
	name: 'Call',
	value: 'call',
	description: 'Call links, and turning calls down',
	operations: [
		{
			name: 'Create Event',
			value: 'createEvent',
			action: 'Create a call event',
			description: 'Plan a call for a certain time and get the link to it',
			request: { method: 'POST', path: '/calls' },
			fields: [startTime],
		},
		{
			name: 'Create Group Link',
			value: 'createGroupLink',
			action: 'Create a group call link',
			description: 'Get a link by which several people join one call',
			request: { method: 'POST', path: '/calls/group_link' },
			fields: [startTime],
		},
		reject({
			name: 'Reject',
			value: 'reject',
			action: 'Reject a call',
			description: 'Turn down an incoming call',
			request: { method: 'DELETE', path: '/calls/{CallID}' },
		}),
		reject({
			name: 'Reject (Deprecated)',
			value: 'rejectDeprecated',
			action: 'Reject a call the old way',
			description:
				'The old way to reject a call. Whapi.Cloud keeps it for old workflows only: use Reject instead.',
			request: { method: 'POST', path: '/calls/{CallID}/reject' },
		}),
	],
};
