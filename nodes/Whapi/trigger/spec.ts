/**
 * Whapi Trigger: registers itself in the channel's settings, beside the webhooks of others, and
 * knows genuine calls by a secret header that only this node and the channel's settings hold.
 */
import upperFirst from 'lodash/upperFirst';
import type { IWebhookFunctions } from 'n8n-workflow';

import { choice, notice, number, rows } from '../../../engine/define';
import { nodeSecrets } from '../../../engine/trigger/register';
import { object, text } from '../../../engine/trigger/reading';
import type { TriggerSpec } from '../../../engine/trigger/types';
import { byHeader, header } from '../../../engine/trigger/verify';
import { whapi } from '../provider';
import { CHOICES, EVENT_TYPES, type Pair } from './events';
import { readWebhook } from './read';
import { otherPairs, registration, SECRET_HEADER } from './register';

/** In version 1 of the node, Message Received is also for stories and channel posts. */
const wasReceived = (context: IWebhookFunctions, choice = ''): boolean =>
	context.getNode().typeVersion < 1.1 &&
	['channelPost', 'storyPosted'].includes(choice) &&
	(context.getNodeParameter('events', []) as string[]).includes('messageReceived');

export const whapiTrigger: TriggerSpec = {
	provider: whapi,
	events: CHOICES.map(({ value, name, description, selected }) => ({
		value,
		name,
		description,
		selected,
	})),
	filters: ['chatKind', 'chats'],
	fields: [
		notice(
			'setup',
			'Nothing to set up at Whapi.Cloud: when you activate the workflow or listen for a test event, the node adds its own address to the webhooks of your channel. The other webhooks there stay as they are.',
		),
		number(
			'maxAge',
			'Max Age (Seconds)',
			"Events that reach Whapi.Cloud later than this are not delivered, from 15 to 172800 seconds. 0: all are delivered, including those of hours without connection. Known from Whapi.Cloud's own client, not from its documentation.",
			{ placeholder: 'e.g. 3600', typeOptions: { minValue: 0, maxValue: 172_800 } },
		),
		rows(
			'otherEvents',
			'Other Events',
			"Further events, by Whapi.Cloud's own names, for what is missing in the list above. Everything that comes under such a name starts the workflow.",
			{
				label: 'Event',
				button: 'Add Event',
				fields: [
					choice(
						'type',
						'Type',
						'What the event is about. Ack (receipts), Chat, Message and Status are deprecated.',
						EVENT_TYPES.map((type) => [type, upperFirst(type)]),
					),
					choice('method', 'Method', 'What happened', [
						['post', 'POST', 'Something is new'],
						['put', 'PUT', 'Something was replaced'],
						['patch', 'PATCH', 'Something changed'],
						['delete', 'DELETE', 'Something was removed'],
					]),
				],
			},
		),
	],
	verify: async (context, call) =>
		header(call, SECRET_HEADER) === undefined
			? 'forged'
			: byHeader(call, SECRET_HEADER, await nodeSecrets(context, whapi)),
	read: readWebhook,
	alsoWanted: (context: IWebhookFunctions, { choice, event }) =>
		otherPairs(context).includes(event.providerEvent as Pair) || wasReceived(context, choice),
	media({ message }) {
		const { id, url } = message?.media ?? {};
		if (id) return { path: `/media/${encodeURIComponent(id)}` };
		return url ? { open: url } : undefined;
	},
	quotedText({ raw }) {
		const { body } = object(object(object(raw).context).quoted_content);
		return text(object(body).text) ?? text(body);
	},
	say: ({ chat, from }, words) => ({
		method: 'POST',
		path: '/messages/text',
		body: { to: chat?.id ?? from?.id, body: words },
		isMessage: true,
	}),
	registration,
};
