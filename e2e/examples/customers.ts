/** Examples that write to customers: notices, codes, reminders, campaigns. */
import { UNREACHABLE_RECIPIENT } from '../../sandbox/core/stages';
import type { ExampleCase } from '../lib/examples';

const ASHA = { country_code: '91', number: '9876543210' };
/** The sandbox refuses a message to this number: the sender does not exist. */
const REFUSED = '+919000000306';

const template = (name: string, body?: object) => ({
	operation: 'sendMessage',
	body: {
		customer_country_code: ASHA.country_code,
		data: { type: 'template', context: { template_name: name, ...(body ? { body } : {}) } },
	},
});

/** A time zone in which it is now this hour of the day; in the names of these zones, plus is west. */
function zoneAt(hour: number): string {
	const east = ((hour - new Date().getUTCHours() + 12 + 24) % 24) - 12;
	return `Etc/GMT${east > 0 ? '-' : '+'}${Math.abs(east)}`;
}

export const customers: ExampleCase[] = [
	{
		file: 'order-notice',
		steps: [
			{
				post: 'New Order',
				body: { name: 'Asha Rao', phone: '+91 98765 43210', order: 'A-1001' },
				answer: { status: 200, body: { sent: true, messageId: /./ } },
			},
			{
				post: 'New Order',
				body: { name: 'Asha Rao', order: 'A-1002' },
				answer: { status: 400, body: { sent: false } },
			},
		],
		received: [
			{
				operation: 'sendMessage',
				body: {
					customer_number: ASHA.number,
					myop_ref_id: 'A-1001',
					data: {
						type: 'template',
						context: {
							template_name: 'order_update',
							language: 'en',
							body: { name: 'Asha Rao', order: 'A-1001' },
						},
					},
				},
			},
		],
		returned: { 'Send Template': [{ message_id: /./, conversation_id: /./ }] },
	},
	{
		file: 'one-time-password',
		steps: [
			{
				post: 'Code Wanted',
				body: { phone: '+91 98765 43210' },
				answer: { status: 200, body: { by: 'whatsapp', sha256: /^[0-9a-f]{64}$/ } },
			},
		],
		received: [template('login_code', { otp: /^\d{6}$/ })],
		returned: { 'Send Template': [{ message_id: /./ }], Code: [{ code: /^\d{6}$/ }] },
	},
	{
		file: 'one-time-password',
		when: 'a number wants two at once',
		steps: [
			{ post: 'Code Wanted', body: { phone: '+91 98765 43210' }, answer: { status: 200 } },
			{ post: 'Code Wanted', body: { phone: '+91 98765 43210' }, answer: { status: 429 } },
		],
		received: [template('login_code', { otp: /^\d{6}$/ })],
		returned: {},
	},
	{
		file: 'one-time-password',
		when: 'WhatsApp is refused',
		steps: [
			{
				post: 'Code Wanted',
				body: { phone: REFUSED },
				answer: { status: 200, body: { by: 'call', sha256: /^[0-9a-f]{64}$/ } },
			},
		],
		received: [
			{
				operation: 'createCall',
				body: { number: REFUSED, type: '2', custom_otp: /^\d( \d){5}$/ },
			},
		],
		returned: { 'Call With the Code': [{ unique_id: /./ }] },
	},
	{
		file: 'one-time-password',
		when: 'it is not certain whether it was sent',
		steps: [
			{
				post: 'Code Wanted',
				body: { phone: '+919000000500' },
				answer: { status: 502, body: { error: /may have been delivered/ } },
			},
		],
		received: [],
		returned: { 'Call With the Code': [] },
	},
	...[
		{ when: 'it arrives', phone: '+91 98765 43210', sms: false },
		{ when: 'it does not arrive', phone: `+${UNREACHABLE_RECIPIENT}`, sms: true },
	].map(
		({ when, phone, sms }): ExampleCase => ({
			file: 'code-with-sms',
			when,
			steps: [
				{
					post: 'Code Wanted',
					body: { phone },
					answer: { status: 200, body: { sha256: /^[0-9a-f]{64}$/ } },
				},
			],
			received: [
				{ provider: 'whapi', operation: 'sendMessageText', body: { body: /^Your code is \d{6}/ } },
				...(sms
					? [
							{
								provider: 'twochat' as const,
								operation: 'sendSms',
								body: { text: /^Your code is \d{6}/ },
							},
						]
					: []),
			],
			returned: { 'Get Status': [{ status: sms ? 'sent' : /delivered|read/ }] },
		}),
	),
	{
		file: 'abandoned-cart',
		tables: { Carts: ['cart', 'name', 'phone', 'status', 'changed'] },
		templates: { cart_reminder: 'Hi {{name}}, you left something in your cart.' },
		steps: [
			...[
				{ cart: 'C-1', name: 'Asha Rao', paid: false, changed: '2026-01-05T10:00:00Z' },
				{ cart: 'C-2', name: 'Vikram Shah', paid: true, changed: '2026-01-05T10:00:00Z' },
				{ cart: 'C-3', name: 'Carla Gomez', paid: false, changed: '2999-01-05T10:00:00Z' },
			].map((cart) => ({
				post: 'Cart Changed',
				body: { ...cart, phone: '+91 98765 43210' },
			})),
			{ run: 'Every Hour' },
			{ run: 'Every Hour' },
		],
		received: [template('cart_reminder', { name: 'Asha Rao' })],
		returned: { 'Send Reminder': [{ message_id: /./ }] },
		stored: {
			Carts: [
				{ cart: 'C-1', status: 'reminded' },
				{ cart: 'C-2', status: 'paid' },
				{ cart: 'C-3', status: 'open' },
			],
		},
	},
	{
		file: 'template-campaign',
		tables: {
			Campaign: ['name', 'phone', 'state'],
			'Message Events': ['phone', 'status', 'messageId'],
			'Opt-Outs': ['phone', 'state'],
		},
		rows: {
			'Opt-Outs': [
				{ phone: '919876543212', state: 'stopped' },
				{ phone: '919876543210', state: 'active' },
			],
			Campaign: [
				{ name: 'Asha Rao', phone: '919876543210', state: 'new' },
				{ name: 'Carla Gomez', phone: '+91 98765 43212', state: 'new' },
				{ name: 'Ravi Kumar', phone: '919000005003', state: 'new' },
				{ name: 'Nobody', phone: REFUSED, state: 'new' },
				{ name: 'Vikram Shah', phone: '919876543211', state: 'sent' },
			],
		},
		templates: { summer_offer: 'Hi {{name}}, summer has come.' },
		steps: [{ run: 'Start by Hand' }, { run: 'Start by Hand' }, { run: 'Every Evening' }],
		received: [
			template('summer_offer', { name: 'Asha Rao' }),
			template('summer_offer', { name: 'Ravi Kumar' }),
		],
		returned: {
			Totals: [
				{ status: 'sent', unique_count_messageId: 2 },
				{ status: 'delivered', unique_count_messageId: 2 },
				{ status: 'read', unique_count_messageId: 1 },
			],
		},
		stored: {
			Campaign: [
				{ state: 'sent' },
				{ state: 'new' },
				{ state: 'sent' },
				{ state: /^refused: / },
				{ state: 'sent' },
			],
		},
	},
	{
		file: 'text-or-template',
		tables: { News: ['name', 'phone', 'text', 'state'] },
		rows: {
			News: [
				{ name: 'Asha Rao', phone: '919876543210', text: 'we have news', state: 'new' },
				{ name: 'Ravi Kumar', phone: '919000005003', text: 'we have news', state: 'new' },
				{ name: 'Nobody', phone: REFUSED, text: 'we have news', state: 'new' },
			],
		},
		templates: { news_for_you: 'Hi {{name}}, we have news for you.' },
		steps: [
			{ happen: 'conversation.windowClosed', at: 'myoperator', with: { from: '919000005003' } },
			{ run: 'Start by Hand' },
			{ run: 'Start by Hand' },
		],
		received: [
			{ operation: 'sendMessage', body: { data: { type: 'text', context: { body: /Asha/ } } } },
			template('news_for_you', { name: 'Ravi Kumar' }),
		],
		returned: {},
		stored: { News: [{ state: 'text' }, { state: 'template' }, { state: 'not found' }] },
	},
	{
		file: 'sending-hours',
		tables: { Outbox: ['phone', 'zone', 'text', 'state'] },
		rows: {
			Outbox: [
				{ phone: '919876543210', zone: zoneAt(12), text: 'Good day', state: 'new' },
				{ phone: '447700900123', zone: zoneAt(2), text: 'Good night', state: 'new' },
			],
		},
		steps: [{ run: 'Every Hour' }, { run: 'Every Hour' }],
		received: [{ operation: 'sendMessageText', body: { to: '919876543210', body: 'Good day' } }],
		returned: {},
		stored: { Outbox: [{ state: 'sent' }, { state: 'new' }] },
	},
	{
		file: 'contact-sync',
		steps: [{ run: 'Start by Hand' }, { run: 'Start by Hand' }],
		received: [
			...['Asha Rao', 'Vikram Shah', 'Carla Gomez'].map((name) => ({
				operation: 'createOrSearchContacts',
				body: { name, email_id: /@example\.com$/ },
			})),
			...['Asha Rao', 'Vikram Shah', 'Carla Gomez'].map((name) => ({
				operation: 'updateContact',
				body: { name, email_id: /@example\.com$/ },
			})),
		],
		returned: {
			Add: [{ id: /./ }, { id: /./ }, { id: /./ }],
			Stop: [],
		},
	},
	{
		file: 'opt-out',
		tables: { 'Opt-Outs': ['phone', 'state'] },
		stored: { 'Opt-Outs': [{ phone: '919876543210', state: 'active' }] },
		steps: ['Hello', 'STOP', ' Start '].map((text) => ({
			happen: 'message.received',
			at: 'myoperator' as const,
			with: { from: '919876543210', name: 'Asha Rao', text },
		})),
		received: [
			{
				operation: 'createOrSearchContacts',
				body: { name: 'Asha Rao', phone_number: ASHA.number, marketing_opt_in: false },
			},
			{ operation: 'sendMessage', body: { data: { context: { body: /no more offers/ } } } },
			{ operation: 'updateContact', body: { marketing_opt_in: true } },
			{ operation: 'sendMessage', body: { data: { context: { body: /Welcome back/ } } } },
		],
		returned: { Confirm: [{ message_id: /./ }, { message_id: /./ }] },
	},
];
