/** The form of "Send and Wait for Response", the same for all providers. */
import { SEND_AND_WAIT_OPERATION, UnexpectedError } from 'n8n-workflow';

import { choice, date, longText, number, shownFor, text, toggle } from '../fields';
import type { Field, FieldGroup, Operation, Provider } from '../types';
import type { WaitMap } from './types';

const nowhere = { in: 'nowhere' as const };

const label = (name: string, displayName: string, description: string, example: string): Field =>
	text(name, displayName, description, {
		placeholder: `e.g. ${example}`,
		send: nowhere,
	});

/** n8n's own nodes name these parameters so; its human review of tools relies on some of them. */
const QUESTION: Field[] = [
	longText('message', 'Message', 'The question. The links to answer it are added below it.', {
		required: true,
		placeholder: 'e.g. Refund of order 4711, 1200 rupees. Shall we pay?',
		hint: 'With several items only one message is sent, with the values of the first',
		send: nowhere,
	}),
	choice(
		'responseType',
		'Response Type',
		'How the person answers, on a small page that opens from the message',
		[
			['approval', 'Approval', 'By pressing a button on the page'],
			['freeText', 'Free Text', 'By typing a text on the page'],
		],
		{ send: nowhere },
	),
	...shownFor(
		{ responseType: ['approval'] },
		choice(
			'approvalType',
			'Type of Approval',
			'What the person can choose',
			[
				['double', 'Approve or Decline'],
				['single', 'Approve Only'],
			],
			{ send: nowhere },
		),
	),
];

const limitGroup: FieldGroup = {
	name: 'values',
	displayName: 'Limit',
	values: [
		choice('limitType', 'Limit Type', 'Whether to count from now or to name a moment', [
			['afterTimeInterval', 'After Time Interval'],
			['atSpecifiedTime', 'At Specified Time'],
		]),
		...shownFor(
			{ limitType: ['afterTimeInterval'] },
			number('resumeAmount', 'Amount', 'How long to wait', {
				default: 1,
				typeOptions: { minValue: 0, numberPrecision: 2 },
			}),
			choice(
				'resumeUnit',
				'Unit',
				'What the amount counts',
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
			date('maxDateAndTime', 'Max Date and Time', 'The last moment at which an answer counts', {
				placeholder: 'e.g. 2030-03-31T18:00:00Z',
			}),
		),
	],
};

const limitWaitTime: Field = {
	displayName: 'Limit Wait Time',
	name: 'limitWaitTime',
	type: 'fixedCollection',
	default: {},
	description:
		'How long to wait for the answer. After that the workflow goes on with the items that came in.',
	placeholder: 'Add Limit',
	options: [limitGroup],
	send: nowhere,
};

const ADDITIONAL: Field[] = [
	label('approveLabel', 'Approve Label', 'The text of the link or button to approve', 'Pay now'),
	label('declineLabel', 'Decline Label', 'The text of the link or button to decline', 'Stop'),
	toggle(
		'askReason',
		'Ask for a Reason',
		'Whether the page for declining asks why. An AI agent whose tool is under review is told the reason.',
		{ send: nowhere },
	),
	limitWaitTime,
	text('pageTitle', 'Page Title', 'The heading of the page that the links open', {
		placeholder: 'e.g. Riverside Books',
		send: nowhere,
	}),
	label('respondLabel', 'Respond Label', 'The text of the link that opens the form', 'Reply'),
	label('submitLabel', 'Submit Label', 'The text on the button that sends the answer', 'Send'),
	text('thanksText', 'Thanks Text', 'What the page says after the answer', {
		placeholder: 'e.g. Thank you, Asha',
		send: nowhere,
	}),
];

const sendAs = (hint: string): Field =>
	choice(
		'sendAs',
		'Send As',
		`How the answers are offered. ${hint}.`,
		[
			['links', 'Links', 'An ordinary text with links: works everywhere'],
			['buttons', 'Buttons', 'A message with buttons that open the links'],
		],
		{ send: nowhere },
	);

/** @throws Error when the map names an operation that is not there */
export function carrierOf(provider: Provider, resource: string, operation: string): Operation {
	const found = provider.resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
	if (!found) throw new UnexpectedError(`${provider.name} has no ${resource}.${operation}`);
	return found;
}

/** The provider with the operation added to the resource; everything else stays as it is. */
export function withSendAndWait(provider: Provider, map: WaitMap): Provider {
	const carrier = carrierOf(provider, map.resource, map.links.operation);
	const operation: Operation = {
		name: 'Send and Wait for Response',
		value: SEND_AND_WAIT_OPERATION,
		action: 'Send a message and wait for a response',
		description:
			'Ask a person in a message and wait for the answer: an approval, or a text on a small page',
		request: { method: 'POST', path: '' },
		effect: 'send',
		fields: [
			...(carrier.fields ?? []).filter(({ name }) => name !== map.links.text),
			...QUESTION,
			...(map.buttons ? [sendAs(map.buttons.hint)] : []),
		],
		options: [
			...ADDITIONAL,
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
