/**
 * 2Chat's deliveries, read into the shared event shape: one event in each.
 */
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../engine/define';
import { hash, type Reading, text } from '../../../engine/trigger/reading';
import type { IncomingCall } from '../../../engine/trigger/types';
import { numberStatus, template } from './account';
import { phoneCall, whatsAppCall } from './calls';
import { accountOf, entryOf, type Reader } from './envelope';
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

/** The event itself, where it is wrapped in `data`. */
function unwrapped(body: IDataObject): IDataObject {
	const { data, ...around } = body;
	return isObject(data) && !isObject(body.message) ? { ...around, ...data } : body;
}

/** @param call without it the event is known by the body alone */
export function readWebhook(body: IDataObject, call?: Partial<IncomingCall>): Reading[] {
	const inner = unwrapped(body);
	const name = nameOfEvent(inner, call?.query?.[EVENT]);
	const account = accountOf(inner) ?? text(call?.query?.[NUMBER]);
	const { event, identity, time } = readerOf(name)(inner, { name, account });
	const [subject, ...rest] = identity.map(text);
	return [
		{
			choice: Object.hasOwn(READERS, name) ? name : undefined,
			// The event is part of it: one message is both new and received to who asked for both.
			key: subject === undefined ? undefined : [name, account, subject, ...rest].join('/'),
			time,
			event: {
				...event,
				providerEvent: name,
				id: event.id || [name, subject ?? hash(body), ...rest].filter(Boolean).join('/'),
				account,
			},
		},
	];
}
