import { createHash, createHmac } from 'node:crypto';
import { unix } from '../core/times';
import type { Dict, WebhookDialect } from '../core/types';
import { asText } from '../core/values';
import { WAPIO_ACCOUNT } from './demo';
import type { Context, Message, Session } from './state';
import { webForm } from './webForm';

/** Names of the second scheme, as far as they are known. */
export const ALIASES: Readonly<Record<string, string>> = {
	'messages.received': 'message_received',
	'message.sent': 'message_sent',
	'qrcode.updated': 'qrcode_updated',
};

/** How messages lie in `data` of the envelope that customers saw: one object, a list, or data itself. */
const WEB_FORMS: Record<string, (entry: Dict) => unknown> = {
	object: (entry) => ({ messages: entry }),
	list: (entry) => ({ messages: [entry] }),
	bare: (entry) => entry,
};

/** What `settings.envelope` of an address may be. */
export const ENVELOPES = ['long', 'short', ...Object.keys(WEB_FORMS)];

/**
 * Sends an event to the session's webhook. All envelopes are made; an address gets the long one
 * (`event_type`, `payload`) unless its `settings.envelope` is another: `short` (`type`, `data`, second
 * scheme), or one of those that customers saw (`event`, `data` under the WhatsApp Web library's names).
 */
export function tell(context: Context, session: Session, type: string, payload: Dict): void {
	const about = { session: session.session_id };
	context.emit({
		type,
		family: 'long',
		about,
		payload: structuredClone({
			event_type: type,
			account_id: WAPIO_ACCOUNT,
			session_id: session.session_id,
			emitted_at: context.now().toISOString(),
			payload,
		}),
	});
	context.emit({
		type,
		family: 'short',
		about,
		payload: structuredClone({ type: ALIASES[type] ?? type, data: payload }),
	});
	const entry = webForm(type, payload, context);
	for (const [family, form] of Object.entries(WEB_FORMS))
		context.emit({
			type,
			family,
			about,
			payload: structuredClone({
				event: type,
				timestamp: unix(context.now()),
				sessionId: session.session_id,
				data: entry === undefined ? payload : isMessage(type) ? form(entry) : entry,
			}),
		});
}

const isMessage = (type: string): boolean => /\.(received|sent|upsert)$/.test(type);

/** `t=<unix seconds>,v1=<hex>`. */
function signatureOf(secret: string, raw: string, now: Date): string {
	const time = unix(now);
	const digest = createHmac('sha256', secret).update(`${time}.${raw}`).digest('hex');
	return `t=${time},v1=${digest}`;
}

export const dialect: WebhookDialect = {
	accepts(target, event) {
		const { envelope, session, active } = target.settings;
		return (
			(asText(envelope) || 'long') === event.family &&
			active !== false &&
			(session === undefined || session === event.about?.session) &&
			(target.events.length === 0 || target.events.includes(event.type))
		);
	},
	sign(target, raw, forged, now): Record<string, string> {
		const secret = asText(target.settings.secret);
		const id = createHash('sha256').update(raw).digest('hex').slice(0, 24);
		const named = { 'x-webhook-event-id': `evt_${id}` };
		if (secret === '') return named;
		return {
			...named,
			'x-webhook-signature': signatureOf(forged ? `${secret}-forged` : secret, raw, now),
		};
	},
};

/** A message as events carry it. */
export function messagePayload(message: Message, session: Session): Dict {
	const isGroup = message.jid.endsWith('@g.us');
	const { text, caption, media, ...rest } = message.content;
	return {
		message_id: message.id,
		provider_msg_id: message.providerId,
		chat_jid: message.jid,
		from: isGroup && message.direction === 'inbound' ? message.jid : message.from,
		to: message.direction === 'inbound' ? ownJid(session) : message.jid,
		from_me: message.direction === 'outbound',
		participant: isGroup ? message.from : null,
		push_name: message.pushName,
		kind: message.kind,
		text: text ?? null,
		caption: caption ?? null,
		media: media ?? null,
		...rest,
		timestamp: message.accepted_at,
		status: message.direction === 'inbound' ? 'received' : message.status,
	};
}

export const PERSON = '@s.whatsapp.net';

/** The session's own address on WhatsApp. */
export const ownJid = (session: Session): string =>
	`${(session.phone_number ?? '').replace(/\D/g, '')}${PERSON}`;
