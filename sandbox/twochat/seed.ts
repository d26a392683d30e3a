import type { Ids } from '../core/ids';
import { DAY, HOUR } from '../core/times';
import {
	TWOCHAT_GROUP_NAME,
	TWOCHAT_NUMBERS,
	TWOCHAT_PERSON,
	TWOCHAT_VIRTUAL_NUMBERS,
	TWOCHAT_WABA_NUMBER,
} from './demo';
import type {
	Contact,
	Message,
	Template,
	TwoChatState,
	VirtualNumber,
	WabaNumber,
	WhatsAppNumber,
} from './state';
import { spaced, zoned } from './times';

const FRIENDLY = ['Support line', 'Sales line'];

/** Everything a demo needs: see demo.ts for who is who. */
export function createState({ ids, now }: { ids: Ids; now: Date }): TwoChatState {
	const id = (prefix: string): string => prefix + ids.uuid();
	const account = id('ACC');
	const numbers = TWOCHAT_NUMBERS.map((phone, index) =>
		newNumber(id('WPN'), phone, FRIENDLY[index] ?? phone, now),
	);
	const waba = newWabaNumber(id('WAN'), account, now);
	const asha = newContact(id('CON'), now);
	const [first, second] = numbers as [WhatsAppNumber, WhatsAppNumber];
	const group = {
		uuid: id('WAG'),
		channel: first.uuid,
		wa_group_id: `1203630${ids.digits(11)}@g.us`,
		name: TWOCHAT_GROUP_NAME,
		description: 'Who is where',
		picture: 'https://example.com/group.jpg',
		members: new Map([
			[first.phone_number, { admin: true, name: 'Support' }],
			[TWOCHAT_PERSON, { admin: false, name: 'Asha' }],
		]),
	};
	const product = {
		id: ids.digits(16),
		is_hidden: false,
		url: 'https://shop.example.com/backpack',
		name: 'City backpack',
		description: '20 litres',
		availability: 'in stock',
		price: 150.5,
		currency: 'USD',
		images: ['https://shop.example.com/backpack.jpg'],
		approval_status: 'APPROVED',
	};
	const collection = { id: ids.digits(16), name: 'Bags', products: [product.id] };
	const hourAgo = new Date(now.getTime() - HOUR);
	const wrote: Message = {
		uuid: id('MSG'),
		channel: waba.uuid,
		remote: TWOCHAT_PERSON,
		group: null,
		session_key: `WA-${waba.uuid}-${TWOCHAT_PERSON.slice(1)}`,
		content: { text: 'Is my order ready?' },
		sent_by: 'user',
		wa_msg_id: ids.hex(20).toUpperCase(),
		ack: 3,
		created: hourAgo,
		participant: null,
	};
	const templates = [
		newTemplate(
			id('TMP'),
			'order_shipped',
			'APPROVED',
			'Hi {{1}}, your parcel {{2}} is on its way.',
			waba,
			now,
		),
		newTemplate(id('TMP'), 'welcome', 'APPROVED', 'Welcome to our shop.', waba, now),
		newTemplate(id('TMP'), 'summer_sale', 'PENDING', 'Hi {{name}}, come and see.', waba, now),
	];
	const virtual = TWOCHAT_VIRTUAL_NUMBERS.map((phone, index) =>
		newVirtualNumber(id('DID'), account, phone, index === 0 ? 'Front desk' : 'Night desk', now),
	);
	return {
		account: {
			name: 'Example Stores',
			uuid: account,
			on_trial: false,
			blocked: false,
			created_at: zoned(new Date(now.getTime() - 400 * DAY)),
			expires_at: null,
		},
		limits: { requests_per_minute: 6_000 },
		usage: {
			api_request_count: 0,
			max_api_request_count: 500_000,
			number_check_count: 0,
			max_number_check_count: 500_000,
		},
		recent: [],
		users: [
			{ uuid: id('USR'), first_name: 'Meera', last_name: 'Nair', email: 'meera@example.com' },
			{ uuid: id('USR'), first_name: 'Ben', last_name: 'Carter', email: 'ben@example.com' },
		],
		contacts: new Map([[asha.uuid, asha]]),
		numbers: new Map(numbers.map((number) => [number.uuid, number])),
		conditions: new Map(),
		qrCodes: new Map(),
		messages: [wrote],
		groups: new Map([[group.uuid, group]]),
		catalogs: new Map([
			[
				second.uuid,
				{
					products: new Map([[product.id, product]]),
					collections: new Map([[collection.id, collection]]),
				},
			],
		]),
		wabaNumbers: new Map([[waba.uuid, waba]]),
		templates: new Map(templates.map((template) => [template.uuid, template])),
		webhooks: new Map(),
		takesDoubles: false,
		virtualNumbers: new Map(virtual.map((number) => [number.uuid, number])),
		calls: new Map(),
		sms: [],
		shop: new Map(
			[
				{
					id: 'us-local-213',
					iso: 'US',
					prefix: '+1 (213)',
					place: 'Los Angeles',
					start: 12135550100,
				},
				{
					id: 'gb-national-20',
					iso: 'GB',
					prefix: '+44 (20)',
					place: 'London',
					start: 442079460100,
				},
			].map(({ id: key, iso, prefix, place, start }) => [
				key,
				{
					id: key,
					prefix,
					location: place,
					price: { setup_price: '0.00', monthly_price: '3.50' },
					type: iso === 'US' ? 'local' : 'national',
					requirements: [],
					allow_number_selection: true,
					is_eligible_for_free_number: false,
					features: ['voice', 'sms_in', 'sms_out'],
					iso_country_code: iso,
					numbers: Array.from({ length: 4 }, (_, index) => `+${start + index}`),
				},
			]),
		),
		reservations: new Map(),
		slackLinks: [],
	};
}

export function newNumber(
	uuid: string,
	phone: string,
	name: string,
	now: Date,
	isConnected = true,
): WhatsAppNumber {
	return {
		id: uuid,
		uuid,
		friendly_name: name,
		phone_number: phone,
		iso_country_code: 'US',
		pushname: isConnected ? name.split(' ')[0] : null,
		server: isConnected ? `${phone.slice(1)}@c.us` : null,
		platform: isConnected ? 'iphone' : null,
		connection_status: isConnected ? 'C' : 'D',
		enabled: true,
		is_business_profile: false,
		channel_type: 'WW',
		sync_contacts: isConnected,
		timezone: 'America/New_York',
		lang: 'en',
		created_at: spaced(now),
		updated_at: spaced(now),
	};
}

function newWabaNumber(uuid: string, account: string, now: Date): WabaNumber {
	return {
		uuid,
		account_uuid: account,
		business_id: '1234567890',
		friendly_name: 'Orders',
		iso_country_code: 'US',
		verified_name: 'Example Stores',
		phone_number: TWOCHAT_WABA_NUMBER,
		formatted_phone_number: '+1 555-010-0150',
		phone_number_id: '109876543210',
		channel_type: 'whatsapp',
		connection_status: 'C',
		enabled: true,
		pushname: 'Example Stores',
		business_calling_enabled: false,
		messaging_provider: 'meta',
		is_coexistence: false,
		meta_waba_id: '9876543210123',
		is_only_for_calls: false,
		has_meta_token: true,
		created_at: spaced(now),
		updated_at: spaced(now),
	};
}

function newTemplate(
	uuid: string,
	name: string,
	status: string,
	content: string,
	waba: WabaNumber,
	now: Date,
): Template {
	return {
		uuid,
		name,
		status,
		category: 'UTILITY',
		template_content: content,
		description: null,
		updated_at: zoned(now),
		waba: {
			uuid: waba.uuid,
			phone_number: waba.phone_number,
			connection_status: waba.connection_status,
		},
	};
}

function newContact(uuid: string, now: Date): Contact {
	return {
		id: 566,
		uuid,
		first_name: 'Asha',
		last_name: 'Rao',
		channel_uuid: null,
		profile_pic_url: null,
		details: [
			{
				id: 1331,
				value: TWOCHAT_PERSON,
				type: 'WAPH',
				created_at: zoned(now),
				updated_at: zoned(now),
			},
		],
	};
}

export function newVirtualNumber(
	uuid: string,
	account: string,
	phone: string,
	name: string,
	now: Date,
): VirtualNumber {
	return {
		uuid,
		account_uuid: account,
		phone_number: phone,
		formatted_phone_number: phone,
		iso_country_code: 'US',
		region_name: 'Tampa',
		emoji: null,
		friendly_name: name,
		record_inbound: true,
		is_toll_free: false,
		provider_type: 'local',
		priced_per_minute: false,
		incoming_price_per_minute: 0,
		ivr_uuid: null,
		timezone: 'America/New_York',
		status: 1,
		status_text: 'ACTIVE',
		created_at: zoned(now),
		updated_at: zoned(now),
		expires_at: zoned(new Date(now.getTime() + 365 * DAY)),
		sms: true,
	};
}
