/** The form of "Send and Wait for Response", the same for all providers. */
import { type IDataObject, SEND_AND_WAIT_OPERATION, UnexpectedError } from 'n8n-workflow';

import {
	byLabelFrom5,
	type Choice,
	choice,
	date,
	longText,
	number,
	shownFor,
	text,
	toggle,
} from '../define/fields';
import type { Field, FieldGroup, Operation, Provider } from '../define/types';
import type { Ask, WaitMap } from './types';

const label = (name: string, displayName: string, description: string, example: string): Field =>
	text(name, displayName, description, {
		placeholder: `e.g. ${example}`,
	});

/** n8n's own nodes name these parameters so; its human review of tools relies on some of them. */
const QUESTION: Field[] = [
	longText(
		'message',
		'Message',
		'The question to ask. The node adds the links for answering below it.',
		{
			required: true,
			placeholder: 'e.g. Refund of order 4711, 1200 rupees. Shall we pay?',
			hint: 'With several input items, only one message is sent, with the values of the first',
		},
	),
	choice(
		'responseType',
		'Response Type',
		'How the person answers, on a web page or with buttons in the chat',
		[
			['approval', 'Approval', 'The person presses a button on the page'],
			['choice', 'Choice', 'The person chooses one of several answers'],
			['freeText', 'Free Text', 'The person types a text on the page'],
		],
		{},
	),
	...shownFor(
		{ responseType: ['approval'] },
		choice(
			'approvalType',
			'Type of Approval',
			'Which answers the person can choose from',
			[
				['double', 'Approve or Decline'],
				['single', 'Approve Only'],
			],
			{},
		),
	),
];

const CHOICES: Field[] = shownFor(
	{ responseType: ['choice'] },
	longText('choices', 'Choices', 'The answers to choose from, one in each line, from 2 to 10', {
		placeholder: 'e.g. Today\nTomorrow\nNext week',
	}),
);

const limitGroup: FieldGroup = {
	name: 'values',
	displayName: 'Limit',
	values: [
		choice('limitType', 'Limit Type', 'Whether to wait for a length of time or until a date', [
			['afterTimeInterval', 'After Time Interval'],
			['atSpecifiedTime', 'At Specified Time'],
		]),
		...shownFor(
			{ limitType: ['afterTimeInterval'] },
			number('resumeAmount', 'Amount', 'How many minutes, hours or days to wait', {
				default: 1,
				typeOptions: { minValue: 0, numberPrecision: 2 },
			}),
			choice(
				'resumeUnit',
				'Unit',
				'The unit of the amount',
				[
					['minutes', 'Minutes'],
					['hours', 'Hours'],
					['days', 'Days'],
				],
				{ default: 'hours' },
			),
		),
		...shownFor(
			{ limitType: ['atSpecifiedTime'] },
			date(
				'maxDateAndTime',
				'Max Date and Time',
				'When answers stop counting, in the time zone of the workflow unless the date names another',
				{
					placeholder: 'e.g. 2030-03-31T18:00:00Z',
				},
			),
		),
	],
};

const limitWaitTime: Field = {
	displayName: 'Limit Wait Time',
	name: 'limitWaitTime',
	type: 'fixedCollection',
	default: {},
	description:
		'How long to wait for the answer. When the time is over, the workflow continues with the input items. Without a limit, it waits until there is an answer.',
	placeholder: 'Add Limit',
	options: [limitGroup],
};

const ADDITIONAL: Field[] = [
	label(
		'approveLabel',
		'Approve Label',
		'The text of the link and button for approving. If empty, "Approve".',
		'Pay now',
	),
	label(
		'declineLabel',
		'Decline Label',
		'The text of the link and button for declining. If empty, "Decline".',
		'Stop',
	),
	toggle(
		'askReason',
		'Ask for a Reason',
		'Whether the page asks for a reason when the person declines. It is optional for them and comes out as "reason". If the question was about a tool of an AI agent, the agent gets it too.',
		{},
	),
	limitWaitTime,
	text(
		'pageTitle',
		'Page Title',
		'The heading of the page. If empty, "Your decision" or "Your answer".',
		{
			placeholder: 'e.g. Riverside Books',
		},
	),
	label(
		'respondLabel',
		'Respond Label',
		'The text of the link that opens the page with the form. If empty, "Respond".',
		'Reply',
	),
	label(
		'submitLabel',
		'Submit Label',
		'The text on the button that submits the answer. If empty, "Send".',
		'Send',
	),
	text(
		'thanksText',
		'Thanks Text',
		'What the page says after the person has answered. If empty, "Thank you".',
		{
			placeholder: 'e.g. Thank you, Asha',
		},
	),
];

const sendAs = ({ buttons, chat }: WaitMap): Field[] =>
	buttons || chat
		? [
				choice(
					'sendAs',
					'Send As',
					`How the message offers the answers. ${[buttons?.hint, chat?.hint].filter(Boolean).join('. ')}.`,
					[
						['links', 'Links', 'A text message with links, which works everywhere'],
						...(buttons
							? [['buttons', 'Buttons', 'A message with buttons that open the links'] as Choice]
							: []),
						...(chat
							? [['chat', 'Buttons in the Chat', 'A tap on a button is the answer'] as Choice]
							: []),
					],
					{},
				),
			]
		: [];

/** For answers from the chat; n8n's own chat nodes name them so. */
const FOR_CHAT: Field[] = [
	text(
		'replyText',
		'Reply After Decision',
		'What the person gets in the chat after tapping a button. If empty, nothing.',
		{ placeholder: 'e.g. Thank you, we are on it' },
	),
	text(
		'restrictTo',
		'Restrict Who Can Answer',
		'Phone numbers of those whose taps count, separated by commas. The page can not be used then.',
		{ placeholder: 'e.g. +91 98765 43210' },
	),
];

/** The answers as rows of a form with several. */
export const asRows = (answers: Ask['chat'], more: IDataObject = {}): IDataObject => ({
	entry: answers.map((answer) => ({ ...more, ...answer })),
});

/** The same as the one section of a list. */
export const asSection = (answers: Ask['chat']): IDataObject => ({
	entry: [{ title: 'Answers', rows: asRows(answers) }],
});

/** @throws Error when the map names an operation that is not there */
export function carrierOf(provider: Provider, resource: string, operation: string): Operation {
	const found = provider.resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
	if (!found) throw new UnexpectedError(`${provider.name} has no ${resource}.${operation}`);
	return found;
}

/** The provider with the operation added to the resource of each map; the rest stays as it is. */
export const withSendAndWait = (provider: Provider, maps: WaitMap[]): Provider =>
	maps.reduce(withQuestion, provider);

function withQuestion(provider: Provider, map: WaitMap): Provider {
	const carrier = carrierOf(provider, map.resource, map.links.operation);
	const operation: Operation = {
		name: 'Send and Wait for Response',
		value: SEND_AND_WAIT_OPERATION,
		action: map.action ?? 'Send message and wait for response',
		description:
			'Send someone a question and pause the workflow until they answer: they approve, decline, choose or type a text',
		request: { method: 'POST', path: '' },
		effect: 'send',
		fields: [
			...(carrier.fields ?? []).filter(({ name }) => name !== map.links.text),
			...QUESTION,
			...CHOICES,
			...sendAs(map),
		],
		options: [
			...(map.chat ? byLabelFrom5([...ADDITIONAL, ...FOR_CHAT]) : ADDITIONAL),
			...(carrier.options ?? []).filter(({ name }) => map.options?.includes(name)),
		],
	};
	return {
		...provider,
		resources: provider.resources.map((resource) =>
			resource.value === map.resource
				? { ...resource, operations: [...resource.operations, operation] }
				: resource,
		),
	};
}
