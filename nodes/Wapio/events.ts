/**
 * Wapio Trigger: 22 events in people's words, registered in the session's one webhook or by hand,
 * and known to be genuine by their signature.
 */
import { createHash } from 'crypto';
import type { IWebhookFunctions } from 'n8n-workflow';

import { choice, locator, notice, shownFor, text, toggle } from '../../engine/fields';
import { isFirst, nodeKey } from '../../engine/trigger/repeats';
import type { IncomingCall, TriggerSpec, Verdict } from '../../engine/trigger/types';
import { bySignature, header } from '../../engine/trigger/verify';
import { EVENT_NAMES } from './eventNames';
import { wapio } from './provider';
import { registration, secretOf } from './registration';
import { readWebhook } from './webhookShapes';

export const SIGNATURE_HEADER = 'X-Webhook-Signature';

/** Seconds that a signature may be old, or ahead of this clock. */
const WINDOW = 300;

const DESCRIPTIONS: Record<string, string> = {
	call: 'A WhatsApp call comes in, is answered, turned down or missed',
	'chats.upsert': 'A chat begins',
	'chats.delete': 'A chat is removed from the list of chats',
	'chats.update': 'A chat is read, archived, pinned or changed in another way',
	'contacts.upsert': 'A person is added to the contacts',
	'contacts.update': 'A contact changes, for example the name',
	'groups.upsert': 'The session comes into a group, by invitation or by creating it',
	'group-participants.update': 'People join or leave a group, become admins or stop being it',
	'groups.update': 'A group changes, for example its name or who may write',
	'messages.upsert':
		'Any message, received or sent, also from the phone. With other message events chosen too, a message starts the workflow once.',
	'messages.delete': 'A message is taken back or deleted',
	'messages.reaction': 'Somebody reacts to a message with an emoji, or takes that back',
	'messages.received': 'A message comes in, from a person, a group or a channel',
	'messages-newsletter.received': 'A message comes in, from a channel only',
	'messages-group.received': 'A message comes in, from a group only',
	'messages-personal.received': 'A message comes in, from a single person only',
	'message.sent': 'A message of the session goes out',
	'message-receipt.update': 'A sent message is delivered, read or fails',
	'messages.update': 'A message is edited, or its state changes',
	'poll.results': 'Somebody votes in a poll; holds the votes so far',
	'qrcode.updated': 'The session has a new QR code to be scanned',
	'session.status': 'The session connects, disconnects or is removed',
};

/**
 * The same body can't be signed for the same second twice, so that the two name a call; the header's
 * own text does not, because it can be written in many ways.
 */
function isReplay(context: IWebhookFunctions, call: IncomingCall): boolean {
	const time = /(?:^|,)\s*t=(\d+)/.exec(header(call, SIGNATURE_HEADER) ?? '')?.[1] ?? '';
	const fingerprint = createHash('sha256').update(`${time}.`).update(call.rawBody).digest('hex');
	return !isFirst(`${nodeKey(context)}/signatures`, fingerprint);
}

async function verify(context: IWebhookFunctions, call: IncomingCall): Promise<Verdict> {
	const verdict = bySignature(call, SIGNATURE_HEADER, await secretOf(context), WINDOW);
	return verdict === 'genuine' && isReplay(context, call) ? 'repeated' : verdict;
}

export const wapioTrigger: TriggerSpec = {
	provider: wapio,
	events: EVENT_NAMES.map(([value, name]) => ({
		value: String(value),
		name,
		description: DESCRIPTIONS[String(value)] ?? '',
		...(value === 'messages.received' ? { selected: true as const } : {}),
	})),
	filters: ['accounts', 'chatKind', 'chats', 'messageTypes', 'own', 'senders', 'statuses'],
	fields: [
		choice('registration', 'Registration', 'How Wapio gets to know the address of this node', [
			[
				'automatic',
				'Automatic',
				'The node sets the webhook of the session when the workflow is activated; needs an account token (bps_pat_...)',
			],
			['manual', 'Manual', 'You enter the URL and a signing secret in the Wapio dashboard'],
		]),
		...shownFor(
			{ registration: ['automatic'] },
			notice(
				'oneWebhook',
				'A Wapio session has one webhook. While you listen for a test event, its events go to the test URL and an active workflow gets none; afterwards the webhook is put back as it was.',
			),
			locator(
				'session',
				'Session',
				'The session (WhatsApp number) whose events start the workflow. May be empty if the token sees one session only.',
				{ search: 'sessions', example: 'bps_sess_ws_01j9x4k2v7' },
			),
			toggle(
				'replaceExisting',
				'Replace Existing Webhook',
				'Whether to take the place of a webhook that something else has set for the session. It gets no events meanwhile, and is put back when the workflow is deactivated.',
			),
		),
		...shownFor(
			{ registration: ['automatic'], replaceExisting: [true] },
			text(
				'replacedSecret',
				'Signing Secret of the Replaced Webhook',
				'Wapio does not show it, so it can only be put back if you give it here. Leave it empty if the other webhook does not check signatures.',
				{ typeOptions: { password: true } },
			),
		),
		...shownFor(
			{ registration: ['manual'] },
			notice(
				'manualSteps',
				'Copy the production URL of this node into the webhook of your session in the Wapio dashboard, choose the events there, and set a signing secret. Enter the same secret as "Webhook Signing Secret" in the credential.',
			),
		),
	],
	verify,
	read: readWebhook,
	media({ message }) {
		const { url } = message?.media ?? {};
		return url ? { open: url } : undefined;
	},
	registration,
};
