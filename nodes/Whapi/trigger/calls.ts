/** Calls over WhatsApp. */
import type { IDataObject } from 'n8n-workflow';

import { isoTime, type MessagingEvent } from '../../../engine/trigger/event';
import { type Reading, text } from '../../../engine/trigger/reading';
import type { Frame } from './frame';
import { chatOf, personOf } from './people';

type Call = NonNullable<MessagingEvent['call']>;

const STATUS: Record<string, Call['status']> = {
	initiated: 'initiated',
	ringing: 'ringing',
	answered: 'answered',
	missed: 'missed',
	// The caller gave up before anybody answered.
	canceled: 'missed',
};

/** An entry of `calls`: one step of a call. */
export function call(entry: IDataObject, { pair, account }: Frame): Reading {
	const id = text(entry.id) ?? '';
	const given = text(entry.status);
	const chat = chatOf(entry.chat_id);
	const from = personOf(entry.from);
	// In a private chat, the chat's ID is the other person's: a call from anyone else is an own one.
	const direction =
		chat?.kind !== 'private' || !from ? 'unknown' : from.id === chat.id ? 'inbound' : 'outbound';
	const time = isoTime(entry.timestamp);
	return {
		key: id ? `call/${id}/${given}` : undefined,
		time,
		event: {
			event: 'call',
			providerEvent: pair,
			id: `${id}/${given}`,
			account,
			chat,
			from,
			fromMe: direction === 'unknown' ? undefined : direction === 'outbound',
			call: {
				id,
				direction,
				status: STATUS[given ?? ''] ?? 'unknown',
				kind: entry.video_call === true ? 'video' : 'voice',
				startedAt: given === 'initiated' || given === 'ringing' ? time : undefined,
				answeredAt: given === 'answered' ? time : undefined,
			},
			details: { status: entry.status, groupCall: entry.group_call, offline: entry.offline_call },
			raw: entry,
		},
	};
}
