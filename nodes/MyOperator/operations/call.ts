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
	text('callerId', 'Caller ID', 'Your number that the called person sees', {
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
		'Phone Menu (Public IVR) ID',
		'The phone menu (IVR) or calling campaign to use. Leave it out to use the one in the credential.',
		{
			placeholder: 'e.g. 5f1a2b3c4d5e6f7a8b9c0d1e',
			send: { as: 'public_ivr_id' },
		},
	),
	text(
		'referenceId',
		'Reference ID',
		'An ID of your own for this call, such as an order number. A second call with the same ID is refused. It comes back in the call events.',
		{
			placeholder: 'e.g. callback-4711',
			send: { as: 'reference_id' },
		},
	),
	text(
		'region',
		'Region',
		'The region of the line to use. MyOperator no longer recommends it: use "Route by City" instead.',
		{
			placeholder: 'e.g. north',
		},
	),
	choice(
		'stdCode',
		'Route by City',
		'The city of the line from which the call is made',
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
		'What the voice bot should know about this call',
		{
			label: 'Value',
			button: 'Add Value',
			fields: [
				text('name', 'Name', 'The name of the value, which must begin with "custom_"', {
					placeholder: 'e.g. custom_order',
				}),
				text('value', 'Value', 'The value that the voice bot gets', {
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
	description: 'Call people and connect them with users, numbers or a phone menu',
	operations: [
		dial('1', {
			name: 'Connect a User',
			value: 'dialUser',
			action: 'Call a number and connect a user',
			description:
				'Call one of your users (agents) and a phone number, and connect the two. Calls cost money.',
			fields: [{ ...userId, send: { as: 'user_id' } }],
		}),
		dial('1', {
			name: 'Connect Two Numbers',
			value: 'connectNumbers',
			action: 'Connect two phone numbers',
			description:
				'Call two numbers and connect them; neither sees the number of the other. Calls cost money.',
			fields: [
				text('number2', 'Second Number', 'The phone number to connect with the first', {
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
			name: 'Start Phone Menu (IVR)',
			value: 'startIvr',
			action: 'Call a number with a phone menu',
			description:
				'Call a number and let a phone menu (IVR) or voice bot talk to the person. Calls cost money.',
		}),
	],
};
