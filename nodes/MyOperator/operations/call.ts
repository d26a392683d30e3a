/** Outbound calls (OBD). One route with three dialers, each with fields that the others reject. */
import {
	type Advice,
	choice,
	type Field,
	type IdempotencyKey,
	item,
	number,
	type Operation,
	parsePhone,
	type Resource,
	rows,
	text,
	toggle,
	WrongValue,
} from '../../../engine/define';
import { callee, userId } from '../fields/common';

/** The API accepts a reference ID only once for some time; the engine makes one if the field is empty. */
const referenceKey: IdempotencyKey = {
	in: 'body',
	as: 'reference_id',
	field: 'referenceId',
	isDuplicate: ({ status, message = '', details = '' }) =>
		status === 403 && /duplicate|reference/i.test(`${message} ${details}`),
};

const options: Field[] = [
	text(
		'callerId',
		'Caller ID',
		'Which of your numbers the called person sees. Leave it out to let MyOperator choose.',
		{
			placeholder: 'e.g. +911140000000',
			send: { as: 'caller_id' },
		},
	),
	toggle(
		'callHold',
		'Wait for a Free Line',
		'Whether the call waits until an agent and a line are free. Otherwise MyOperator may accept the call and cancel it later.',
		{
			default: true,
			send: { as: 'call_hold' },
		},
	),
	number(
		'maxDuration',
		'Max Duration (Seconds)',
		'How long the call may last before MyOperator ends it, up to 5400 seconds (90 minutes)',
		{
			default: 300,
			typeOptions: { minValue: 1, maxValue: 5400 },
			limits: { min: 1, max: 5400 },
			send: { as: 'max_call_duration', value: (value) => Math.round(value as number) },
		},
	),
	text(
		'group',
		'Group',
		"The group of users to call. MyOperator does not document it; it is known from MyOperator's own clients.",
		{ placeholder: 'e.g. sales' },
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
		'An ID of your own, such as an order number, which the trigger returns in the call events. MyOperator refuses a second call with the same ID. If you leave it out, the node makes one.',
		{
			placeholder: 'e.g. callback-4711',
			send: { as: 'reference_id' },
		},
	),
	text(
		'region',
		'Region',
		'The region of the line to call from. MyOperator is retiring it: use "Route by City" instead.',
		{
			placeholder: 'e.g. north',
		},
	),
	choice(
		'stdCode',
		'Route by City',
		'The city of the line to call from. Leave it out to let MyOperator choose.',
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
		'What the voice bot should know about this call, such as an order number',
		{
			label: 'Value',
			button: 'Add Value',
			fields: [
				text('name', 'Name', 'The name of the value, which must begin with "custom_"', {
					placeholder: 'e.g. custom_order',
				}),
				text('value', 'Value', 'What the voice bot receives under this name', {
					placeholder: 'e.g. 4711',
				}),
			],
		},
		{ send: { as: '', value: customValues } },
	),
];

const advice: Record<string, Advice> = {
	'400': {
		todo: 'Check the phone numbers (with country code), the phone menu (IVR) ID and the maximum duration.',
	},
	'403': {
		todo: "Check the calls part of the credential. Also check that the IP address of this n8n is on MyOperator's allow list, that your plan is paid and covers this kind of call, that the reference ID is new, and that you have not reached your usage limit.",
	},
	'404': {
		todo: 'MyOperator has no phone menu (IVR) with this ID, or no numbers are mapped to it. Check "Phone Menu (Public IVR) ID" in the node, or its default in the credential.',
	},
};

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
	advice,
	output: item(),
});

export const callResource: Resource = {
	name: 'Call',
	value: 'call',
	description: 'Call people and connect them with users, other numbers or a phone menu',
	operations: [
		dial('1', {
			name: 'Connect a User',
			value: 'dialUser',
			action: 'Call number and connect user',
			description:
				'Call one of your users (agents) and a phone number, and connect the two. The node continues as soon as MyOperator accepts the call; the trigger reports the outcome. Calls cost money.',
			fields: [{ ...userId, send: { as: 'user_id' } }],
		}),
		dial('1', {
			name: 'Connect Two Numbers',
			value: 'connectNumbers',
			action: 'Connect two phone numbers',
			description:
				'Call two phone numbers and connect them; neither sees the number of the other. The node continues as soon as MyOperator accepts the call; the trigger reports the outcome. Calls cost money.',
			fields: [
				text(
					'number2',
					'Second Number',
					'The phone number to connect with the first, such as that of an agent',
					{
						required: true,
						placeholder: 'e.g. +91 98765 43211',
						hint: callee.hint,
						send: {
							as: 'number_2',
							value: (value, values) => `+${parsePhone(value, 'Second Number', values).digits}`,
						},
					},
				),
			],
		}),
		{
			name: 'Connect a User (Developer API)',
			value: 'clickToCall',
			action: 'Connect user by developer token',
			description:
				"Call one of your users (agents) and a phone number, and connect the two. Needs only the developer API token. Not documented: known from MyOperator's own clients. Calls cost money.",
			request: { method: 'POST', path: '/clickOcall', host: 'developers', encoding: 'form' },
			fields: [
				{
					...callee,
					send: {
						as: '',
						value: (value) => {
							const { countryCode, national } = parsePhone(value, 'Number to Call');
							return { customer_cc: countryCode, customer_number: national };
						},
					},
				},
				{ ...userId, send: { as: 'support_user_id' } },
			],
			output: item(),
		},
		dial('2', {
			name: 'Start Phone Menu (IVR)',
			value: 'startIvr',
			action: 'Call number with phone menu',
			description:
				'Call a number and let a phone menu (IVR) or voice bot talk to the person. The node continues as soon as MyOperator accepts the call; the trigger reports the outcome. Calls cost money.',
		}),
	],
};
