/** The form of the Messaging Gateway node: one set of fields, whatever gateway carries the message. */
import type { INodeProperties } from 'n8n-workflow';

import {
	choice,
	type Field,
	longText,
	number,
	type Operation,
	type Provider,
	type Resource,
	rows,
	shownFor,
	text,
	texts,
	toggle,
} from '../../engine/define';
import { toProperty } from '../../engine/editor/describe';
import type { GatewayAction, GatewayMap } from '../../engine/gateway/types';

const to = text(
	'to',
	'To',
	'The phone number to send to. Whapi.Cloud and Wapio also take the chat ID of a group, which ends with "@g.us".',
	{
		required: true,
		placeholder: 'e.g. +91 98765 43210',
		hint: 'With country code, in any usual form. For numbers without one, add "Default Country" below or choose it in the credential.',
	},
);

const toCheck: Field = { ...to, description: 'The phone number to check' };

const country = text(
	'defaultCountryCode',
	'Default Country',
	'The country for phone numbers without country code, by its two letters (IN for India) or its calling code (91). If you leave it out, the default country of the first credential that has one is used.',
	{ placeholder: 'e.g. IN' },
);

/** By the gateway's value: offered for what that gateway can do. */
const SENDERS: Record<string, [label: string, description: string, example: string]> = {
	myOperator: [
		'Sender: MyOperator Phone Number ID',
		'The ID of the WhatsApp number to use; Phone Number > Get Many of the MyOperator node gives it',
		'889618377570081',
	],
	twoChat: [
		'Sender: 2Chat Number',
		'The number to use: for templates one from WABA Number (official WhatsApp Business) > Get Many of the 2Chat node, otherwise one from Number > Get Many',
		'+15550100123',
	],
	wapio: [
		'Sender: Wapio Session ID',
		'The ID of the session to use; Session > Get Many of the Wapio node gives it',
		'bps_sess_ws_01j9x4k2v7',
	],
};

/** Hidden where the gateway can't help, and not left out: saved workflows may have it there. */
const senders = (maps: GatewayMap[]): Field[] =>
	maps.flatMap(({ value, actions }) => {
		const [label, description, example] = SENDERS[value] ?? [];
		if (!label) return [];
		const useless = ALL.filter((form) => !actions[form.value]).map((form) => form.value);
		const told = `${description}. If you leave it out, the first one that can send is used.`;
		return text(`${value}Sender`, label, told, {
			placeholder: `e.g. ${example}`,
			displayOptions: { hide: { '/operation': useless } },
		});
	});

const media = (label: string, example: string): Field[] => [
	choice(
		'mediaSource',
		'File Source',
		'Where to take the file from',
		[
			['url', 'URL'],
			['file', 'Input Binary Field'],
		],
		{},
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
			},
		),
	),
	...shownFor(
		{ mediaSource: ['file'] },
		text('file', 'Input Binary Field', 'The binary field of an earlier node that holds the file', {
			required: true,
			default: 'data',
			hint: 'The name of the input field with the file, for example data. MyOperator, Wapio and 2Chat fetch the file through a link to this n8n, which must then be reachable from the internet.',
		}),
	),
];

const caption = longText('caption', 'Caption', 'Text to show below the file', {
	placeholder: 'e.g. Here is your invoice',
});
const fileName = text(
	'fileName',
	'File Name',
	'The file name that the recipient sees. 2Chat ignores it.',
	{
		placeholder: 'e.g. invoice.pdf',
	},
);

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
		description: 'Send a text message',
		fields: [
			longText('text', 'Text', 'The text to send; *bold* and _italic_ work as in WhatsApp', {
				required: true,
				placeholder: 'e.g. Hi Asha, your order is on its way',
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
		description: 'Send a pin on the map',
		fields: [
			number(
				'latitude',
				'Latitude',
				'Degrees north of the equator, from -90 to 90; negative for south',
				{
					required: true,
					placeholder: 'e.g. 12.9716',
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
					limits: { min: -180, max: 180 },
				},
			),
		],
		options: [
			text('placeName', 'Place Name', 'The name to show with the pin', {
				placeholder: 'e.g. Our shop',
			}),
			text('address', 'Address', 'The address to show below the name', {
				placeholder: 'e.g. 12 Market Road',
			}),
		],
	},
	{
		value: 'sendContact',
		name: 'Send Contact Card',
		action: 'Send a contact card through a gateway',
		description: 'Send a contact card with a name and a phone number',
		fields: [
			text('contactName', 'Contact Name', 'The name to show on the card', {
				required: true,
				placeholder: 'e.g. Ravi Kumar',
			}),
			text(
				'contactPhone',
				'Contact Phone Number',
				'The phone number to put on the card, with country code',
				{
					required: true,
					placeholder: 'e.g. +91 98765 43211',
				},
			),
		],
	},
	{
		value: 'sendPoll',
		name: 'Send Poll',
		action: 'Send a poll through a gateway',
		description: 'Send a poll: a question with answers to choose from',
		fields: [
			text('question', 'Question', 'The question, shown above the answers', {
				required: true,
				placeholder: 'e.g. When shall we deliver?',
			}),
			texts('answers', 'Answers', 'The two to twelve answers to choose from, one per field', {
				required: true,
				placeholder: 'e.g. Tomorrow',
				limits: { minItems: 2, maxItems: 12 },
			}),
			toggle('multiple', 'Multiple Answers', 'Whether people can choose more than one answer', {}),
		],
	},
	{
		value: 'sendTemplate',
		name: 'Send Template',
		action: 'Send a template through a gateway',
		description:
			'Send an approved WhatsApp template, the only message with which an official WhatsApp Business number can start a conversation. It costs money.',
		fields: [
			text(
				'template',
				'Template',
				'For MyOperator the name of the template, for 2Chat its ID, which begins with TMP. Get Many of the Template or WABA Template (official WhatsApp Business) resource of the provider lists them.',
				{
					required: true,
					placeholder: 'e.g. order_update',
				},
			),
			rows(
				'variables',
				'Variables',
				'The texts to fill in for the variables in the body of the template, in their order',
				{
					label: 'Variable',
					button: 'Add Variable',
					fields: [
						text(
							'name',
							'Name',
							'The name of the variable. MyOperator needs it; 2Chat goes by the order alone.',
							{
								placeholder: 'e.g. name',
							},
						),
						text('value', 'Value', 'The text to fill in', {
							required: true,
							placeholder: 'e.g. Asha',
						}),
					],
				},
				{},
			),
		],
		options: [
			text(
				'language',
				'Language',
				'The language code of the template, such as en or en_US, if MyOperator has it in several languages. 2Chat ignores it.',
				{
					placeholder: 'e.g. en',
				},
			),
		],
	},
	{
		value: 'getStatus',
		name: 'Get Status',
		action: 'Get the status of a message',
		description: 'Check whether a message was sent, delivered or read, or has failed',
		fields: [
			text(
				'messageId',
				'Message ID',
				'"messageId" in the output of the operation that sent the message. Only the gateway that sent it knows the ID, so select that one or put it first in "Gateway Order".',
				{
					required: true,
					placeholder: 'e.g. {{ $json.messageId }}',
				},
			),
		],
	},
];

const CHECK: ActionForm = {
	value: 'checkNumber',
	name: 'Check on WhatsApp',
	action: 'Check if a number is on WhatsApp',
	description: 'Check whether a phone number is on WhatsApp',
	fields: [],
};

const ALL = [...MESSAGES, CHECK];

/** "Works with A and B." so that the editor says what a provider can't do. */
const worksWith = (maps: GatewayMap[], action: GatewayAction): string => {
	const able = maps.filter(({ actions }) => actions[action]).map(({ provider }) => provider.name);
	if (able.length === maps.length) return 'all gateways';
	return `${able.slice(0, -1).join(', ')} and ${able.at(-1)}`;
};

function toOperation(maps: GatewayMap[], form: ActionForm): Operation {
	const recipient = { getStatus: [], checkNumber: [toCheck] }[form.value as string] ?? [to];
	return {
		name: form.name,
		value: form.value,
		action: form.action,
		description: `${form.description}. Works with ${worksWith(maps, form.value)}.`,
		request: { method: 'POST', path: '' },
		fields: [...recipient, ...form.fields],
		options: [...(form.options ?? []), ...(recipient.length ? [country] : []), ...senders(maps)],
		effect: form.value.startsWith('send') ? 'send' : 'read',
	};
}

/** The node's own resources, as if the gateways together were one provider. */
export function gatewayForm(maps: GatewayMap[]): Provider {
	const resources: Resource[] = [
		{
			name: 'Message',
			value: 'message',
			description:
				'Send WhatsApp messages through the first gateway that can, and check what became of them',
			operations: MESSAGES.map((form) => toOperation(maps, form)),
		},
		{
			name: 'Number',
			value: 'number',
			description: 'Check whether phone numbers are on WhatsApp',
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
			'The order in which gateways are tried if you have selected several credentials. The next one is tried only when it is certain that the one before sent nothing. Gateways you leave out come last.',
			{
				label: 'Gateway',
				button: 'Add Gateway',
				fields: [
					choice(
						'gateway',
						'Gateway',
						'The gateway to try at this position. Select its credential at the top of the node.',
						maps.map(({ value, provider }) => [value, provider.name]),
					),
				],
			},
			{ typeOptions: { sortable: true } },
		),
	);
}
