/** What every delivery says around its content: the own number, the chat and the people. */
import type { IDataObject } from 'n8n-workflow';

import type { MessagingEvent } from '../../../engine/trigger/event';
import { digits, object, type Reading, text } from '../../../engine/trigger/reading';

type Chat = NonNullable<MessagingEvent['chat']>;
type Person = NonNullable<MessagingEvent['from']>;

/** What all readers start from. */
export interface Frame {
	/** 2Chat's name of the event. */
	name: string;
	/** The own number. */
	account?: string;
}

/** What a reader finds in a body; `readWebhook` adds what it knows from the address. */
export interface Found {
	event: Omit<Reading['event'], 'providerEvent' | 'account'>;
	/** What a repeat has in common with the first delivery; no repeat is known without the first part. */
	identity: unknown[];
	/** When it happened. */
	time?: unknown;
}

export type Reader = (body: IDataObject, frame: Frame) => Found;

/** "Asha Rao" from a contact, a participant or an agent. */
export const nameOf = (who: IDataObject): string | undefined =>
	text(who.name) ??
	text(who.full_name) ??
	([text(who.first_name), text(who.last_name)].filter(Boolean).join(' ') || text(who.pushname));

/** A phone number's owner; other IDs (a contact without a number) stay as they are. */
export function personOf(value: unknown, name?: string): Person | undefined {
	const given = text(value);
	if (!given) return undefined;
	if (/@(lid|g\.us)$/.test(given)) return { id: given, name };
	const phone = digits(given.replace(/@.*$/, ''));
	return phone ? { id: phone, phone, name } : { id: given, name };
}

/** The other side in "WW-<number's ID>-919876543210@c.us" and "WA-<number's ID>-919876543210". */
export const remoteOf = (sessionKey: unknown): string | undefined =>
	/^W\w-[A-Z]{3}[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-(.+)$/i.exec(
		text(sessionKey) ?? '',
	)?.[1];

/** The group, or the person on the other side. */
export function chatOf(body: IDataObject, remote: Person | undefined): Chat | undefined {
	const group = object(body.group);
	const id = text(group.uuid) ?? text(body.group_uuid) ?? text(body.to_group_uuid);
	if (id) return { id, kind: 'group', name: text(group.wa_group_name) ?? text(group.name) };
	if (!remote) return undefined;
	return {
		id: remote.id,
		kind: remote.id.endsWith('@g.us') ? 'group' : 'private',
		name: remote.name,
	};
}

/** A value of the delivery itself, or of the message record in it. */
export const pick = (body: IDataObject, name: string): unknown =>
	body[name] ?? object(body.message)[name];
