/** Where the key goes, and what the credential test recognises. */
import get from 'lodash/get';
import type { IHttpRequestOptions } from 'n8n-workflow';

import {
	authenticate,
	MessagingTwoChatApi,
} from '../../credentials/MessagingTwoChatApi.credentials';
import { startScriptedServer } from '../engine/scriptedServer';
import { KEY } from './setup';

const sign = async (data: Record<string, string>, options: Partial<IHttpRequestOptions>) => {
	if (typeof authenticate !== 'function') throw new Error('The credential signs with a function');
	return await authenticate(data, options as IHttpRequestOptions);
};

test.each([
	[{}, { url: 'https://api.p.2chat.io/open/info' }],
	[{}, { baseURL: 'https://api.p.2chat.io/open/', url: '/info' }],
	[{}, { url: 'https://api.p.2chat.io/sdk/voip/access-token' }],
	[{ baseUrl: 'http://localhost:1/x' }, { url: 'http://localhost:1/x/info' }],
])('with %j the key goes to %j', async (data, options) => {
	const signed = await sign({ apiKey: ` ${KEY} `, ...data }, options);
	expect(signed.headers).toEqual({ 'X-User-API-Key': KEY });
});

test.each([
	[{}, { url: 'https://api.p.2chat.io.example.com/open/info' }],
	[{}, { url: 'https://example.com/open/info' }],
	[
		{ baseUrl: 'http://localhost:1/x', sdkBaseUrl: 'http://localhost:1/y' },
		{ url: 'https://api.p.2chat.io/open/info' },
	],
	[{ baseUrl: 'http://localhost:1/x' }, { url: 'http://localhost:1/xy' }],
])('with %j the key does not go to %j', async (data, options) => {
	await expect(sign({ apiKey: KEY, ...data }, options)).rejects.toThrow(/not one of this/);
});

test('a credential without key says so', async () => {
	await expect(sign({}, { url: 'https://api.p.2chat.io/open/info' })).rejects.toThrow(/API Key/);
});

/** n8n's credential test in short: the request is signed and sent, then the rules are applied. */
async function testCredential(data: Record<string, string>): Promise<string> {
	const { test } = new MessagingTwoChatApi();
	const expression = /^=\{\{(.*)\}\}$/s.exec(String(test.request.baseURL))?.[1] ?? '';
	const baseURL = String(new Function('$credentials', `return ${expression}`)(data));
	const { headers } = await sign(data, { baseURL, url: test.request.url });
	const response = await fetch(`${baseURL}${test.request.url}`, { headers: headers as never });
	const body: unknown = await response.json();
	for (const { type, properties } of test.rules ?? []) {
		const found = type === 'responseCode' ? response.status : get(body, properties.key);
		const counts = response.ok === (type === 'responseSuccessBody');
		if (counts && found === properties.value) return properties.message;
	}
	return response.ok ? 'OK' : `HTTP ${response.status}`;
}

test.each([
	[200, { success: true, account: { uuid: 'ACC1', blocked: false } }, /^OK$/],
	[200, { success: true, account: { uuid: 'ACC1', blocked: true } }, /blocked/],
	[200, { success: false, error_message: 'Account closed' }, /refused the API key/],
	[200, { hello: 'world' }, /contains no account/],
	[401, { detail: 'Invalid API Key' }, /does not recognize/],
	[402, { detail: 'Expired' }, /expired/],
	[403, { detail: 'Not authenticated' }, /key is missing/],
])('an answer %i %j', async (status, json, verdict) => {
	const server = await startScriptedServer();
	server.script(() => ({ status, json }));
	try {
		// A slash at the end must not matter, and the person's own address is the one that is asked.
		expect(await testCredential({ apiKey: KEY, baseUrl: `${server.url}/open/` })).toMatch(verdict);
		expect(server.got.map(({ path }) => path)).toEqual(['/open/info']);
		expect(server.got[0]?.headers['x-user-api-key']).toBe(KEY);
	} finally {
		await server.stop();
	}
});
