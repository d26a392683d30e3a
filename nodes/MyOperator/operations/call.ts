/** Outbound calls (OBD). One route, three dialers, each with fields that the others forbid. */
import { choice, number, rows, text, toggle } from '../../../engine/fields';
import { item } from '../../../engine/output';
import { parsePhone } from '../../../engine/phone';
import type { Field, IdempotencyKey, Operation, Resource } from '../../../engine/types';
import { WrongValue } from '../../../engine/values';
import { callee, userId } from '../fields';

/** A reference ID is taken once in a while; the engine gives one where the person does not. */
const referenceKey: IdempotencyKey = {
	in: 'body',
	as: 'reference_id',
	field: 'referenceId',
	isDuplicate: ({ status, message = '', details = '' }) =>
		status === 403 && /duplicate|reference/i.test(`${message} ${details}`),
};

const options: Field[] = [
	text('callerId', 'Caller ID', 'The number of yours that the called person sees', {
		placeholder: 'e.g. +911140000000',
		send: { as: 'caller_id' },
	}),
	toggle(
		'callHold',
		'Wait for a Free Line',
		'Whether the call waits until an agent or line is free, instead of being cancelled',
		{
			default: true,
			send: { as: 'call_hold' },
		},
	),
	number(
		'maxDuration',
		'Max Duration (Seconds)',
		'The call is ended after this time, up to 5400 seconds',
		{
			default: 300,
			typeOptions: { minValue: 1, maxValue: 5400 },
			limits: { min: 1, max: 5400 },
			send: { as: 'max_call_duration', value: (value) => Math.round(value as number) },
		},
	),
	text(
		'publicIvrId',
		'Public IVR ID',
		'The IVR or campaign to use. Leave it out to use the default of the credential.',
		{
			placeholder: 'e.g. 5f1a2b3c4d5e6f7a8b9c0d1e',
			send: { as: 'public_ivr_id' },
		},
	),
	text(
		'referenceId',
		'Reference ID',
		'An ID of your own for this call; a second call with the same ID is refused. It comes back in the call events.',
		{
			placeholder: 'e.g. callback-4711',
			send: { as: 'reference_id' },
		},
	),
	text(
		'region',
		'Region',
		'Routing by region. Deprecated by MyOperator: use "Route by City" instead.',
		{
			placeholder: 'e.g. north',
		},
	),
	choice(
		'stdCode',
		'Route by City',
		'Take a line of this city',
		[
			['80', 'Bangalore'],
			['11', 'Delhi'],
			['40', 'Hyderabad'],
			['731', 'Indore'],
			['33', 'Kolkata'],
			['8645', 'Mangalagiri'],
			['22', 'Mumbai'],
			['120', 'Noida'],
		],
		{ send: { as: 'std_code' } },
	),
	rows(
		'custom',
		'Voice Bot Values',
		'Values for the voice bot; their names begin with custom_',
		{
			label: 'Value',
			button: 'Add Value',
			fields: [
				text('name', 'Name', 'The name, such as custom_order', {
					placeholder: 'e.g. custom_order',
				}),
				text('value', 'Value', 'What the voice bot gets under that name', {
					placeholder: 'e.g. 4711',
				}),
			],
		},
		{ send: { as: '', value: customValues } },
	),
];

function customValues(list: unknown): Record<string, string> {
	const values: Record<string, string> = {};
	for (const { name = '', value = '' } of list as Array<{ name?: string; value?: string }>) {
		if (!/^custom_\w+$/.test(name))
			throw new WrongValue(`"${name}" does not begin with custom_`, 'Voice Bot Values');
		values[name] = value;
	}
	return values;
}

const dial = (
	type: '1' | '2',
	operation: Omit<Operation, 'request' | 'output' | 'options'>,
): Operation => ({
	...operation,
	request: { method: 'POST', path: '/obd-api-v1', host: 'obd', body: { type } },
	fields: [callee, ...(operation.fields ?? [])],
	options,
	idempotencyKey: referenceKey,
	output: item(),
});

export const callResource: Resource = {
	name: 'Call',
	value: 'call',
	description: 'Place outbound calls',
	operations: [
		dial('1', {
			name: 'Call With a User',
			value: 'dialUser',
			action: 'Call a number and connect a user',
			description: 'Ring one of your users (agents) and connect the call with a number',
			fields: [{ ...userId, send: { as: 'user_id' } }],
		}),
		dial('1', {
			name: 'Connect Two Numbers',
			value: 'connectNumbers',
			action: 'Connect two phone numbers',
			description: 'Call two numbers and connect them; neither sees the other (anonymous dialer)',
			fields: [
				text('number2', 'Second Number', 'The number to connect with', {
					required: true,
					placeholder: 'e.g. +91 98765 43211',
					hint: 'With country code',
					send: {
						as: 'number_2',
						value: (value) => `+${parsePhone(value, 'Second Number').digits}`,
					},
				}),
			],
		}),
		dial('2', {
			name: 'Start IVR',
			value: 'startIvr',
			action: 'Call a number with an IVR',
			description: 'Call a number and let an IVR or voice bot talk to the person',
		}),
	],
};
