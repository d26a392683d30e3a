/**
 * 2Chat's deliveries, read into the shared event shape: one event in each. Which event it is stands
 * in the address that the node subscribed with; a delivery's own word for it is missing in some
 * samples and is a status in others.
 */
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../engine/define';
import { hash, object, type Reading, text } from '../../../engine/trigger/reading';
import { BadBody, type IncomingCall } from '../../../engine/trigger/types';
import { NUMBER_STATES, numberStatus, template } from './account';
import { phoneCall, whatsAppCall } from './calls';
import { EVENTS } from './events';
import {
	about,
	accountOf,
	edited,
	isOwn,
	message,
	reaction,
	receipt,
	transcribed,
} from './messages';
import { pick, type Reader } from './envelope';
import { members } from './groups';
import { EVENT, NUMBER } from './register';

const READERS: Record<string, Reader> = {
	'whatsapp.message.new': message(),
	'whatsapp.message.received': message('message.received'),
	'whatsapp.message.sent': message('message.sent'),
	'whatsapp.message.reaction': reaction,
	'whatsapp.message.edited': edited,
	'whatsapp.conversation.new': about('conversation', ({ time_period: period }) => ({
		details: { timePeriod: period },
		identity: [period],
	})),
	'whatsapp.audio.transcribed': transcribed,
	'whatsapp.order.received': about('order', (body) => {
		const { order } = object(object(body.message).message ?? body.message);
		return { details: { order } };
	}),
	'whatsapp.message.receipt.sent': receipt('sent'),
	'whatsapp.message.receipt.received': receipt('delivered'),
	'whatsapp.message.receipt.read': receipt('read'),
	'whatsapp.message.receipt.not-sent': receipt('failed'),
	'whatsapp.call.received': whatsAppCall('inbound'),
	'whatsapp.call.made': whatsAppCall('outbound'),
	'whatsapp.group.message.received': message('message.received'),
	'whatsapp.group.message.reaction': reaction,
	'whatsapp.group.join': members('join'),
	'whatsapp.group.leave': members('leave'),
	'whatsapp.group.remove': members('remove'),
	'whatsapp.number.status': numberStatus,
	'whatsapp.waba.message.received': message('message.received'),
	'whatsapp.waba.message.sent': message('message.sent'),
	'whatsapp.waba.message.receipt.sent': receipt('sent'),
	'whatsapp.waba.message.receipt.received': receipt('delivered'),
	'whatsapp.waba.template.status.updated': template,
	'call.status.update': phoneCall,
	'call.incoming.completed': phoneCall,
	'call.outbound.completed': phoneCall,
};

/**
 * @param call without it the event is told by the body alone
 * @throws BadBody when neither the address nor the body says what it is about
 */
export function readWebhook(body: IDataObject, call?: Partial<IncomingCall>): Reading[] {
	const name = nameOfEvent(body, call?.query?.[EVENT]);
	const account = accountOf(body) ?? text(call?.query?.[NUMBER]);
	const { event, identity, time } = (READERS[name] ?? other)(body, { name, account });
	const [subject, ...rest] = identity.map(text);
	return [
		{
			choice: name in READERS ? name : undefined,
			// The event is part of it: one message is both new and received to who asked for both.
			key: subject === undefined ? undefined : [name, account, subject, ...rest].join('/'),
			time: time ?? pick(body, 'created_at'),
			event: {
				...event,
				providerEvent: name,
				id: event.id || [name, subject ?? hash(body), ...rest].filter(Boolean).join('/'),
				account,
			},
		},
	];
}

const other: Reader = (body) => ({
	event: { event: 'other', details: body },
	identity: [undefined],
});

/** How receipts name themselves in deliveries that were seen. */
const RECEIPTS: Record<string, string> = {
	'message.sent': 'whatsapp.message.receipt.sent',
	'message.received': 'whatsapp.message.receipt.received',
	'message.read': 'whatsapp.message.receipt.read',
	'message.not-sent': 'whatsapp.message.receipt.not-sent',
};

function nameOfEvent(body: IDataObject, subscribed: unknown): string {
	if (EVENTS.some(({ value }) => value === subscribed)) return String(subscribed);
	const own = text(body.event);
	if (own !== undefined) {
		if (NUMBER_STATES.includes(own)) return 'whatsapp.number.status';
		return (body.message_uuid ? RECEIPTS[own] : undefined) ?? own;
	}
	const name = nameByShape(body);
	if (name) return name;
	throw new BadBody(
		'This is not a webhook of 2Chat: neither the address nor the body names an event',
	);
}

/** Samples without the event's name are messages, orders and phone calls. */
function nameByShape(body: IDataObject): string | undefined {
	if (text(body.callid) && text(body.direction)) {
		if (text(body.status)?.toLowerCase() !== 'completed') return 'call.status.update';
		return body.direction === 'O' ? 'call.outbound.completed' : 'call.incoming.completed';
	}
	if (!isObject(body.message) || !text(body.session_key)) return undefined;
	if (isObject(body.message.order)) return 'whatsapp.order.received';
	const direction = isOwn(body) ? 'sent' : 'received';
	if (text(body.session_key)?.startsWith('WA-')) return `whatsapp.waba.message.${direction}`;
	if (isObject(body.group) && direction === 'received') return 'whatsapp.group.message.received';
	return `whatsapp.message.${direction}`;
}
