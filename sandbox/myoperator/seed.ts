import type { Ids } from '../core/ids';
import { DAY } from '../core/times';
import type { Dict } from '../core/types';
import { MYOPERATOR_AGENT, MYOPERATOR_DEMO, MYOPERATOR_NUMBERS } from './demo';
import type { Campaign, MyOperatorState, PhoneNumber, Template, User } from './state';
import { micros } from './times';

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

function seedCampaigns(templates: Template[], now: Date): Campaign[] {
	return CAMPAIGNS.map((campaign, index) => {
		const template = templates[index % templates.length];
		const created = micros(new Date(now.getTime() - (CAMPAIGNS.length - index) * DAY));
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
