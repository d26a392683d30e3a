import type { Ids } from '../core/ids';
import { sha256 } from './answers';
import {
	WAPIO_CHANNEL,
	WAPIO_DEMO,
	WAPIO_GROUP,
	WAPIO_INVITE,
	WAPIO_OFFLINE_SESSION,
	WAPIO_OWN_NUMBER,
	WAPIO_PENDING_SESSION,
	WAPIO_PERSON,
	WAPIO_SESSION,
} from './demo';
import { PERSON } from './deliveries';
import type { Group, Session, Settings, WapioState } from './state';

const defaultSettings = (): Settings => ({
	account_protection: true,
	read_incoming: false,
	auto_reject_calls: false,
	always_online: false,
	ignore_groups: false,
	ignore_broadcasts: false,
	ignore_channels: false,
	typing: false,
});

/** A session nobody has paired yet. @param key its key, of which only the hash is kept */
export function newSession(id: string, key: string, time: string): Session {
	return {
		session_id: id,
		status: 'pending',
		label: null,
		phone_number: null,
		created_at: time,
		updated_at: time,
		last_activity_at: null,
		keyHash: sha256(key),
		paired: false,
		qr: null,
		settings: defaultSettings(),
		contacts: new Map(),
		groups: new Map(),
		chats: new Map(),
		presences: new Map(),
		webhook: null,
	};
}

/** @param phones who is in it; the owner is its superadmin */
export function newGroup(
	fields: Pick<Group, 'jid' | 'subject' | 'owner' | 'created_at' | 'inviteCode'>,
	phones: string[],
): Group {
	return {
		...fields,
		description: null,
		announce: false,
		restrict: false,
		participants: phones.map((phone) => ({
			jid: phone + PERSON,
			phone,
			admin: phone + PERSON === fields.owner ? 'superadmin' : null,
		})),
		other: {},
	};
}

/** What the account holds at the start. */
export function createState({ ids, now }: { ids: Ids; now: Date }): WapioState {
	const time = now.toISOString();
	const connected: Session = {
		...newSession(WAPIO_SESSION, WAPIO_DEMO.sessionKey, time),
		status: 'connected',
		label: 'Support desk',
		phone_number: `+${WAPIO_OWN_NUMBER}`,
		paired: true,
		last_activity_at: time,
	};
	const jid = WAPIO_PERSON + PERSON;
	connected.contacts.set(jid, {
		jid,
		phone: WAPIO_PERSON,
		name: 'Asha Rao',
		push_name: 'Asha',
		blocked: false,
		updated_at: time,
	});
	connected.chats.set(jid, { jid, name: 'Asha Rao', unread: 0, archived: false });
	connected.chats.set(WAPIO_CHANNEL, {
		jid: WAPIO_CHANNEL,
		name: 'Shop news',
		unread: 0,
		archived: false,
	});
	connected.groups.set(
		WAPIO_GROUP,
		newGroup(
			{
				jid: WAPIO_GROUP,
				subject: 'Field team',
				owner: WAPIO_OWN_NUMBER + PERSON,
				created_at: time,
				inviteCode: ids.hex(20),
			},
			[WAPIO_OWN_NUMBER, WAPIO_PERSON, '15550100123'],
		),
	);
	const pending = newSession(WAPIO_PENDING_SESSION, `bps_sk_${ids.hex(32)}`, time);
	pending.label = 'New phone';
	const offline: Session = {
		...newSession(WAPIO_OFFLINE_SESSION, `bps_sk_${ids.hex(32)}`, time),
		status: 'disconnected',
		label: 'Sales',
		phone_number: '+15550100102',
		paired: true,
	};
	const invited = newGroup(
		{
			jid: WAPIO_INVITE.jid,
			subject: 'Neighbours',
			owner: WAPIO_PERSON + PERSON,
			created_at: time,
			inviteCode: WAPIO_INVITE.code,
		},
		[WAPIO_PERSON],
	);
	return {
		sessions: new Map([connected, pending, offline].map((one) => [one.session_id, one])),
		messages: new Map(),
		usedKeys: new Map(),
		encrypted: new Map(),
		invites: new Map([[invited.inviteCode, invited]]),
	};
}
