import type { Dict, ProviderContext } from '../core/types';

export interface Template {
	id: string;
	name: string;
	waba_id: string;
	waba_template_id: string;
	language: string;
	category: string;
	type: string;
	components: Dict[];
	quality: string;
	status: string;
	waba_template_status: string;
	failure_reason: string | null;
	link_tracking: boolean;
	created: string;
	modified: string;
}

export interface PhoneNumber {
	id: string;
	phone_number_status: string;
	onboarding_status: string;
	status: string;
	phone_number_id: string;
	country_code: string;
	phone_number: string;
	created: string;
	modified: string;
	waba_account: Dict & { waba_id: string };
	profile: Dict;
	settings: Dict;
}

export interface Campaign {
	id: number;
	/** The sender; not shown in answers. */
	phone_number_id: string;
	name: string;
	status: string;
	scheduled_type: string;
	created_at: string;
	modified_at: string;
	scheduled_at: string;
	created_by: Dict;
	variables_mapping: Dict[];
	template: Dict;
	audience: Dict;
	counts: { total: number; sent: number; delivered: number; read: number; failed: number };
}

export interface Media {
	id: string;
	application: string;
	filename: string;
	mimeType: string;
	/** Bytes. */
	size: number;
	sha256: string;
}

export interface Contact {
	id: string;
	company_id: string;
	name: string;
	country_code: string;
	phone_number: string;
	email_id: string | null;
	marketing_opt_in: boolean;
	custom_fields: Dict;
	status: string;
	source: string;
	created: string;
	modified: string;
}

export interface Conversation {
	id: string;
	customer_country_code: string;
	customer_contact: string;
	customer_name: string;
	assigned_to: string | null;
	status: 'unassigned' | 'assigned' | 'closed';
	expire_at: string | null;
	last_message_at: string;
	created: string;
	modified: string;
	unread_count: number;
}

export interface Message {
	id: string;
	message_by: string | null;
	action: 'incoming' | 'outgoing';
	status: string;
	is_reply: boolean;
	reply_to: string | null;
	data: { type: string; context: Dict };
	waba_msg_id: string;
	myop_ref_id: string | null;
	errors: Record<string, string> | null;
	created: string;
	modified: string;
	is_read: boolean;
	events: Array<{ name: string; timestamp: string | null }>;
	conversation_id: string;
	phone_number_id: string;
	source: 'api' | 'lc';
}

export interface User {
	user_id: string;
	uuid: string;
	company_id: string;
	name: string;
	email: string | null;
	extension: string;
	contact_number: string;
	contact_type: string | null;
	alternate_number: string | null;
	alternate_contact_type: string | null;
	role_id: string;
	is_active: string;
	is_enabled: string;
	is_available: number;
}

export interface Leg {
	leg_index: number;
	type: 'agent' | 'customer';
	phone_number: string;
	pickup_device: string;
	result: string;
	dial_status: string;
	dept_id: string;
	started_at: Date;
	answered_at: Date | null;
	ended_at: Date | null;
	/** Seconds. */
	ring_duration: number | null;
	talk_duration: number | null;
	agent: User | null;
}

export interface Call {
	id: string;
	category: 'incoming' | 'obd';
	direction: 'incoming' | 'outgoing';
	did: string;
	customer_number: string;
	status: 'bridged' | 'missed' | 'voicemail';
	started_at: Date;
	ended_at: Date | null;
	/** Empty when nothing was recorded. */
	recording_filename: string;
	ref_id: string;
	client_ref_id: string;
	legs: Leg[];
	/** Custom fields of the request. */
	custom: Dict;
}

export interface MyOperatorState {
	phoneNumbers: PhoneNumber[];
	templates: Map<string, Template>;
	campaigns: Campaign[];
	media: Map<string, Media>;
	contacts: Map<string, Contact>;
	conversations: Map<string, Conversation>;
	messages: Map<string, Message>;
	users: Map<string, User>;
	calls: Map<string, Call>;
	/** `reference_id`s that a call has used up. */
	references: Set<string>;
	/** File name -> download link, made on first demand. */
	recordings: Map<string, string>;
	/** Counter of the calls' `event_sequence`. */
	sequence: number;
}

export type Context = ProviderContext<MyOperatorState>;
