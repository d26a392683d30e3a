/**
 * 2Chat's deliveries, read into the shared event shape: one event in each.
 */
import type { IDataObject } from 'n8n-workflow';

import { hash, type Reading, text } from '../../../engine/trigger/reading';
import type { IncomingCall } from '../../../engine/trigger/types';
import { numberStatus, template } from './account';
import { phoneCall, whatsAppCall } from './calls';
import { accountOf, entryOf, type Reader } from './envelope';
import { deliveriesIn } from './forms';
import { members } from './groups';
import { about, edited, message, order, reaction, receipt, transcribed } from './messages';
import { nameOfEvent } from './names';
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
	'whatsapp.order.received': order,
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

const other: Reader = (body) => ({
	event: { event: 'other', details: body },
	identity: [undefined],
});

/** Receipts that are in no list of 2Chat's, such as that a WABA message was read. */
const UNLISTED: Array<[RegExp, Reader]> = [
	[/\.receipt\.read$/, receipt('read')],
	[/\.receipt\.not-sent$/, receipt('failed')],
];

const readerOf = (name: string): Reader =>
	entryOf(READERS, name) ?? UNLISTED.find(([pattern]) => pattern.test(name))?.[1] ?? other;

/** Nobody wrote these to the own number: "Message Received" is not started by them. */
const POSTS = ['channel', 'story'];
const ANY_MESSAGE = 'whatsapp.message.new';

/** @param call without it the event is known by the body alone */
export function readWebhook(body: IDataObject, call?: Partial<IncomingCall>): Reading[] {
	const deliveries = deliveriesIn(body);
	return deliveries.map((delivery) => {
		const reading = readDelivery(delivery, call);
		return deliveries.length === 1
			? reading
			: { ...reading, event: { ...reading.event, raw: delivery } };
	});
}

function readDelivery(body: IDataObject, call?: Partial<IncomingCall>): Reading {
	const name = nameOfEvent(body, call?.query?.[EVENT]);
	const account = accountOf(body) ?? text(call?.query?.[NUMBER]);
	const { event, identity, time } = readerOf(name)(body, { name, account });
	const [subject, ...rest] = identity.map(text);
	const isPost = event.event === 'message.received' && POSTS.includes(event.chat?.kind ?? '');
	const choice = isPost ? ANY_MESSAGE : name;
	return {
		choice: Object.hasOwn(READERS, choice) ? choice : undefined,
		// The event is part of it: one message is both new and received to who asked for both.
		key: subject === undefined ? undefined : [name, account, subject, ...rest].join('/'),
		time,
		event: {
			...event,
			providerEvent: name,
			id: event.id || [name, subject ?? hash(body), ...rest].filter(Boolean).join('/'),
			account,
		},
	};
}
