/**
 * 2Chat Trigger: subscribes to each chosen event for each chosen number, and knows genuine calls by
 * a token in the address, since 2Chat signs nothing.
 */
import { type Field, locator, rows, shownFor, texts } from '../../../engine/define';
import { nodeSecrets } from '../../../engine/trigger/register';
import type { TriggerSpec } from '../../../engine/trigger/types';
import { byToken } from '../../../engine/trigger/verify';
import { countsAsNew, PHONE_EXAMPLE } from '../fields/common';
import { twoChat } from '../provider';
import { EVENTS, eventsOf } from './events';
import { readWebhook } from './read';
import { GROUPS, NUMBER_LISTS, registration, TOKEN } from './register';

/** Several numbers of one of the account's lists. */
const numbers = (
	{ parameter, label }: { parameter: string; label: string },
	description: string,
	pick: { search: string; example: string; byId?: string },
): Field =>
	rows(parameter, label, description, {
		label: 'Number',
		button: 'Add Number',
		fields: [
			locator('number', 'Number', 'The number whose events start the workflow', pick, {
				required: true,
			}),
		],
	});

const byPhone = { example: PHONE_EXAMPLE, byId: 'By Phone Number' };

export const twoChatTrigger: TriggerSpec = {
	provider: twoChat,
	events: EVENTS.map(({ value, name, description }) => ({
		value,
		name,
		description,
		...(value === 'whatsapp.message.received' ? { selected: true as const } : {}),
	})),
	filters: ['accounts', 'chatKind', 'chats'],
	fields: [
		...shownFor(
			{ events: eventsOf('whatsapp', 'group') },
			numbers(
				NUMBER_LISTS.whatsapp,
				'Your connected WhatsApp numbers to watch. 2Chat gets one subscription per event and number, and each costs one API credit when the workflow is activated.',
				{ search: 'numbers', ...byPhone },
			),
		),
		...shownFor(
			{ events: eventsOf('waba') },
			numbers(
				NUMBER_LISTS.waba,
				'Your official WhatsApp Business (WABA) numbers to watch, with one subscription per event and number',
				{ search: 'wabaNumbers', ...byPhone },
			),
		),
		...shownFor(
			{ events: eventsOf('phone') },
			numbers(
				NUMBER_LISTS.phone,
				'Your virtual phone numbers to watch, with one subscription per event and number',
				{
					search: 'virtualNumbers',
					example: 'DID64a54de2-3b4c-4d5e-8f6a-7b8c9d0e1f2a',
				},
			),
		),
		...shownFor(
			{ events: eventsOf('group') },
			texts(
				GROUPS,
				'Groups',
				'The IDs of the groups to watch. 2Chat then sends no events of other groups, and gets one subscription per event, number and group. Leave it empty for all groups.',
				{
					placeholder: 'e.g. WAG62598186-1b7a-4f6e-8c57-0d6f9e7a2b31',
					hint: '2Chat > Group > Get Many returns them as "uuid"',
				},
			),
		),
		...shownFor({ events: ['whatsapp.conversation.new'] }, countsAsNew()),
	],
	verify: async (context, call) =>
		call.query[TOKEN] === undefined
			? 'forged'
			: byToken(call, TOKEN, await nodeSecrets(context, twoChat)),
	read: readWebhook,
	media: (event) => (event.message?.media?.url ? { open: event.message.media.url } : undefined),
	say: ({ account, from }, text) => ({
		method: 'POST',
		path: '/waba/send-message',
		body: { from_number: account, to_number: `+${from?.phone}`, text },
		isMessage: true,
	}),
	registration,
};
