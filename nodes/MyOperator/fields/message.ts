/** Fields of WhatsApp messages: the common ones, and the parts of interactive messages. */
import { type Choice, choice, type Field, shownFor, text } from '../../../engine/define';

/** Optional parts of every message. */
export const messageOptions: Field[] = [
	text(
		'replyTo',
		'Reply to Message ID',
		'The message to quote. Its ID comes from the trigger, or from the node that sent it.',
		{
			hint: '"message.id" in the trigger\'s output, "message_id" in that of send operations',
			placeholder: 'e.g. d7d9d9fd-478f-40e6-b651-49b7f19878a2',
			send: { as: 'reply_to' },
		},
	),
	text(
		'referenceId',
		'Reference ID',
		'An ID of your own, such as an order number. The trigger returns it in the status events of this message.',
		{ placeholder: 'e.g. order-4711', send: { as: 'myop_ref_id' } },
	),
];

/** The provider lists trails but does not document them. */
export const trailName = text(
	'trailName',
	'Trail Name',
	'The name of a trail. MyOperator does not document what trails do: leave it out unless MyOperator gave you a name.',
	{
		placeholder: 'e.g. june-campaign',
		send: { as: 'trail.name' },
	},
);

export const messageText = (
	name: string,
	label: string,
	description: string,
	maxLength: number,
	extra: Partial<Field> = {},
) =>
	text(name, label, `${description}, up to ${maxLength} characters`, {
		limits: { maxLength },
		...extra,
	});

/** Header of an interactive message. `urlKey` is what the API calls a media link in that message. */
export const interactiveHeader = (media: 'none' | 'link' | 'media_url'): Field[] => {
	const kinds: Choice[] = [
		['none', 'None'],
		['text', 'Text'],
		...(media === 'none'
			? []
			: ([
					['id', 'Media (Uploaded)', 'A file that you uploaded with Media > Upload'],
					['url', 'Media (URL)', 'A file at a public web address'],
				] as Choice[])),
	];
	const isMedia = { headerType: ['id', 'url'] };
	return [
		choice('headerType', 'Header', 'What to show above the text', kinds, {
			send: { in: 'nowhere' },
		}),
		...shownFor(
			{ headerType: ['text'] },
			messageText('headerText', 'Header Text', 'A short title above the text', 60, {
				required: true,
				placeholder: 'e.g. Your order',
				send: {
					as: '',
					value: (value) => ({
						'data.context.header.type': 'text',
						'data.context.header.text': value,
					}),
				},
			}),
		),
		...(media === 'none' ? [] : mediaHeader(isMedia, media)),
	];
};

function mediaHeader(isMedia: Record<string, unknown[]>, urlKey: string): Field[] {
	return [
		...shownFor(
			isMedia,
			choice(
				'headerMediaType',
				'Header Media Type',
				'The kind of file to show above the text',
				[
					['image', 'Image'],
					['video', 'Video'],
					['document', 'Document'],
				],
				{ send: { as: 'data.context.header.type' } },
			),
		),
		...shownFor(
			{ headerType: ['id'] },
			text(
				'headerMediaId',
				'Header Media ID',
				'The "media_id" that Media > Upload returned; choose "Messages" there under "Use"',
				{
					required: true,
					placeholder: 'e.g. 59bee5d7-36bf-4cf8-acf2-9b9b4ba8abb2',
					send: { as: 'data.context.header.media_id' },
				},
			),
		),
		...shownFor(
			{ headerType: ['url'] },
			text(
				'headerMediaUrl',
				'Header Media URL',
				'The web address of the file. Anybody must be able to open it without a login.',
				{
					required: true,
					placeholder: 'e.g. https://example.com/menu.jpg',
					send: { as: `data.context.header.${urlKey}` },
				},
			),
			...(urlKey === 'link'
				? [
						text(
							'headerMimeType',
							'Header MIME Type',
							'The type of the file, such as image/jpeg, video/mp4 or application/pdf',
							{
								required: true,
								placeholder: 'e.g. image/jpeg',
								send: { as: 'data.context.header.mime_type' },
							},
						),
						...shownFor(
							{ headerMediaType: ['document'] },
							text('headerFileName', 'Header File Name', 'The file name that the recipient sees', {
								placeholder: 'e.g. menu.pdf',
								send: { as: 'data.context.header.filename' },
							}),
						),
					]
				: []),
		),
	];
}

export const interactiveBody = messageText('body', 'Text', 'The message', 1024, {
	required: true,
	typeOptions: { rows: 4 },
	placeholder: 'e.g. Hello Asha, how can we help you?',
	send: { as: 'data.context.body.text' },
});

export const interactiveFooter = messageText(
	'footer',
	'Footer',
	'A small line under the text',
	60,
	{
		placeholder: 'e.g. Reply STOP to opt out',
		send: { as: 'data.context.footer.text' },
	},
);
