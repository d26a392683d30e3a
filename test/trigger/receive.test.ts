/** What the receiving of all triggers does for itself: secrets that change, files that do not come. */
import { Readable } from 'node:stream';

import type { IDataObject, IHttpRequestOptions, IWebhookFunctions } from 'n8n-workflow';

import { clock, useClock } from '../../engine/http/clock';
import { forgetCredentials, triggerCredential } from '../../engine/trigger/credential';
import type { MessagingEvent } from '../../engine/trigger/event';
import { receive } from '../../engine/trigger/receive';
import { BadBody, type TriggerSpec } from '../../engine/trigger/types';
import { byHeader } from '../../engine/trigger/verify';
import { probe } from '../engine/probe';
import { type VirtualClock, virtualClock } from '../engine/virtualClock';
import { WebhookResponse } from '../harness/response';

const event: MessagingEvent = {
	event: 'message.received',
	providerEvent: 'message',
	provider: 'Probe',
	id: 'e1',
	timestamp: '2026-05-04T09:00:00.000Z',
	message: { id: 'm1', type: 'image', media: { mimeType: 'image/png' } },
	raw: { a: null },
};

const spec: TriggerSpec = {
	provider: probe,
	events: [{ value: 'message', name: 'Message', description: 'A message' }],
	filters: [],
	verify: async (context, call) => {
		const { key } = await triggerCredential(context, probe.credential);
		return byHeader(call, 'X-Key', String(key));
	},
	read: () => [{ choice: 'message', event }],
};

let secret = '';
let requests: Array<{ url: string; signed: boolean }> = [];
/** What comes for a file, one after the other; the last one stays. */
let files: Array<Error | { statusCode: number; headers: IDataObject; body: string }> = [];
let warnings: string[] = [];
let time: VirtualClock;
let restore = () => {};
afterEach(() => restore());
beforeEach(() => {
	time = virtualClock(Date.parse('2026-05-04T09:00:00Z'));
	restore = useClock(time);
	files = [];
	forgetCredentials();
	secret = 'first-secret';
	requests = [];
	warnings = [];
});

async function call(
	key: string,
	trigger = spec,
	options: IDataObject = {},
	body: unknown = { a: null },
) {
	const response = new WebhookResponse();
	const request = (signed: boolean) => async (of: unknown, more?: unknown) => {
		const { url } = (signed ? more : of) as IHttpRequestOptions;
		requests.push({ url, signed });
		const reply = files.length > 1 ? files.shift() : files[0];
		if (reply instanceof Error || !reply) throw reply ?? new Error('the file is gone');
		return { ...reply, body: Readable.from([Buffer.from(reply.body)]) };
	};
	const parameters: IDataObject = { events: ['message'], filters: {}, options };
	const context = {
		getWorkflow: () => ({ id: 'w1' }),
		getNode: () => ({ id: 'n1', credentials: { probeApi: { id: 'c1', name: 'One' } } }),
		getMode: () => 'webhook',
		getCredentials: async () => ({ key: secret, baseUrl: 'https://api.example.com' }),
		getNodeParameter: (name: string) => parameters[name],
		getRequestObject: () => ({ headers: { 'x-key': key }, method: 'POST' }),
		getResponseObject: () => response,
		getBodyData: () => body,
		getQueryData: () => ({}),
		getParamsData: () => ({}),
		logger: { warn: (message: string) => warnings.push(message) },
		helpers: {
			httpRequest: request(false),
			httpRequestWithAuthentication: request(true),
			prepareBinaryData: async (content: Readable, fileName: string, mimeType: string) => ({
				data: String(Buffer.concat((await content.toArray()) as Buffer[])),
				fileName,
				mimeType,
			}),
		},
	};
	const { workflowData } = await receive(context as unknown as IWebhookFunctions, trigger);
	const [items] = workflowData ?? [];
	return {
		status: response.statusCode,
		items: items?.map(({ json }) => json),
		files: items?.map(({ binary }) => binary?.data),
	};
}

test('a new secret counts with the first call that carries it, and the old one no more', async () => {
	expect(await call('first-secret')).toMatchObject({ status: 200 });
	secret = 'second-secret';
	time.advance(1_000);
	expect(await call('second-secret')).toMatchObject({ status: 200 });
	expect(await call('first-secret')).toMatchObject({ status: 401, items: undefined });
});

test.each<[string, unknown]>([
	['text that is not JSON', '{"a":'],
	['JSON that is no object', '7'],
])('%s as body is answered with 400 and read by nobody', async (_what, body) => {
	const read = jest.fn(spec.read);
	const answered = await call('first-secret', { ...spec, read }, {}, body);
	expect(answered).toMatchObject({ status: 400, items: undefined });
	expect(read).not.toHaveBeenCalled();
});

const NOT_KNOWN = () => {
	throw new BadBody('not one of ours');
};
const CRASH = () => (undefined as unknown as IDataObject).a as never;

test.each<[string, unknown, TriggerSpec['read'], number]>([
	['an empty object', {}, NOT_KNOWN, 0],
	['an object that the reader does not know', { hello: 1 }, NOT_KNOWN, 0],
	['an object that the reader falls over', { a: { b: 1 } }, CRASH, 1],
	['a text in a list', 'hello', NOT_KNOWN, 0],
])('%s is accepted, and is an unknown event with "raw"', async (_what, body, read, warned) => {
	const given = typeof body === 'string' ? [body] : body;
	const silent = await call('first-secret', { ...spec, read }, {}, given);
	expect(silent).toMatchObject({ status: 200, items: undefined });
	const { items } = await call('first-secret', { ...spec, read }, { unknownEvents: true }, given);
	expect(items).toMatchObject([
		{ event: 'other', providerEvent: 'unknown', provider: 'Probe', raw: body },
	]);
	expect(warnings).toHaveLength(2 * warned);
});

test('each entry of a list is read, and one that is not known does not keep the others', async () => {
	const read: TriggerSpec['read'] = (body) =>
		body.id ? [{ choice: 'message', event }] : NOT_KNOWN();
	const list = [{ id: 1 }, { hello: 1 }, { id: 2 }];
	const { items } = await call('first-secret', { ...spec, read }, {}, list);
	expect(items).toHaveLength(2);
});

test.each<[string, TriggerSpec['media'], { url: string; signed: boolean }]>([
	[
		'of the provider, with the credential',
		() => ({ path: '/media/1' }),
		{ url: 'https://api.example.com/media/1', signed: true },
	],
	[
		'of somebody else, without it',
		() => ({ open: 'https://files.example.com/1' }),
		{ url: 'https://files.example.com/1', signed: false },
	],
])(
	'a file %s is asked for; when it does not come, the message does',
	async (_whose, media, asked) => {
		const { items } = await call('first-secret', { ...spec, media }, { downloadMedia: true });
		expect(requests).toEqual([asked]);
		expect(items).toMatchObject([{ id: 'e1', mediaProblem: 'the file is gone' }]);
	},
);

const PICTURE = { statusCode: 200, headers: { 'content-type': 'image/png' }, body: 'picture' };
const error = (message: string, code: string) => Object.assign(new Error(message), { code });
const OPEN = () => ({ open: 'https://files.example.com/1' });
const SIGNED = () => ({ path: '/media/1' });

test.each([
	['breaks off', error('socket hang up', 'ECONNRESET')],
	['is not reached', error('connect', 'ECONNREFUSED')],
	['is at a busy server', { statusCode: 503, headers: {}, body: '' }],
])('a file that %s is asked for once more', async (_what, first) => {
	for (const media of [OPEN, SIGNED]) {
		files = [first, PICTURE];
		const got = await call('first-secret', { ...spec, media }, { downloadMedia: true });
		expect(got.files).toEqual([{ data: 'picture', fileName: 'image.png', mimeType: 'image/png' }]);
		expect(got.items?.[0]).not.toHaveProperty('mediaProblem');
	}
	expect(requests).toHaveLength(4);
});

test.each<[string, TriggerSpec['media'], number, string, RegExp]>([
	['expired', OPEN, 403, '<Error/>', /link can't be downloaded.*may have expired/],
	['unknown', SIGNED, 404, '{"message": "no such file"}', /^Probe: no such file\. .*HTTP 404/],
	['echoing the key', SIGNED, 401, '{"message": "bad key first-secret"}', /bad key \*\*\*/],
	['no file', SIGNED, 200, '{"ok": true}', /returned no file/],
])('a file that is %s: the item says why', async (_what, media, statusCode, body, reason) => {
	files = [{ statusCode, headers: { 'content-type': 'application/json' }, body }];
	const { items } = await call('first-secret', { ...spec, media }, { downloadMedia: true });
	expect(items?.[0]?.mediaProblem).toMatch(reason);
	expect(JSON.stringify(items)).not.toContain('first-secret');
	expect(requests).toHaveLength(1);
});

test('a provider that is down holds the answer up for moments only', async () => {
	files = [error('socket hang up', 'ECONNRESET')];
	const before = clock.now();
	await call('first-secret', { ...spec, media: OPEN }, { downloadMedia: true });
	expect(requests.length).toBeLessThanOrEqual(3);
	expect(clock.now() - before).toBeLessThanOrEqual(2_000);
});

test('no file is asked for where that is not switched on', async () => {
	const media = () => ({ open: 'https://files.example.com/1' });
	expect((await call('first-secret', { ...spec, media })).items).toHaveLength(1);
	expect(requests).toEqual([]);
});

test('what is not filled is missing, but what the provider sent stays as it is', async () => {
	const odd = { ...event, account: undefined, details: { left: null, right: 1 } };
	const read: TriggerSpec['read'] = () => [{ choice: 'message', event: odd }];
	const { items } = await call('first-secret', { ...spec, read });
	expect(items?.[0]).not.toHaveProperty('account');
	expect(items?.[0]).toMatchObject({ details: { right: 1 }, raw: { a: null } });
	expect(items?.[0]?.details).toEqual({ right: 1 });
});
