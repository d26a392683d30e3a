/** What the MyOperator contract must accept and must refuse; each case is a documented rule. */
import {
	loadContract,
	operation,
	operations,
	validateRequest,
	validateResponse,
	validateWebhook,
	webhooks,
	type JsonObject,
	type RequestParts,
} from './contract';

const contract = loadContract('myoperator');

const send = (data: JsonObject): RequestParts => ({
	body: {
		phone_number_id: '204983902706432',
		customer_country_code: '91',
		customer_number: '9876543210',
		data,
	},
});
const interactive = (context: JsonObject) => send({ type: 'interactive', context });
const buttons = { buttons: [{ type: 'reply', reply: { id: 'yes', title: 'Yes' } }] };
const call = (fields: JsonObject): RequestParts => ({
	body: {
		company_id: 'c',
		secret_token: 's',
		number: '+919876543210',
		public_ivr_id: 'i',
		...fields,
	},
});
const template = (component: JsonObject): RequestParts => ({
	body: {
		name: 'order',
		language: 'en',
		category: 'utility',
		waba_id: '178661612007157',
		components: [component],
	},
});
const user = (fields: JsonObject): RequestParts => ({
	body: { token: 't', name: 'Ravi', contact_number: '9876543220', country_code: '91', ...fields },
});
const contact = (fields: JsonObject): RequestParts => ({
	body: { name: 'Asha', country_code: '91', phone_number: '9876543210', ...fields },
});
const file = 'https://files.example.com/a.pdf';
const text = (length: number) => 'x'.repeat(length);

const taken: Array<[string, string, RequestParts]> = [
	[
		'a media message with a link only',
		'sendMessage',
		send({ type: 'audio', context: { link: file } }),
	],
	[
		'buttons without header and footer',
		'sendMessage',
		interactive({ interactive_type: 'button', body: { text: text(1024) }, action: buttons }),
	],
	[
		'a template without variables',
		'sendMessage',
		send({ type: 'template', context: { template_name: 't' } }),
	],
	['a user call', 'createCall', call({ type: '1', user_id: 'u', custom_order: '1' })],
	['an anonymous call', 'createCall', call({ type: '1', number_2: '+919876543220' })],
	['an IVR call of 5400 seconds', 'createCall', call({ type: '2', max_call_duration: 5400 })],
	[
		'a contact search',
		'createOrSearchContacts',
		{ body: { and: { 'custom_fields.plan__is': 'a' } } },
	],
	['a user in the form', 'createUser', user({ extension: '21' })],
	[
		'a user in JSON, as running clients send it',
		'createUser',
		{ ...user({ extension: 21 }), contentType: 'application/json' },
	],
	['a call for a group', 'createCall', call({ type: '2', group: '' })],
	[
		'a user in the query',
		'createUser',
		{
			query: {
				token: 't',
				name: 'Ravi',
				contact_number: '9876543220',
				country_code: '91',
				extension: '21',
			},
		},
	],
	[
		'lists joined by commas',
		'listPhoneNumbers',
		{ query: { expand: 'settings,profile', limit: '5' } },
	],
];

const refused: Array<[string, string, RequestParts, string]> = [
	['a text without body', 'sendMessage', send({ type: 'text', context: {} }), 'body'],
	[
		'a media id outside templates',
		'sendMessage',
		send({ type: 'image', context: { link: file, media_id: 'm' } }),
		'media_id',
	],
	[
		'a header over 60 characters',
		'sendMessage',
		interactive({
			interactive_type: 'list',
			header: { type: 'text', text: text(61) },
			body: { text: 'b' },
			action: { button: 'Open', sections: [] },
		}),
		'60',
	],
	[
		'a body over 1024 characters',
		'sendMessage',
		interactive({ interactive_type: 'button', body: { text: text(1025) }, action: buttons }),
		'1024',
	],
	[
		'a media header on a list',
		'sendMessage',
		interactive({
			interactive_type: 'list',
			header: { type: 'image', media_id: 'm' },
			body: { text: 'b' },
			action: { button: 'Open', sections: [] },
		}),
		'header',
	],
	[
		'media_url on reply buttons',
		'sendMessage',
		interactive({
			interactive_type: 'button',
			header: { type: 'image', media_url: file },
			body: { text: 'b' },
			action: buttons,
		}),
		'header',
	],
	[
		'a file name for an image header',
		'sendMessage',
		interactive({
			interactive_type: 'button',
			header: { type: 'image', link: file, mime_type: 'image/png', filename: 'a.png' },
			body: { text: 'b' },
			action: buttons,
		}),
		'filename',
	],
	[
		'media id and media url in one template header',
		'sendMessage',
		send({
			type: 'template',
			context: { template_name: 't', header: { media_id: 'm', media_url: file } },
		}),
		'header',
	],
	[
		'a template button without index',
		'sendMessage',
		send({ type: 'template', context: { template_name: 't', buttons: [{ otp: '1' }] } }),
		'index',
	],
	[
		'a user call with number_2',
		'createCall',
		call({ type: '1', user_id: 'u', number_2: 'n' }),
		'number_2',
	],
	['an IVR call with user_id', 'createCall', call({ type: '2', user_id: 'u' }), 'user_id'],
	['a type 1 call without a party', 'createCall', call({ type: '1' }), 'user_id'],
	['a numeric call type', 'createCall', call({ type: 2 }), 'type'],
	['a call over 5400 seconds', 'createCall', call({ type: '2', max_call_duration: 5401 }), '5400'],
	['a duration as text', 'createCall', call({ type: '2', max_call_duration: '300' }), 'integer'],
	['an unknown area', 'createCall', call({ type: '2', std_code: '99' }), 'allowed'],
	[
		'a text header with a media id',
		'createTemplate',
		template({ type: 'HEADER', format: 'TEXT', text: 'a', media_id: 'm' }),
		'media_id',
	],
	['a body without text', 'createTemplate', template({ type: 'BODY', format: 'TEXT' }), 'text'],
	[
		'a dynamic address without sample',
		'createTemplate',
		template({
			type: 'BUTTONS',
			buttons: [
				{ type: 'URL', format: 'DYNAMIC', text: 'a', index: 0, url: 'https://a.example/{{b}}' },
			],
		}),
		'example',
	],
	[
		'a contact with a short number',
		'createOrSearchContacts',
		contact({ phone_number: '987654' }),
		'7',
	],
	['a contact and a search at once', 'createOrSearchContacts', contact({ and: {} }), 'and'],
	[
		'an unknown search operation',
		'createOrSearchContacts',
		{ body: { and: { name__like: 'a' } } },
		'name__like',
	],
	[
		'a range without end',
		'createOrSearchContacts',
		{ body: { and: { created__range: { gte: '2026-01-01' } } } },
		'lte',
	],
	[
		'a new number for a contact',
		'updateContact',
		{ path: { id: '1' }, body: { phone_number: '9876543211' } },
		'phone_number',
	],
	['over 100 contacts a page', 'listContacts', { query: { limit: '101' } }, '100'],
	['an unknown query parameter', 'listContacts', { query: { pagesize: '1' } }, 'pagesize'],
	['campaigns without the number header', 'listCampaigns', {}, 'x-waba-phonenumber-id'],
	['a user without extension', 'createUser', user({}), 'extension'],
	[
		'a second number without country code',
		'createUser',
		user({ extension: 21, alternate_contact_number: '9876543221' }),
		'alternate_cc',
	],
	[
		'a call to a number without plus',
		'createCall',
		call({ type: '2', number: '919876543210' }),
		'number',
	],
	['a search without a token in the form', 'searchCallLogs', { body: { from: 1 } }, 'token'],
	['users without a token', 'listUsers', {}, 'token'],
	[
		'an upload for an unknown use',
		'uploadMedia',
		{ body: { file: 'x', application: 'other' } },
		'allowed',
	],
];

describe('requests', () => {
	test.each(taken)('takes %s', (_name, operationId, request) => {
		expect(validateRequest(contract, operation(contract, operationId), request)).toEqual([]);
	});

	test.each(refused)('refuses %s', (_name, operationId, request, hint) => {
		const problems = validateRequest(contract, operation(contract, operationId), request);
		expect(problems.join('\n')).toContain(hint);
	});
});

describe('answers', () => {
	test.each([
		['a number', 200],
		['a text', '200'],
	])('takes a code that is %s', (_name, code) => {
		const answer = { status: 'success', code, message: 'Contact Deleted', data: {} };
		expect(validateResponse(contract, operation(contract, 'deleteContact'), 200, answer)).toEqual(
			[],
		);
	});

	test.each(operations(contract).filter(({ host }) => host === 'developers'))(
		'takes a refusal with HTTP 200 of $operationId',
		(entry) => {
			const refusal = { status: 'error', code: 400, message: 'not an authorized request' };
			expect(validateResponse(contract, entry, 200, refusal)).toEqual([]);
			expect(validateResponse(contract, entry, 200, { status: 'success' })).not.toEqual([]);
		},
	);

	test('requires the conversation ID of a message in either spelling', () => {
		const answer = (data: JsonObject) => ({
			status: 'success',
			code: '200',
			message: 'Accepted',
			data,
		});
		const id = 'd7d9d9fd-478f-40e6-b651-49b7f19878a2';
		const check = (data: JsonObject) =>
			validateResponse(contract, operation(contract, 'sendMessage'), 200, answer(data));
		expect(check({ message_id: id, conversaton_id: id })).toEqual([]);
		expect(check({ message_id: id, conversation_id: id })).toEqual([]);
		expect(check({ message_id: id })).not.toEqual([]);
	});
});

describe('coverage', () => {
	test('has the 22 routes and names each documented request once', () => {
		const documented = operations(contract).flatMap((entry) => entry.operation['x-documented']);
		expect(operations(contract)).toHaveLength(22);
		expect(documented).toHaveLength(27);
		expect(new Set(documented).size).toBe(27);
	});

	test('puts every route on its host', () => {
		const hosts = operations(contract).map(({ host }) => host);
		expect(hosts.filter((host) => host === 'whatsapp')).toHaveLength(14);
		expect(hosts.filter((host) => host === 'obd')).toEqual(['obd']);
		expect(hosts.filter((host) => host === 'developers')).toHaveLength(7);
	});

	test('has 23 documented webhooks in three families, call.ivr_started and legacy.inCall', () => {
		const count = (family: string) =>
			webhooks(contract).filter((one) => one.family === family).length;
		expect([count('new'), count('legacyWhatsApp'), count('legacyCall')]).toEqual([15, 7, 3]);
		const inferred = webhooks(contract).filter(({ operation: hook }) => 'x-confidence' in hook);
		expect(inferred.map(({ event }) => event)).toEqual(['call.ivr_started', 'legacy.inCall']);
	});

	test('distinguishes webhooks', () => {
		const names = webhooks(contract).map(({ event }) => event);
		for (const { event, operation: hook } of webhooks(contract)) {
			if (event === 'call.ivr_started') continue;
			const payload = firstExample(hook);
			const fitting = names.filter((name) => validateWebhook(contract, name, payload).length === 0);
			expect(fitting).toContain(event);
			// In the old families only the content shows the kind of message.
			if (!event.startsWith('legacy.')) expect(fitting).toEqual([event]);
		}
	});
});

function firstExample(hook: JsonObject): unknown {
	const body = hook.requestBody as {
		content: Record<string, { example?: unknown; examples?: JsonObject }>;
	};
	const media = Object.values(body.content)[0];
	if (media?.example !== undefined) return media.example;
	const named = Object.values(media?.examples ?? {})[0] as { value: unknown };
	return named.value;
}
