/**
 * 2Chat Trigger: subscribes to each chosen event for each chosen number, and knows genuine calls by
 * a token in the address, since 2Chat signs nothing.
 */
import { choice, locator, rows, shownFor } from '../../engine/fields';
import { nodeSecret } from '../../engine/trigger/register';
import type { TriggerSpec } from '../../engine/trigger/types';
import { byToken } from '../../engine/trigger/verify';
import type { Field } from '../../engine/types';
import { EVENTS, eventsOf } from './events';
import { PHONE_EXAMPLE } from './fields';
import { twoChat } from './provider';
import { NUMBER_LISTS, registration, TOKEN } from './registration';
import { readWebhook } from './webhookShapes';

/** Several numbers of one of the account's lists. */
const numbers = (
	{ parameter, label }: { parameter: string; label: string },
	description: string,
	pick: { search: string; example: string; byId?: string },
): Field =>
	rows(parameter, label, description, {
		label: 'Number',
		button: 'Add Number',
		fields: [locator('number', 'Number', 'One of your numbers in 2Chat', pick, { required: true })],
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
	filters: ['accounts', 'chatKind', 'chats', 'messageTypes', 'own', 'senders', 'statuses'],
	fields: [
		...shownFor(
			{ events: eventsOf('whatsapp', 'group') },
			numbers(
				NUMBER_LISTS.whatsapp,
				'Your connected WhatsApp numbers whose events start the workflow',
				{ search: 'numbers', ...byPhone },
			),
		),
		...shownFor(
			{ events: eventsOf('waba') },
			numbers(
				NUMBER_LISTS.waba,
				'Your official WhatsApp Business (WABA) numbers whose events start the workflow',
				{ search: 'wabaNumbers', ...byPhone },
			),
		),
		...shownFor(
			{ events: eventsOf('phone') },
			numbers(NUMBER_LISTS.phone, 'Your virtual phone numbers whose calls start the workflow', {
				search: 'virtualNumbers',
				example: 'DID64a54de2-3b4c-4d5e-8f6a-7b8c9d0e1f2a',
			}),
		),
		...shownFor(
			{ events: ['whatsapp.conversation.new'] },
			choice(
				'timePeriod',
				'New When Silent For',
				'After how long without messages a conversation counts as new',
				[
					['all-time', 'All Time'],
					['hour', 'An Hour'],
					['day', 'A Day'],
					['week', 'A Week'],
					['month', 'A Month'],
					['year', 'A Year'],
				],
			),
		),
	],
	verify: async (context, call) => byToken(call, TOKEN, await nodeSecret(context, twoChat)),
	read: readWebhook,
	media: (event) => (event.message?.media?.url ? { open: event.message.media.url } : undefined),
	registration,
};
