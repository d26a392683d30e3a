import type { Dict, ProviderContext } from '../core/types';

export type SessionState =
	| 'pending'
	| 'connecting'
	| 'connected'
	| 'disconnected'
	| 'pending_deletion'
	| 'deleted';

/** The switches of a session. */
export interface Settings {
	account_protection: boolean;
	read_incoming: boolean;
	auto_reject_calls: boolean;
	always_online: boolean;
	ignore_groups: boolean;
	ignore_broadcasts: boolean;
	ignore_channels: boolean;
	typing: boolean;
}

export interface Contact {
	jid: string;
	phone: string;
	name: string | null;
	push_name: string | null;
	blocked: boolean;
	updated_at: string;
}

export interface Participant {
	jid: string;
	phone: string;
	admin: 'admin' | 'superadmin' | null;
}

export interface Group {
	jid: string;
	subject: string;
	description: string | null;
	owner: string;
	announce: boolean;
	restrict: boolean;
	created_at: string;
	participants: Participant[];
	inviteCode: string;
	/** Any further settings of the request. */
	other: Dict;
}

export interface Message {
	id: string;
	providerId: string;
	sessionId: string;
	direction: 'inbound' | 'outbound';
	/** The chat. */
	jid: string;
	/** Who wrote it. */
	from: string;
	pushName: string | null;
	kind: string;
	/** Text, address of the file, place, card or poll: as it was sent. */
	content: Dict;
	status: string;
	accepted_at: string;
	delivered_at: string | null;
	read_at: string | null;
	deleted_at: string | null;
	failed_at: string | null;
	failure_reason: string | null;
	updated_at: string;
	/** How often it went to WhatsApp: more than once after a resend. */
	transmissions: number;
	/** Poll answer -> who chose it. */
	votes: Record<string, string[]>;
	events: Array<{ event_id: string; event_type: string; update_kind: string; emitted_at: string }>;
}

/** The webhook of a session. The secret is never shown. */
export interface Webhook {
	target_url: string;
	subscribed_events: string[];
	signing_secret: string;
	is_active: boolean;
	created_at: string;
	updated_at: string;
	/** The address that the sandbox delivers to. */
	targetId: string;
}

export interface Session {
	session_id: string;
	status: SessionState;
	label: string | null;
	phone_number: string | null;
	created_at: string;
	updated_at: string;
	last_activity_at: string | null;
	/** SHA-256 of the key, whose clear text is in one answer only; '' after deletion. */
	keyHash: string;
	/** A phone has scanned the QR code; stays so while the session is offline. */
	paired: boolean;
	/** The present QR code as a data URI, while connecting without a phone. */
	qr: string | null;
	settings: Settings;
	contacts: Map<string, Contact>;
	groups: Map<string, Group>;
	/** JIDs of the chats that there are, with what is unread. */
	chats: Map<string, { jid: string; name: string | null; unread: number; archived: boolean }>;
	/** Latest presence by chat. */
	presences: Map<string, string>;
	webhook: Webhook | null;
}

/** What an Idempotency-Key was used for. */
export interface UsedKey {
	/** SHA-256 of session and body. */
	request: string;
	answer: Dict;
}

export interface WapioState {
	sessions: Map<string, Session>;
	/** Of all sessions, oldest first. */
	messages: Map<string, Message>;
	/** By the key. */
	usedKeys: Map<string, UsedKey>;
	/** Addresses of received files by the key that they are encrypted with. */
	encrypted: Map<string, string>;
	/** Groups that no session is in yet, by invite code. */
	invites: Map<string, Group>;
}

export type Context = ProviderContext<WapioState>;
