import { unix } from '../core/times';
import type { Dict, ProviderContext } from '../core/types';

export interface Message extends Dict {
	id: string;
	type: string;
	chat_id: string;
	from_me: boolean;
	/** Unix seconds. */
	timestamp: number;
}

export interface Chat extends Dict {
	id: string;
	type: 'group' | 'contact' | 'broadcast' | 'newsletter' | 'unknown';
	name?: string;
	timestamp: number;
	unread: number;
}

export interface Contact extends Dict {
	id: string;
	name: string;
	saved: boolean;
}

export interface Participant {
	id: string;
	rank: 'admin' | 'member' | 'creator';
}

export interface Group extends Dict {
	id: string;
	name: string;
	type: 'group';
	participants: Participant[];
	participants_count: number;
	invite_code: string;
}

export interface Newsletter extends Dict {
	id: string;
	name: string;
	type: 'newsletter';
	role: 'subscriber' | 'admin' | 'guest' | 'owner';
	invite_code: string;
}

export interface Application {
	/** The person's chat ID. */
	chatId: string;
	request_method: string;
	timestamp: number;
}

export interface Media {
	id: string;
	mime_type: string;
	file_size: number;
	file_name?: string;
	sha256: string;
	timestamp: number;
	/** Not shown in lists. */
	bytes: Buffer;
}

export interface Label extends Dict {
	id: string;
	name: string;
	color: string;
}

export interface Receipt extends Dict {
	id: string;
	code: number;
	status: string;
	timestamp: string;
}

/** What is left of a trial; a paid channel has none of it. */
export interface Trial {
	messages: number;
	chats: string[];
	checks: number;
	requests: number;
}

export interface WhapiState {
	messages: Map<string, Message>;
	stories: Map<string, Message>;
	chats: Map<string, Chat>;
	contacts: Map<string, Contact>;
	groups: Map<string, Group>;
	applications: Map<string, Application[]>;
	icons: Map<string, Buffer>;
	newsletters: Map<string, Newsletter>;
	media: Map<string, Media>;
	labels: Map<string, Label>;
	/** Label ID -> chat and message IDs. */
	labelled: Map<string, Set<string>>;
	receipts: Map<string, Receipt[]>;
	presences: Map<string, Dict>;
	blocked: Set<string>;
	calls: Map<string, Dict>;
	products: Map<string, Dict & { id: string }>;
	collections: Map<string, { id: string; name: string; products: string[]; status: string }>;
	orders: Map<string, { token: string; items: Dict[] }>;
	settings: Dict & { webhooks: Dict[] };
	profile: { name: string; about: string; icon: string; icon_full: string };
	/** AUTH = connected to WhatsApp. */
	connection: { code: number; text: string };
	trial?: Trial;
	/** Unix seconds. */
	startedAt: number;
}

export type Context = ProviderContext<WhapiState>;

/** Whole seconds since 1970, now. */
export const seconds = (context: Pick<Context, 'now'>): number => unix(context.now());

const capital = (text: string): string => text.toUpperCase();

/** In the form of WhatsApp's own: two parts of capital letters and digits. */
export const newMessageId = (context: Pick<Context, 'ids'>): string =>
	`${capital(context.ids.hex(16))}-${capital(context.ids.hex(12))}`;

/** A file's ID begins with its kind. */
export const newMediaId = (context: Pick<Context, 'ids'>, mimeType: string): string =>
	`${mimeType.split('/')[1]?.replace(/[^a-z0-9]/gi, '') || 'bin'}-${context.ids.hex(20)}-${context.ids.hex(12)}`;
