/** Call links, and calls that are turned down. */
import {
	date,
	type Field,
	type Operation,
	type Resource,
	success,
	text,
} from '../../../engine/define';
import { contactIdOf } from '../addresses';

/** Unix seconds, as text. */
const startTime = date(
	'startTime',
	'Start',
	"When the call begins, in the workflow's time zone unless you give another",
	{
		required: true,
		placeholder: 'e.g. 2027-05-12T10:00:00Z',
		send: {
			as: 'start_time',
			value: (value) => String(Math.floor(Date.parse(String(value)) / 1000)),
		},
	},
);

const callId = text('callId', 'Call ID', 'Which call to reject', {
	required: true,
	placeholder: 'e.g. A1B2C3D4E5F60718',
	hint: 'In the output of the trigger it is "call.id"',
	send: { as: 'CallID' },
});

const caller = text('callFrom', 'Caller', 'The phone number of the caller, with country code', {
	required: true,
	placeholder: 'e.g. +91 98765 43210',
	hint: 'In the output of the trigger it is "from.phone"',
	send: { in: 'body', value: (value, values) => contactIdOf(value, values, 'Caller') },
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
	description: 'Links for joining calls, and rejecting incoming calls',
	operations: [
		{
			name: 'Create Event',
			value: 'createEvent',
			action: 'Create call event',
			description: 'Schedule a call and get the link for joining it',
			request: { method: 'POST', path: '/calls' },
			fields: [startTime],
		},
		{
			name: 'Create Group Link',
			value: 'createGroupLink',
			action: 'Create group call link',
			description: 'Get a link with which several people can join one video call',
			request: { method: 'POST', path: '/calls/group_link' },
			fields: [startTime],
		},
		reject({
			name: 'Reject',
			value: 'reject',
			action: 'Reject call',
			description: 'Reject an incoming call while it rings',
			request: { method: 'DELETE', path: '/calls/{CallID}' },
		}),
		reject({
			name: 'Reject (Deprecated)',
			value: 'rejectDeprecated',
			action: 'Reject call by former route',
			description:
				'The old way to reject a call. Whapi.Cloud keeps it for old workflows only: use Reject instead.',
			request: { method: 'POST', path: '/calls/{CallID}/reject' },
		}),
	],
};
