/**
 * 2Chat's deliveries, read into the shared event shape: one event in each. Which event it is stands
 * in the address that the node subscribed with; a delivery's own word for it is missing in some
 * samples and is a status in others.
 */
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../engine/define';
import { clock } from '../../../engine/http/clock';
import { isoTime } from '../../../engine/trigger/event';
import type { ReadEvent } from '../../../engine/trigger/reading';
import { BadBody, type IncomingCall } from '../../../engine/trigger/types';
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
import {
	chatOf,
	type Frame,
	hash,
	list,
	nameOf,
	object,
	personOf,
	pick,
	type Reader,
	text,
} from './parts';
import { EVENT, NUMBER } from './register';

const members =
	(action: string): Reader =>
	(body) => {
		const people = list(body.participants).length
			? list(body.participants)
			: list([body.participant]);
		const phones = people.map(({ phone_number: phone }) => text(phone)).filter(Boolean);
		const [first] = people;
		const chat = chatOf(body, undefined);
		const time = body.created_at ?? body.timestamp;
		return {
			event: {
				event: 'group',
				chat,
				from: first ? personOf(first.phone_number, nameOf(first)) : undefined,
				details: { action, participants: people.length ? people : body.participants },
			},
			// Somebody may join and leave many times: without a time nothing tells them apart.
			identity: time ? [chat?.id, action, ...phones, time] : [undefined],
			time,
		};
	};

const NUMBER_STATES = ['ready', 'disconnected', 'qr-received', 'loading', 'initializing'];

const numberStatus: Reader = (body) => {
	const own = text(body.event);
	const status =
		text(body.status) ?? text(body.connection_status) ?? (own?.includes('.') ? undefined : own);
	const time = body.created_at ?? body.timestamp ?? body.updated_at;
	return {
		event: {
			event: 'account',
			details: {
				status,
				reason: body.reason,
				qr: body.qr_code ?? body.qr,
				channel: body.channel_uuid,
			},
		},
		identity: time ? [status, body.qr_code, time] : [undefined],
		time,
	};
};

const template: Reader = (body) => {
	const subject = isObject(body.template) ? body.template : body;
	const time = body.updated_at ?? subject.updated_at;
	return {
		event: { event: 'template', details: { template: subject, status: subject.status } },
		identity: [subject.uuid ?? subject.name, subject.status, time],
		time,
	};
};

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
export function readWebhook(body: IDataObject, call?: Partial<IncomingCall>): ReadEvent[] {
	const name = nameOfEvent(body, call?.query?.[EVENT]);
	const account = accountOf(body) ?? text(call?.query?.[NUMBER]);
	const frame: Frame = { name, account };
	const { event, identity, time } = (READERS[name] ?? other)(body, frame);
	const [subject, ...rest] = identity.map(text);
	const key = subject === undefined ? undefined : [name, account, subject, ...rest].join('/');
	return [
		{
			choice: name in READERS ? name : undefined,
			// The event is part of it: one message is both new and received to who asked for both.
			key,
			event: {
				providerEvent: name,
				provider: '2Chat',
				...event,
				id: event.id || [name, subject ?? hash(body), ...rest].filter(Boolean).join('/'),
				timestamp: isoTime(time ?? pick(body, 'created_at')) ?? new Date(clock.now()).toISOString(),
				account,
				raw: body,
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
