/** All credentials: where their secrets go and where not, what they lack, and how n8n tests them. */
import type { ICredentialType, IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { MessagingMyOperatorApi } from '../../credentials/MessagingMyOperatorApi.credentials';
import { MessagingTwoChatApi } from '../../credentials/MessagingTwoChatApi.credentials';
import { MessagingWapioApi } from '../../credentials/MessagingWapioApi.credentials';
import { MessagingWhapiApi } from '../../credentials/MessagingWhapiApi.credentials';
import type { Sign } from '../../engine/http/signing';

const SECRETS = { apiKey: 'key-123', companyId: 'company', token: 'token-123' };
const OWN = 'http://localhost:4010/own';

interface Case {
	type: ICredentialType;
	/** The provider's own base URL. */
	base: string;
	/** The field with another one. */
	field: string;
}
const CASES: Array<[string, Case]> = [
	{
		type: new MessagingMyOperatorApi(),
		base: 'https://publicapi.myoperator.co',
		field: 'whatsappBaseUrl',
	},
	{ type: new MessagingTwoChatApi(), base: 'https://api.p.2chat.io/open', field: 'baseUrl' },
	{ type: new MessagingWapioApi(), base: 'https://api.wapio.io', field: 'baseUrl' },
	{ type: new MessagingWhapiApi(), base: 'https://gate.whapi.cloud', field: 'baseUrl' },
].map((entry) => [entry.type.name, entry]);

/** Requests as our nodes, a credential's test and n8n's HTTP Request node make them. */
const sign = async (
	type: ICredentialType,
	options: Partial<IHttpRequestOptions> & { uri?: string },
	data: IDataObject = {},
) => await (type.authenticate as Sign).call(undefined, { ...SECRETS, ...data }, options as never);

describe.each(CASES)('%s', (_name, { type, base, field }) => {
	test.each([
		['our nodes', (own: string) => ({ url: `${own}/anything` })],
		["a credential's test", (own: string) => ({ baseURL: own, url: '/anything' })],
		['a base with a slash', (own: string) => ({ baseURL: `${own}/`, url: '/anything' })],
		["n8n's HTTP Request node", (own: string) => ({ uri: `${own}/anything` })],
		['the base itself, with a query', (own: string) => ({ url: `${own}?a=b` })],
	])('signs requests of %s', async (_how, request) => {
		for (const [own, data] of [
			[base, {}],
			[OWN, { [field]: OWN }],
			[OWN, { [field]: `${OWN}/` }],
		] as const) {
			const signed = await sign(type, { method: 'GET', ...request(own) }, data);
			expect(JSON.stringify(signed.headers)).toMatch(/key-123|token-123/);
		}
	});

	test.each([
		['another host', (_own: string) => ({ url: 'https://stranger.example.com/anything' })],
		['a host that begins alike', (own: string) => ({ url: `${own}.example.com/anything` })],
		['a user in the address', (own: string) => ({ url: `${own}@stranger.example.com/` })],
		['another port', (own: string) => ({ url: `${own}:8443/anything` })],
		['no encryption', (own: string) => ({ url: `${own.replace('https', 'http')}/anything` })],
		[
			'a whole address after the base',
			(own: string) => ({ baseURL: `${own}/`, url: 'https://stranger.example.com/' }),
		],
		[
			'an address without scheme after the base',
			(own: string) => ({ baseURL: `${own}/`, url: '//stranger.example.com/' }),
		],
		['a path glued to the base', (own: string) => ({ baseURL: own, url: '.example.com/' })],
	])('sends no secret to %s', async (_how, request) => {
		const options = { method: 'GET' as const, ...request(new URL(base).origin) };
		await expect(sign(type, options)).rejects.toThrow(/not one of this credential/);
		expect(JSON.stringify(options)).not.toMatch(/key-123|token-123/);
	});

	test.each([
		["the provider's own address", `${base}/anything`],
		['a path that begins alike', `${OWN}more/anything`],
	])('with a changed base URL, %s is foreign', async (_what, url) => {
		const fields = type.properties.filter(({ name }) => /baseUrl$/i.test(name));
		const elsewhere = Object.fromEntries(fields.map(({ name }) => [name, OWN]));
		await expect(sign(type, { method: 'GET', url }, elsewhere)).rejects.toThrow(
			/not one of this credential/,
		);
	});

	test('without a key, the error says what to fill in', async () => {
		const empty = { apiKey: '', token: '' };
		await expect(sign(type, { url: `${base}/anything` }, empty)).rejects.toThrow(
			/lacks (?:the )?.*(?:Key|Token).*fill/,
		);
	});

	test('is tested at the base URL, also when that is empty or ends with a slash', () => {
		const expression = /^=\{\{(.*)\}\}$/s.exec(String(type.test?.request.baseURL))?.[1] ?? '';
		const baseFor = (value: string) =>
			String(new Function('$credentials', `return ${expression}`)({ ...SECRETS, [field]: value }));
		expect(['', OWN, `${OWN}/`].map(baseFor)).toEqual([base, OWN, OWN]);
	});
});
