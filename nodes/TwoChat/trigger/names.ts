/**
 * Which event a delivery is about: the address that the node subscribed with says so; without it the
 * body's own word, which was seen in several spellings, and last its shape.
 */
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../engine/define';
import { text } from '../../../engine/trigger/reading';
import { NUMBER_STATES } from './account';
import { entryOf, find, groupOf, isOwn, OUTBOUND, textAt } from './envelope';
import { EVENTS } from './events';

const OWN_WORD = ['event', 'event_name', 'event_type', 'type'];

/** Stages of a sent message by the words for them. */
export const STAGES: Record<string, 'sent' | 'received' | 'read' | 'not-sent'> = {
	sent: 'sent',
	received: 'received',
	delivered: 'received',
	read: 'read',
	'not-sent': 'not-sent',
	not_sent: 'not-sent',
	failed: 'not-sent',
	error: 'not-sent',
};

/** 2Chat's own programs and pages name this event differently. */
const ALIASES: Record<string, string> = {
	'call.outgoing.completed': 'call.outbound.completed',
	'call.inbound.completed': 'call.incoming.completed',
};

const isKnown = (name: string): boolean => EVENTS.some(({ value }) => value === name);

/** The name in the list of events; others stay as they are. */
export function canonical(name: string): string {
	const alias = entryOf(ALIASES, name) ?? name;
	const stage = /^(.+\.receipt\.)([a-z_-]+)$/.exec(alias);
	const renamed = stage ? `${stage[1]}${entryOf(STAGES, stage[2]) ?? stage[2]}` : alias;
	return [renamed, `whatsapp.${renamed}`].find(isKnown) ?? renamed;
}

/** "message.read" of a receipt. Two of the words are also those of messages, which have content. */
function receiptName(word: string, body: IDataObject): string | undefined {
	const [, said] = /^(?:whatsapp\.)?message\.([a-z_-]+)$/.exec(word) ?? [];
	const stage = entryOf(STAGES, said === 'status' ? text(body.status)?.toLowerCase() : said);
	const isMessage = ['sent', 'received'].includes(said ?? '') && !body.message_uuid;
	return stage === undefined || isMessage ? undefined : `whatsapp.message.receipt.${stage}`;
}

/** Samples without the event's name are messages, orders and phone calls. */
function nameByShape(body: IDataObject): string | undefined {
	if (text(body.callid) && text(body.direction)) {
		if (text(body.status)?.toLowerCase() !== 'completed') return 'call.status.update';
		return OUTBOUND.test(text(body.direction) ?? '')
			? 'call.outbound.completed'
			: 'call.incoming.completed';
	}
	const session = find(body, 'session_key');
	if (!session) return undefined;
	const isWaba = session.startsWith('WA-');
	if (body.reaction && !isWaba) return `whatsapp.${groupOf(body) ? 'group.' : ''}message.reaction`;
	if (!isObject(body.message)) return undefined;
	if (isObject(body.message.order)) return 'whatsapp.order.received';
	const direction = isOwn(body) ? 'sent' : 'received';
	if (isWaba) return `whatsapp.waba.message.${direction}`;
	if (groupOf(body) && direction === 'received') return 'whatsapp.group.message.received';
	return `whatsapp.message.${direction}`;
}

/** @param subscribed the event in the address that the delivery came to */
export function nameOfEvent(body: IDataObject, subscribed: unknown): string {
	const wanted = canonical(text(subscribed) ?? '');
	if (isKnown(wanted)) return wanted;
	const word = textAt(body, ...OWN_WORD);
	if (word === undefined) return nameByShape(body) ?? 'unknown';
	const lower = word.toLowerCase();
	if (NUMBER_STATES.includes(lower.replace(/_/g, '-'))) return 'whatsapp.number.status';
	const receipt = receiptName(lower, body);
	if (receipt) return receipt;
	const name = [canonical(word), canonical(lower)].find(isKnown) ?? canonical(word);
	// A word without a dot, such as the type of a message, names no event.
	return isKnown(name) || word.includes('.') ? name : (nameByShape(body) ?? word);
}
