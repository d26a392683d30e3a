/** The credentials also serve n8n's HTTP Request node, whose requests have `uri` in place of `url`. */
import type { IAuthenticate, ICredentialType, IHttpRequestOptions } from 'n8n-workflow';

import { MessagingMyOperatorApi } from '../../credentials/MessagingMyOperatorApi.credentials';
import { MessagingTwoChatApi } from '../../credentials/MessagingTwoChatApi.credentials';
import { MessagingWapioApi } from '../../credentials/MessagingWapioApi.credentials';
import { MessagingWhapiApi } from '../../credentials/MessagingWhapiApi.credentials';

const DATA = { apiKey: 'key-123', companyId: 'company', token: 'token-123' };
const CASES: Array<[ICredentialType, string]> = [
	[new MessagingMyOperatorApi(), 'https://publicapi.myoperator.co'],
	[new MessagingTwoChatApi(), 'https://api.p.2chat.io/open'],
	[new MessagingWapioApi(), 'https://api.wapio.io'],
	[new MessagingWhapiApi(), 'https://gate.whapi.cloud'],
];

const sign = async (type: ICredentialType, uri: string) =>
	await (type.authenticate as Extract<IAuthenticate, (...all: never[]) => unknown>)(DATA, {
		uri,
		method: 'GET',
	} as unknown as IHttpRequestOptions);

test.each(CASES)(
	'$name signs what the HTTP Request node sends to its provider',
	async (type, base) => {
		const signed = await sign(type, `${base}/anything`);
		expect(JSON.stringify(signed.headers)).toMatch(/key-123|token-123/);
	},
);

test.each(CASES)('$name tells no stranger its secret', async (type) => {
	await expect(sign(type, 'https://stranger.example.com/anything')).rejects.toThrow(
		/not one of this credential/,
	);
});
