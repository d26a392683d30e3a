/** The form of the Messaging Gateway node: one set of fields, whatever gateway carries the message. */
import type { INodeProperties } from 'n8n-workflow';

import { toProperty } from '../describe';
import { choice, longText, number, rows, shownFor, text, texts, toggle } from '../fields';
import { parsePhone } from '../phone';
import type { Field, Operation, Provider, Resource } from '../types';
import type { GatewayAction, GatewayMap } from './types';

const nowhere = { in: 'nowhere' as const };

/** A chat ID stays as it is; anything else is a phone number, given on as digits. */
export const addressDigits = (value: unknown, country?: unknown): string => {
	const address = String(value).trim();
	return /@(g\.us|newsletter|lid)$/.test(address)
		? address
		: parsePhone(address, 'To', typeof country === 'string' ? country : '').digits;
};

const to = text(
	'to',
	'To',
	'The phone number of the recipient, or the chat ID of a group, which ends with "@g.us"',
	{
		required: true,
		placeholder: 'e.g. +91 98765 43210',
		hint: 'With country code, in any usual form; without it set "Default Country Code"',
		send: nowhere,
	},
);

const country = text(
	'defaultCountryCode',
	'Default Country Code',
	'For numbers that are written without a country code',
	{ placeholder: 'e.g. 91', send: nowhere },
);

const sender = (name: string, label: string, description: string, example: string): Field =>
	text(name, label, `${description}. The first that can send is taken if you leave it out.`, {
		placeholder: `e.g. ${example}`,
		send: nowhere,
	});

const senders: Field[] = [
	sender(
		'myOperatorSender',
		'Sender: MyOperator Phone Number ID',
		'The ID of your WhatsApp number in MyOperator',
		'889618377570081',
	),
	sender('twoChatSender', 'Sender: 2Chat Number', 'Your number in 2Chat', '+15550100123'),
	sender(
		'wapioSender',
		'Sender: Wapio Session ID',
		'Your session in Wapio',
		'bps_sess_ws_01j9x4k2v7',
	),
];

const media = (label: string, example: string): Field[] => [
	choice(
		'mediaSource',
		'File Source',
		'Where the file is',
		[
			['url', 'URL'],
			['file', 'Input Binary Field'],
		],
		{ send: nowhere },
	),
	...shownFor(
		{ mediaSource: ['url'] },
		text(
			'mediaUrl',
			'File URL',
			`The web address of the ${label}. Anybody must be able to open it without a login.`,
			{
				required: true,
				placeholder: `e.g. ${example}`,
				send: nowhere,
			},
		),
	),
	...shownFor(
		{ mediaSource: ['file'] },
		text('file', 'Input Binary Field', 'The file from an earlier node', {
			required: true,
			default: 'data',
			hint: 'The name of the input field with the file, for example data. Some gateways fetch it by a link to this n8n, which must then be reachable from the internet.',
			send: nowhere,
		}),
	),
];

const caption = longText('caption', 'Caption', 'Text under the file', {
	placeholder: 'e.g. Here is your invoice',
	send: nowhere,
});
const fileName = text('fileName', 'File Name', 'The name under which the recipient sees the file', {
	placeholder: 'e.g. invoice.pdf',
	send: nowhere,
});

interface ActionForm {
	value: GatewayAction;
	name: string;
	action: string;
	description: string;
	fields: Field[];
	options?: Field[];
}

const MESSAGES: ActionForm[] = [
	{
		value: 'sendText',
		name: 'Send Text',
		action: 'Send a text through a gateway',
		description: 'Send a text',
		fields: [
			longText('text', 'Text', 'The message', {
				required: true,
				placeholder: 'e.g. Hi Asha, your order is on its way',
				send: nowhere,
			}),
		],
	},
	...(
		[
			['Image', 'an image', 'https://example.com/photo.jpg', [caption]],
			['Video', 'a video', 'https://example.com/clip.mp4', [caption]],
			['Audio', 'an audio file', 'https://example.com/note.mp3', []],
			['Document', 'a document', 'https://example.com/invoice.pdf', [caption, fileName]],
		] as Array<[string, string, string, Field[]]>
	).map(
		([name, noun, example, options]): ActionForm => ({
			value: `send${name}` as GatewayAction,
			name: `Send ${name}`,
			action: `Send ${noun} through a gateway`,
			description: `Send ${noun}`,
			fields: media(name.toLowerCase(), example),
			options,
		}),
	),
	{
		value: 'sendLocation',
		name: 'Send Location',
		action: 'Send a location through a gateway',
		description: 'Send a place on the map',
		fields: [
			number(
				'latitude',
				'Latitude',
				'Degrees north of the equator, from -90 to 90; negative for south',
				{
					required: true,
					placeholder: 'e.g. 12.9716',
					send: nowhere,
					limits: { min: -90, max: 90 },
				},
			),
			number(
				'longitude',
				'Longitude',
				'Degrees east of Greenwich, from -180 to 180; negative for west',
				{
					required: true,
					placeholder: 'e.g. 77.5946',
					send: nowhere,
					limits: { min: -180, max: 180 },
				},
			),
		],
		options: [
			text('placeName', 'Place Name', 'The name of the place', {
				placeholder: 'e.g. Our shop',
				send: nowhere,
			}),
			text('address', 'Address', 'The address of the place', {
				placeholder: 'e.g. 12 Market Road',
				send: nowhere,
			}),
		],
	},
	{
		value: 'sendContact',
		name: 'Send Contact Card',
		action: 'Send a contact card through a gateway',
		description: 'Send the contact card of a person',
		fields: [
			text('contactName', 'Contact Name', 'The name of the person on the card', {
				required: true,
				placeholder: 'e.g. Ravi Kumar',
				send: nowhere,
			}),
			text('contactPhone', 'Contact Phone Number', 'The phone number on the card', {
				required: true,
				placeholder: 'e.g. +91 98765 43211',
				send: { ...nowhere, value: (value) => parsePhone(value, 'Contact Phone Number').digits },
			}),
		],
	},
	{
		value: 'sendPoll',
		name: 'Send Poll',
		action: 'Send a poll through a gateway',
		description: 'Ask a question with answers to choose from',
		fields: [
			text('question', 'Question', 'What you ask', {
				required: true,
				placeholder: 'e.g. When shall we deliver?',
				send: nowhere,
			}),
			texts('answers', 'Answers', 'The answers to choose from, two to twelve', {
				required: true,
				placeholder: 'e.g. Tomorrow',
				limits: { minItems: 2, maxItems: 12 },
				send: nowhere,
			}),
			toggle('multiple', 'Multiple Answers', 'Whether a person may choose more than one answer', {
				send: nowhere,
			}),
		],
	},
	{
		value: 'sendTemplate',
		name: 'Send Template',
		action: 'Send a template through a gateway',
		description: 'Send an approved WhatsApp template, which may also start a conversation',
		fields: [
			text(
				'template',
				'Template',
				'In MyOperator the name of the template, in 2Chat its ID, which begins with TMP',
				{
					required: true,
					placeholder: 'e.g. order_update',
					send: nowhere,
				},
			),
			rows(
				'variables',
				'Variables',
				'The values for the variables in the text of the template, in their order',
				{
					label: 'Variable',
					button: 'Add Variable',
					fields: [
						text(
							'name',
							'Name',
							'The name of the variable, as MyOperator wants it. 2Chat goes by the order alone.',
							{
								placeholder: 'e.g. name',
							},
						),
						text('value', 'Value', 'The text to put in its place', {
							required: true,
							placeholder: 'e.g. Asha',
						}),
					],
				},
				{ send: nowhere },
			),
		],
		options: [
			text('language', 'Language', 'The language code of the template, such as en or en_US', {
				placeholder: 'e.g. en',
				send: nowhere,
			}),
		],
	},
	{
		value: 'getStatus',
		name: 'Get Status',
		action: 'Get the status of a message',
		description: 'Read how far a message has come: sent, delivered, read or failed',
		fields: [
			text('messageId', 'Message ID', 'The ID that the send operation returned', {
				required: true,
				placeholder: 'e.g. bps_msg_01j9x5b8qe',
				send: nowhere,
			}),
		],
	},
];

const CHECK: ActionForm = {
	value: 'checkNumber',
	name: 'Check on WhatsApp',
	action: 'Check if a number is on WhatsApp',
	description: 'Find out whether a phone number has WhatsApp',
	fields: [],
};

/** "Works with A and B." so that the editor says what a provider can't do. */
const worksWith = (maps: GatewayMap[], action: GatewayAction): string => {
	const able = maps.filter(({ actions }) => actions[action]).map(({ provider }) => provider.name);
	return able.length === maps.length ? 'all gateways' : able.join(', ');
};

function toOperation(maps: GatewayMap[], form: ActionForm): Operation {
	const addressed = form.value !== 'getStatus';
	return {
		name: form.name,
		value: form.value,
		action: form.action,
		description: `${form.description}. Works with ${worksWith(maps, form.value)}.`,
		request: { method: 'POST', path: '' },
		fields: [...(addressed ? [to] : []), ...form.fields],
		options: [...(form.options ?? []), ...(addressed ? [country] : []), ...senders],
		effect: form.value.startsWith('send') ? 'send' : 'read',
	};
}

/** The node's own resources, as if the gateways together were one provider. */
export function gatewayForm(maps: GatewayMap[]): Provider {
	const resources: Resource[] = [
		{
			name: 'Message',
			value: 'message',
			description: 'Send WhatsApp messages through the first gateway that can',
			operations: MESSAGES.map((form) => toOperation(maps, form)),
		},
		{
			name: 'Number',
			value: 'number',
			description: 'Phone numbers of other people',
			operations: [toOperation(maps, CHECK)],
		},
	];
	return {
		name: 'Messaging Gateway',
		credential: '',
		hosts: {},
		resources,
		problem: () => undefined,
		advice: {},
		recipient: ({ to: address }) => address as string | undefined,
	};
}

/** The order in which the gateways are tried, for nodes with several credentials. */
export function orderProperty(maps: GatewayMap[]): INodeProperties {
	return toProperty(
		rows(
			'order',
			'Gateway Order',
			'With several credentials: the first gateway sends. The next one is tried only when it is certain that the one before sent nothing.',
			{
				label: 'Gateway',
				button: 'Add Gateway',
				fields: [
					choice(
						'gateway',
						'Gateway',
						'The gateway to try next; its credential must be selected above',
						maps.map(({ value, provider }) => [value, provider.name]),
					),
				],
			},
			{ typeOptions: { sortable: true } },
		),
	);
}
