/** Labels of WhatsApp Business. */
import {
	type Choice,
	choice,
	deleted,
	type Field,
	items,
	type Resource,
	shownFor,
	success,
	text,
	wholeList,
} from '../../../engine/define';
import { chatIdOf } from '../addresses';
import { chat, label, messageId } from '../fields/common';

const COLOURS: Choice[] = [
	['salmon', 'Salmon'],
	['lightskyblue', 'Light Sky Blue'],
	['gold', 'Gold'],
	['plum', 'Plum'],
	['silver', 'Silver'],
	['mediumturquoise', 'Medium Turquoise'],
	['violet', 'Violet'],
	['goldenrod', 'Goldenrod'],
	['cornflowerblue', 'Cornflower Blue'],
	['greenyellow', 'Green Yellow'],
	['cyan', 'Cyan'],
	['lightpink', 'Light Pink'],
	['mediumaquamarine', 'Medium Aquamarine'],
	['orangered', 'Orange Red'],
	['deepskyblue', 'Deep Sky Blue'],
	['limegreen', 'Lime Green'],
	['darkorange', 'Dark Orange'],
	['lightsteelblue', 'Light Steel Blue'],
	['mediumpurple', 'Medium Purple'],
	['rebeccapurple', 'Rebecca Purple'],
];

/** {AssociationID}: what carries the label, a chat or a message. */
const labelled: Field[] = [
	choice(
		'labelled',
		'Label Goes On',
		'Whether the label belongs to a whole chat or to a single message',
		[
			['chat', 'Chat'],
			['message', 'Message'],
		],
		{ send: { in: 'nowhere' } },
	),
	...shownFor({ labelled: ['chat'] }, { ...chat, send: { as: 'AssociationID', value: chatIdOf } }),
	...shownFor({ labelled: ['message'] }, { ...messageId, send: { as: 'AssociationID' } }),
];

export const labelResource: Resource = {
	name: 'Label',
	value: 'label',
	description: 'Colored tags for chats and messages, as in the WhatsApp Business app',
	operations: [
		{
			name: 'Create',
			value: 'create',
			action: 'Create label',
			description: 'Create a label. You choose its number: one that no other label has.',
			request: { method: 'POST', path: '/labels' },
			fields: [
				text(
					'id',
					'Number',
					'The ID of the new label: one or two digits. Label > Get Many lists those in use.',
					{
						required: true,
						placeholder: 'e.g. 7',
						limits: { pattern: /^\d{1,2}$/, patternHint: 'a number of one or two digits' },
					},
				),
				text('name', 'Name', 'The text of the label', {
					required: true,
					placeholder: 'e.g. New customer',
				}),
				choice('color', 'Color', 'The color in which WhatsApp shows the label', COLOURS),
			],
			output: success,
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many labels',
			description: 'List all labels with their ID, name, color and how often each is used',
			request: { method: 'GET', path: '/labels' },
			pager: wholeList,
			output: items(),
		},
		{
			name: 'Get Labelled',
			value: 'getAssociations',
			action: 'Get chats and messages with label',
			description:
				'Get the chats and messages with a label, as one item with the lists "chats" and "messages"',
			request: { method: 'GET', path: '/labels/{LabelID}' },
			fields: [label],
		},
		{
			name: 'Add to Chat or Message',
			value: 'addAssociation',
			action: 'Add label to chat or message',
			description: 'Put a label on a chat or message',
			request: { method: 'POST', path: '/labels/{LabelID}/{AssociationID}' },
			effect: 'idempotent',
			fields: [label, ...labelled],
			output: success,
			advice: {
				'409': { todo: 'The chat or message has this label already. Nothing is left to do.' },
			},
		},
		{
			name: 'Remove From Chat or Message',
			value: 'removeAssociation',
			action: 'Remove label from chat or message',
			description: 'Take a label off a chat or message',
			request: { method: 'DELETE', path: '/labels/{LabelID}/{AssociationID}' },
			fields: [label, ...labelled],
			output: deleted,
		},
	],
};
