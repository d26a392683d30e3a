import type { Ids } from '../core/ids';
import type { Dict, ProviderContext } from '../core/types';
import { MYOPERATOR_AGENT, MYOPERATOR_DEMO, MYOPERATOR_NUMBERS } from './demo';
import { micros } from './times';

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

/** Two senders in two accounts, an approved template for each, campaigns, a contact, two users. */
export function createState({ ids, now }: { ids: Ids; now: Date }): MyOperatorState {
	const time = micros(now);
	const phoneNumbers = MYOPERATOR_NUMBERS.map((number, index): PhoneNumber => {
		const waba = ['Northwind Traders', 'Contoso Care'][index] ?? 'Company';
		return {
			id: ids.uuid(),
			phone_number_status: 'connected',
			onboarding_status: 'success',
			status: 'active',
			phone_number_id: number.phoneNumberId,
			country_code: number.countryCode,
			phone_number: `120430000${index + 1}`,
			created: time,
			modified: time,
			waba_account: {
				id: ids.uuid(),
				waba_name: waba,
				waba_id: number.wabaId,
				meta_business_id: '1045000000000001',
				created: time,
				modified: time,
				waba_review_status: 'approved',
			},
			profile: {
				about: `${waba} on WhatsApp`,
				address: 'Sector 62, Noida, India',
				description: waba,
				category: 'RETAIL',
				email: `hello${index + 1}@example.com`,
				website: 'https://example.com/',
				picture_url: 'https://example.com/logo.jpg',
			},
			settings: {
				quality_rating: 'GREEN',
				messaging_limit_tier: 'TIER_250',
				is_official_business_account: 'false',
				business_verification_status: 'not_verified',
			},
		};
	});
	const templates = [
		seedTemplate(ids, time, 0, 'order_update', 'utility', [
			{
				type: 'BODY',
				text: 'Hi {{name}}, your order {{order}} is on its way.',
				example: { name: 'Asha', order: 'A-1001' },
			},
		]),
		seedTemplate(ids, time, 0, 'login_code', 'authentication', [
			{ type: 'BODY', text: '*{{otp}}* is your code.', example: { otp: '123456' } },
			{
				type: 'BUTTONS',
				buttons: [{ type: 'OTP', text: 'Copy Code', index: 0, otp_type: 'copy_code' }],
			},
		]),
		seedTemplate(ids, time, 1, 'summer_sale', 'marketing', [
			{ type: 'HEADER', format: 'TEXT', text: '{{month}} sale', example: { month: 'June' } },
			{ type: 'BODY', text: 'Hi {{name}}, come and see.', example: { name: 'Asha' } },
			{
				type: 'BUTTONS',
				buttons: [
					{
						type: 'URL',
						format: 'DYNAMIC',
						text: 'Shop Now',
						index: 0,
						url: 'https://example.com/{{page}}',
						example: { page: 'shop' },
					},
				],
			},
		]),
	];
	const users = [
		seedUser(ids, MYOPERATOR_AGENT, 'Asha Rao', '10', '9876543210'),
		seedUser(ids, '66d0a1b2c3d4e602', 'Vikram Shah', '11', '9876543211'),
	];
	return {
		phoneNumbers,
		templates: new Map(templates.map((template) => [template.id, template])),
		campaigns: seedCampaigns(templates, now),
		media: new Map(),
		contacts: new Map(),
		conversations: new Map(),
		messages: new Map(),
		users: new Map(users.map((user) => [user.uuid, user])),
		calls: new Map(),
		references: new Set(),
		recordings: new Map(),
		sequence: 1000,
	};
}

function seedTemplate(
	ids: Ids,
	time: string,
	account: 0 | 1,
	name: string,
	category: string,
	components: Dict[],
): Template {
	return {
		id: ids.uuid(),
		name,
		waba_id: MYOPERATOR_NUMBERS[account].wabaId,
		waba_template_id: ids.digits(16),
		language: 'en',
		category,
		type: 'template',
		components,
		quality: 'unknown',
		status: 'active',
		waba_template_status: 'approved',
		failure_reason: null,
		link_tracking: false,
		created: time,
		modified: time,
	};
}

function seedUser(ids: Ids, uuid: string, name: string, extension: string, phone: string): User {
	return {
		user_id: ids.hex(16),
		uuid,
		company_id: MYOPERATOR_DEMO.companyId,
		name,
		email: `${name.split(' ').join('.').toLowerCase()}@example.com`,
		extension,
		contact_number: `+91${phone}`,
		contact_type: 'Mobile',
		alternate_number: null,
		alternate_contact_type: null,
		role_id: '8',
		is_active: '1',
		is_enabled: '1',
		is_available: 1,
	};
}

const CAMPAIGNS = [
	{ name: 'diwali_offer', status: 'completed', type: 'immediate' },
	{ name: 'june_newsletter', status: 'running', type: 'immediate' },
	{ name: 'july_newsletter', status: 'scheduled', type: 'scheduled' },
] as const;

const DAY_MS = 86_400_000;

function seedCampaigns(templates: Template[], now: Date): Campaign[] {
	return CAMPAIGNS.map((campaign, index) => {
		const template = templates[index % templates.length];
		const created = micros(new Date(now.getTime() - (CAMPAIGNS.length - index) * DAY_MS));
		const done = campaign.status === 'scheduled' ? 0 : 3;
		return {
			id: 1009 + index,
			phone_number_id: MYOPERATOR_NUMBERS[index === 1 ? 1 : 0].phoneNumberId,
			name: campaign.name,
			status: campaign.status,
			scheduled_type: campaign.type,
			created_at: created,
			modified_at: created,
			scheduled_at: created,
			created_by: { uuid: MYOPERATOR_AGENT, name: 'Asha Rao' },
			variables_mapping: [
				{
					var_name: 'name',
					mapping_type: 'DYNAMIC',
					mapped_value: '{{contact_name}}',
					default_value: 'Customer',
					scope: 'body',
				},
			],
			template: {
				template_id: template?.id,
				name: template?.name,
				category: template?.category,
				template_body: template?.components,
			},
			audience: {
				count: 3,
				file_url: 'https://example.com/audience.csv',
				filename: 'audience.csv',
				file_headers: ['Name', 'Phone Number'],
				file_size: 0,
			},
			counts: { total: 3, sent: done, delivered: done, read: Math.min(done, 2), failed: 0 },
		};
	});
}
