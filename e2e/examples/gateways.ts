/** Examples with several gateways, groups and files. */
import type { ExampleCase } from '../lib/examples';

const ALARM = 'Cold store 2 is at 9 degrees';

export const gateways: ExampleCase[] = [
	{
		file: 'failover-notice',
		steps: [
			{
				post: 'Alarm',
				body: { to: '98765 43210', text: ALARM },
				answer: { status: 200, body: { sent: true, gateway: 'MyOperator', tried: [] } },
			},
			{
				post: 'Alarm',
				body: { to: '+91 90000 00306', text: ALARM },
				answer: {
					status: 200,
					body: { sent: true, gateway: 'Whapi.Cloud', tried: [{ gateway: 'MyOperator' }] },
				},
			},
			{
				post: 'Alarm',
				body: { to: '+91 90000 00500', text: ALARM },
				answer: { status: 502, body: { sent: false, error: /may have been delivered/ } },
			},
		],
		received: [
			{ operation: 'sendMessage', body: { data: { context: { body: ALARM } } } },
			{ operation: 'sendMessageText', body: { to: '919000000306', body: ALARM } },
		],
		returned: {
			Sent: [
				{ gateway: 'MyOperator', messageId: /./ },
				{ gateway: 'Whapi.Cloud', messageId: /./ },
			],
		},
	},
	{
		file: 'support-inbox',
		tables: { Inbox: ['time', 'gateway', 'customer', 'name', 'text', 'message'] },
		steps: [
			{
				happen: 'message.received',
				at: 'myoperator',
				with: { from: '919876543210', name: 'Asha Rao', text: 'Where is my order?' },
			},
			{
				happen: 'message.received',
				at: 'whapi',
				with: { from: '15550100123', text: 'Do you ship to Canada?' },
			},
			{
				happen: 'message.received',
				at: 'wapio',
				with: { from: '15550100145', name: 'Carla Gomez', text: 'Thank you!' },
			},
		],
		received: [
			{ provider: 'myoperator', operation: 'sendMessage', body: { customer_number: '9876543210' } },
			{ provider: 'whapi', operation: 'sendMessageText', body: { to: '15550100123' } },
			{ provider: 'wapio', operation: 'sendMessage', body: { to: /15550100145/ } },
		],
		returned: {
			Answer: [
				{ gateway: 'MyOperator', to: '919876543210' },
				{ gateway: 'Whapi.Cloud', to: '15550100123' },
				{ gateway: 'Wapio', to: /15550100145/ },
			],
		},
		stored: {
			Inbox: [
				{ gateway: 'MyOperator', customer: '919876543210', text: 'Where is my order?' },
				{ gateway: 'Whapi.Cloud', customer: '15550100123', text: 'Do you ship to Canada?' },
				{ gateway: 'Wapio', customer: '15550100145', name: 'Carla Gomez', text: 'Thank you!' },
			],
		},
	},
	{
		file: 'new-lead',
		steps: [
			{
				post: 'Form Filled In',
				body: { name: 'Asha', phone: '+91 98765 43210' },
				answer: { status: 200, body: { by: 'whatsapp', id: /./ } },
			},
			{
				post: 'Form Filled In',
				body: { name: 'Ravi', phone: '+919000000404' },
				answer: { status: 200, body: { by: 'sms', id: /./ } },
			},
		],
		received: [
			{ provider: 'twochat', operation: 'sendMessage', body: { to_number: '+919876543210' } },
			{ provider: 'twochat', operation: 'sendSms', body: { to_number: '+919000000404' } },
		],
		returned: { 'Send WhatsApp': [{ message_uuid: /./ }], 'Send SMS': [{ message_uuid: /./ }] },
	},
	{
		file: 'session-watch',
		steps: [{ run: 'Every Ten Minutes' }],
		received: [
			{ provider: 'wapio', operation: 'connectSession' },
			{
				provider: 'whapi',
				operation: 'sendMessageText',
				body: { body: /^Wapio: Sales was offline/ },
			},
		],
		returned: { 'Tell Us': [{ gateway: 'Whapi.Cloud', messageId: /./ }] },
	},
	{
		file: 'group-broadcast',
		steps: [{ run: 'Start by Hand' }],
		received: [
			{
				operation: 'sendMessageText',
				body: { to: '120363041234567890@g.us', body: /closed on Friday/, typing_time: 1 },
			},
		],
		returned: { Sent: [{ group: 'Reading circle', messageId: /./ }] },
	},
	{
		file: 'media-archive',
		tables: { Files: ['file', 'from', 'kind', 'caption'] },
		steps: ['image', 'text', 'document'].map((type) => ({
			happen: 'message.received',
			at: 'whapi' as const,
			with: { from: '919876543210', type, text: 'My receipt' },
		})),
		received: [],
		returned: { 'Write File': [{ fileName: /\.png$/ }, { fileName: /\.pdf$/ }] },
		stored: {
			Files: [
				{ kind: 'image', from: '919876543210', caption: 'My receipt', file: /\.png$/ },
				{ kind: 'document', from: '919876543210', file: /\.pdf$/ },
			],
		},
		files: [/^\d{4}-\d\d-\d\d-919876543210-.+\.png$/, /-919876543210-.+\.pdf$/],
	},
	{
		file: 'daily-report',
		tables: { Orders: ['order', 'customer'] },
		numbers: { Orders: ['total'] },
		rows: {
			Orders: [
				{ order: 'A-1001', customer: 'Asha Rao', total: 1250 },
				{ order: 'A-1002', customer: 'Vikram Shah', total: 480 },
			],
		},
		steps: [{ run: 'Every Morning' }],
		received: [{ operation: 'sendMessageDocument', body: { to: '120363041234567890@g.us' } }],
		returned: { 'Send Document': [{ message: { type: 'document' } }] },
	},
];
