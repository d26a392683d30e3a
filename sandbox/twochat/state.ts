import type { Dict, ProviderContext } from '../core/types';

/** What a number is doing; all but the first keep it from working. */
export type Condition = 'ready' | 'booting' | 'connecting' | 'disconnected' | 'busy';

export interface WhatsAppNumber extends Dict {
	uuid: string;
	phone_number: string;
	connection_status: 'C' | 'D' | 'F';
}

export interface WabaNumber extends Dict {
	uuid: string;
	phone_number: string;
	connection_status: 'C' | 'D' | 'F';
}

export interface Template extends Dict {
	uuid: string;
	name: string;
	status: string;
	template_content: string;
	waba: { uuid: string; phone_number: string; connection_status: string };
}

export interface Contact extends Dict {
	uuid: string;
	first_name: string | null;
	last_name: string | null;
	channel_uuid: string | null;
	details: Array<Dict & { type: string; value: string }>;
}

export interface Message {
	uuid: string;
	/** The own number's ID, WPN or WAN. */
	channel: string;
	/** E.164, null in groups and for remote IDs. */
	remote: string | null;
	group: string | null;
	session_key: string;
	content: Dict;
	/** Who wrote it: user, api or agent. */
	sent_by: string;
	wa_msg_id: string;
	/** 0 waiting, 1 sent, 2 delivered, 3 read, -1 failed. */
	ack: number;
	created: Date;
	participant: Dict | null;
}

export interface Group {
	uuid: string;
	channel: string;
	wa_group_id: string;
	name: string;
	description: string;
	picture: string | null;
	/** E.164 -> rank. */
	members: Map<string, { admin: boolean; name: string | null }>;
}

export interface Product extends Dict {
	id: string;
	name: string;
}

export interface Collection {
	id: string;
	name: string;
	products: string[];
}

export interface Catalog {
	products: Map<string, Product>;
	collections: Map<string, Collection>;
}

export interface Webhook extends Dict {
	uuid: string;
	event_name: string;
	channel_uuid: string;
	hook_url: string;
}

export interface VirtualNumber extends Dict {
	uuid: string;
	phone_number: string;
	sms: boolean;
}

export interface Call extends Dict {
	uuid: string;
	direction: 'I' | 'O';
	status: string;
}

export interface NumberGroup extends Dict {
	id: string;
	iso_country_code: string;
	/** E.164 of what is for sale. */
	numbers: string[];
}

export interface Reservation extends Dict {
	uuid: string;
	number: string;
	did_group_id: string;
}

export interface TwoChatState {
	account: Dict & { on_trial: boolean; blocked: boolean; expires_at: string | null };
	/** Of a paid account; a trial has its own. */
	limits: { requests_per_minute: number };
	usage: {
		api_request_count: number;
		max_api_request_count: number;
		number_check_count: number;
		max_number_check_count: number;
	};
	/** Times (ms) of the requests of the last minute. */
	recent: number[];
	users: Dict[];
	contacts: Map<string, Contact>;
	numbers: Map<string, WhatsAppNumber>;
	/** By the number's ID; none: ready. */
	conditions: Map<string, Condition>;
	/** The QR code of a number that is being connected. */
	qrCodes: Map<string, string>;
	messages: Message[];
	groups: Map<string, Group>;
	/** By the number's ID; none: no WhatsApp Business account. */
	catalogs: Map<string, Catalog>;
	wabaNumbers: Map<string, WabaNumber>;
	templates: Map<string, Template>;
	webhooks: Map<string, Webhook>;
	/** Whether the same subscription can be made again; the documentation does not say. */
	takesDoubles: boolean;
	virtualNumbers: Map<string, VirtualNumber>;
	calls: Map<string, Call>;
	sms: Dict[];
	shop: Map<string, NumberGroup>;
	reservations: Map<string, Reservation>;
	slackLinks: Dict[];
}

export type Context = ProviderContext<TwoChatState>;
