/**
 * Wapio Trigger: the events of a session in people's words, registered in the session's one webhook or by hand,
 * and known to be genuine by their signature.
 */
import { createHash } from 'crypto';
import type { IWebhookFunctions } from 'n8n-workflow';

import { at, choice, locator, notice, shownFor, text, toggle } from '../../../engine/define';
import { isFirst } from '../../../engine/trigger/repeats';
import type { IncomingCall, TriggerSpec, Verdict } from '../../../engine/trigger/types';
import { bySignature, readSignature, type Signature } from '../../../engine/trigger/verify';
import { DECRYPT, DECRYPT_BEFORE, encryptedFile, LINKS } from '../media';
import { wapio } from '../provider';
import { EVENT_NAMES, STORIES } from './events';
import { readWebhook } from './read';
import { registration, secretsOf } from './register';

const SIGNATURE_HEADER = 'X-Webhook-Signature';

/** Seconds that a signature may be old, or ahead of this clock. */
const WINDOW = 300;

const DESCRIPTIONS: Record<string, string> = {
	call: 'A WhatsApp call comes in, or is answered, rejected or missed',
	'chats.upsert': 'A new chat starts',
	'chats.delete': 'A chat is deleted from the list of chats',
	'chats.update': 'A chat is read, archived, pinned or otherwise changed',
	'contacts.upsert': 'A person is added to the contacts',
	'contacts.update': 'A contact changes, for example its name',
	'groups.upsert': 'The number of the session joins a group, is added to one or creates one',
	'group-participants.update':
		'People join or leave a group, or become admins or stop being admins',
	'groups.update': 'A group changes, for example its name or who can send messages',
	'messages.upsert':
		'Any message, received or sent, including those sent from the phone. If you choose other message events as well, each message still starts the workflow only once.',
	'messages.delete': 'A message is deleted',
	'messages.reaction': 'Someone reacts to a message with an emoji, or removes the reaction',
	'messages.received': 'A message comes in from a person or a group',
	'messages-newsletter.received': 'A message comes in from a channel',
	'messages-group.received': 'A message comes in from a group',
	'messages-personal.received': 'A message comes in from a person in a private chat',
	'message.sent': 'The session sends a message',
	'message-receipt.update': 'A message you sent is delivered, is read or fails',
	'messages.update': 'A message is edited, or its status changes',
	'poll.results': 'Someone votes in a poll. The output has all votes so far.',
	'qrcode.updated': 'The session has a new QR code to scan',
	'session.status': 'The session connects, disconnects or is deleted',
};

/**
 * The same body can't be signed for the same second twice, so that the two name a call; the header's
 * own text does not, because it can be written in many ways.
 */
async function isReplay(
	context: IWebhookFunctions,
	{ rawBody }: IncomingCall,
	{ time }: Signature,
): Promise<boolean> {
	const fingerprint = createHash('sha256').update(`${time}.`).update(rawBody).digest('hex');
	return !(await isFirst(context, `signature/${fingerprint}`));
}

async function verify(context: IWebhookFunctions, call: IncomingCall): Promise<Verdict> {
	const signature = readSignature(call, SIGNATURE_HEADER, WINDOW);
	if (!signature) return 'forged';
	const verdict = bySignature(call, signature, await secretsOf(context));
	if (verdict === 'genuine' && (await isReplay(context, call, signature))) return 'repeated';
	return verdict;
}

const linkIn = (answer: unknown): string | undefined =>
	LINKS.map((name) => at(answer, name)).find(
		(link): link is string => typeof link === 'string' && link !== '',
	);

export const wapioTrigger: TriggerSpec = {
	provider: wapio,
	events: [
		...EVENT_NAMES.map(([value, name]) => ({
			value: String(value),
			name,
			description: DESCRIPTIONS[String(value)] ?? '',
			...(value === 'messages.received' ? { selected: true as const } : {}),
		})),
		{
			value: STORIES,
			name: 'Story Posted',
			description: 'A contact posts a story, which WhatsApp also calls a status',
		},
	],
	filters: ['accounts', 'chatKind', 'chats'],
	fields: [
		choice('registration', 'Registration', 'How the URL of this node gets to Wapio', [
			[
				'automatic',
				'Automatic',
				'The node sets the webhook of the session when the workflow is activated. Requires an account token (bps_pat_...).',
			],
			[
				'manual',
				'Manual',
				'You enter the URL and a signing secret in the Wapio dashboard. Works with a session key (bps_sk_...) too.',
			],
		]),
		...shownFor(
			{ registration: ['automatic'] },
			notice(
				'oneWebhook',
				'A Wapio session can send its events to only one webhook URL. While you listen for a test event, they go to the test URL, and an active workflow receives none. Afterwards the node restores the previous URL.',
			),
			locator(
				'session',
				'Session',
				'The session (WhatsApp number) whose events start the workflow. You can leave it empty if the token has access to only one session.',
				{ search: 'sessions', example: 'bps_sess_ws_01j9x4k2v7' },
			),
			toggle(
				'replaceExisting',
				'Replace Existing Webhook',
				'Whether to replace a webhook that another app has set for the session. That app receives no events until this workflow is deactivated; then the node restores its webhook. If off, activation fails instead.',
			),
		),
		...shownFor(
			{ registration: ['automatic'], replaceExisting: [true] },
			text(
				'replacedSecret',
				'Signing Secret of the Replaced Webhook',
				'Wapio does not show secrets, so the node can restore it only if you enter it here. Leave it empty if the other app does not check signatures.',
				{ typeOptions: { password: true } },
			),
		),
		...shownFor(
			{ registration: ['manual'] },
			notice(
				'manualSteps',
				'In the Wapio dashboard, enter the production URL of this node as the webhook of your session, choose the events and set a signing secret. Then enter the same secret in the credential of this node, under "Webhook Signing Secret".',
			),
		),
	],
	verify,
	read: readWebhook,
	media({ account, message, raw }) {
		const { url } = message?.media ?? {};
		const encrypted = url ? encryptedFile(raw) : undefined;
		if (!encrypted) return url ? { open: url } : undefined;
		const body = { ...encrypted, ...(account ? { session_id: account } : {}) };
		return {
			ask: { method: 'POST', path: DECRYPT, body },
			otherPath: DECRYPT_BEFORE,
			link: linkIn,
		};
	},
	registration,
};
