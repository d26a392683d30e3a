/** The actions of the Messaging Gateway with their fields; what differs by provider comes from the maps. */
import {
	choice,
	type Field,
	json,
	type Limits,
	longText,
	META,
	number,
	rows,
	shownFor,
	text,
	texts,
	toggle,
} from '../../engine/define';
import { MOST_MEGABYTES } from '../../engine/trigger/media';
import type { FieldNotes, GatewayAction, GatewayMap } from '../../engine/gateway/types';

export const names = (maps: GatewayMap[]): string[] => maps.map(({ provider }) => provider.name);

/** "A, B and C" */
export const list = (words: string[]): string =>
	words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/** Adds what the providers do with a field, such as "A needs it; B ignores it.", to its description. */
function noted(maps: GatewayMap[], field: keyof FieldNotes, description: string): string {
	const notes = maps.flatMap(({ provider, notes: { [field]: note } = {} }) =>
		note ? [`${provider.name} ${note}`] : [],
	);
	return notes.length ? `${description}. ${notes.join('; ')}.` : description;
}

/** "for A the name of the template, for B its ID" */
const templateNames = (maps: GatewayMap[]): string =>
	maps
		.flatMap(({ provider, template }) => (template ? [`for ${provider.name} ${template}`] : []))
		.join(', ');

function media(maps: GatewayMap[], label: string, example: string): Field[] {
	const fetching = names(maps.filter(({ fetchesFiles }) => fetchesFiles));
	const hint = 'The name of the input field with the file, for example data';
	return [
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
			text(
				'file',
				'Input Binary Field',
				'The binary field of an earlier node that holds the file',
				{
					required: true,
					default: 'data',
					hint: fetching.length
						? `${hint}. ${list(fetching)} fetch the file through a link to this n8n, which must then be reachable from the internet.`
						: hint,
				},
			),
		),
	];
}

const caption = longText('caption', 'Caption', 'Text to show below the file', {
	placeholder: 'e.g. Here is your invoice',
});
const fileName = (maps: GatewayMap[]): Field =>
	text('fileName', 'File Name', noted(maps, 'fileName', 'The file name that the recipient sees'), {
		placeholder: 'e.g. invoice.pdf',
	});

/** Where the event comes right before this node, nothing has to be entered. */
const event = json(
	'event',
	'Event',
	'The event of a trigger of this package that is answered: it says through which gateway, number and chat',
	{
		required: true,
		default: '={{ $json }}',
		hint: 'If other nodes are in between, drag the whole item of the trigger here',
	},
);

const choiceText = (example: string): Field =>
	longText('text', 'Text', 'The text of the message', {
		required: true,
		placeholder: `e.g. ${example}`,
	});

const title = (limits: Limits): Field =>
	text('title', 'Title', `What the person reads, at most ${limits.maxLength} characters`, {
		required: true,
		placeholder: 'e.g. Yes, today',
		limits,
	});

const id = (limits: Limits): Field =>
	text('id', 'ID', 'A short word that comes back when it is chosen; each needs its own', {
		required: true,
		placeholder: 'e.g. today',
		limits,
	});

export interface ActionForm {
	value: GatewayAction;
	name: string;
	action: string;
	description: string;
	fields: Field[];
	options?: Field[];
}

/** The actions that concern a message. */
export const messageForms = (maps: GatewayMap[]): ActionForm[] => [
	{
		value: 'sendText',
		name: 'Send Text',
		action: 'Send text through gateway',
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
			['Document', 'a document', 'https://example.com/invoice.pdf', [caption, fileName(maps)]],
		] as Array<[string, string, string, Field[]]>
	).map(
		([name, noun, example, options]): ActionForm => ({
			value: `send${name}` as GatewayAction,
			name: `Send ${name}`,
			action: `Send ${noun.replace(/^an? /, '')} through gateway`,
			description: `Send ${noun}`,
			fields: media(maps, name.toLowerCase(), example),
			options,
		}),
	),
	{
		value: 'sendLocation',
		name: 'Send Location',
		action: 'Send location through gateway',
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
		action: 'Send contact card through gateway',
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
		action: 'Send poll through gateway',
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
		action: 'Send template through gateway',
		description:
			'Send an approved WhatsApp template, the only message with which an official WhatsApp Business number can start a conversation. It costs money.',
		fields: [
			text(
				'template',
				'Template',
				`The template to send: ${templateNames(maps)}. Get Many of the Template or WABA Template (official WhatsApp Business) resource of the provider lists them.`,
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
						text('name', 'Name', noted(maps, 'variableName', 'The name of the variable'), {
							placeholder: 'e.g. name',
						}),
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
				noted(maps, 'language', 'The language code of the template, such as en or en_US'),
				{
					placeholder: 'e.g. en',
				},
			),
		],
	},
	{
		value: 'sendButtons',
		name: 'Send Buttons',
		action: 'Send buttons through gateway',
		description: 'Send a text with up to three buttons (numbered choices at Wapio and 2Chat)',
		fields: [
			choiceText('Shall we deliver today?'),
			rows(
				'buttons',
				'Buttons',
				'The buttons below the text',
				{ label: 'Button', button: 'Add Button', fields: [title(META.button), id(META.buttonId)] },
				{ required: true, limits: META.buttons },
			),
		],
	},
	{
		value: 'sendList',
		name: 'Send List',
		action: 'Send list through gateway',
		description: 'Send a text with a menu of up to ten choices (numbered at Wapio and 2Chat)',
		fields: [
			choiceText('What can we do for you?'),
			text('menuButton', 'Menu Button', 'The text on the button that opens the menu', {
				required: true,
				placeholder: 'e.g. See options',
				limits: META.menuButton,
			}),
			rows(
				'choices',
				'Choices',
				'What the person can choose from',
				{ label: 'Choice', button: 'Add Choice', fields: [title(META.row), id(META.rowId)] },
				{ required: true, limits: { maxItems: 10 } },
			),
		],
	},
	{
		value: 'reply',
		name: 'Reply',
		action: 'Reply to message',
		description: 'Answer a message in its chat, through the gateway and number that it came to',
		fields: [
			event,
			longText('text', 'Text', 'The text to send; *bold* and _italic_ work as in WhatsApp', {
				required: true,
				placeholder: 'e.g. Thank you, we are on it',
			}),
		],
		options: [
			toggle(
				'quote',
				'Quote',
				'Whether the reply shows the message that it answers; 2Chat ignores it',
				{},
			),
		],
	},
	{
		value: 'react',
		name: 'React',
		action: 'React to message',
		description: 'React to a message with an emoji',
		fields: [
			event,
			text('emoji', 'Emoji', 'A single emoji', { required: true, placeholder: 'e.g. 👍' }),
		],
	},
	{
		value: 'markAsRead',
		name: 'Mark as Read',
		action: 'Mark message as read',
		description: 'Mark a message as read, so that the sender sees the blue ticks',
		fields: [event],
	},
	{
		value: 'showTyping',
		name: 'Show Typing',
		action: 'Show typing in chat',
		description: 'Show "typing..." in the chat of a message',
		fields: [event],
	},
	{
		value: 'downloadMedia',
		name: 'Download Media',
		action: 'Download media of message',
		description:
			'Download the picture, voice message or other file of a received message into the binary field "data" of the output',
		fields: [event],
		options: [
			toggle(
				'localFiles',
				'Files From Local Addresses',
				'Whether to follow links to this machine or its own network. The address in the credential is always allowed.',
				{},
			),
			number('maxFileSize', 'Maximum File Size', 'Largest file to store, in megabytes', {
				default: MOST_MEGABYTES,
				typeOptions: { minValue: 1 },
			}),
		],
	},
	{
		value: 'getStatus',
		name: 'Get Status',
		action: 'Get status of message',
		description: 'Check whether a message was sent, delivered or read, or has failed',
		fields: [
			text(
				'messageId',
				'Message ID',
				'"messageId" in the output of the operation that sent the message. Only the gateway that sent it knows the ID, so choose that one alone under "Gateways", or first.',
				{
					required: true,
					placeholder: 'e.g. {{ $json.messageId }}',
				},
			),
		],
	},
];

export const CHECK: ActionForm = {
	value: 'checkNumber',
	name: 'Check on WhatsApp',
	action: 'Check if number is on WhatsApp',
	description: 'Check whether a phone number is on WhatsApp',
	fields: [],
};
