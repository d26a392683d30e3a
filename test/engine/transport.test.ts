/** What an error without an answer means, and how long a request may take. */
import { Readable } from 'node:stream';

import type { IHttpRequestOptions } from 'n8n-workflow';

import type { Session } from '../../engine/http/session';
import { attempt, networkOutcome } from '../../engine/http/attempt';
import { probe } from './probe';

const failing = (code: string) => Object.assign(new Error(`it failed: ${code}`), { code });
const session = { provider: probe, timeout: 60_000 } as Session;

test.each([
	['ECONNREFUSED', 'notReached'],
	['ENOTFOUND', 'notReached'],
	['EAI_AGAIN', 'notReached'],
	['EHOSTUNREACH', 'notReached'],
	['ECONNRESET', 'lost'],
	['ECONNABORTED', 'lost'],
	['ETIMEDOUT', 'lost'],
	['EPIPE', 'lost'],
	['HPE_INVALID_CONSTANT', 'lost'],
	['CERT_HAS_EXPIRED', 'misconfigured'],
	['DEPTH_ZERO_SELF_SIGNED_CERT', 'misconfigured'],
	['ERR_TLS_CERT_ALTNAME_INVALID', 'misconfigured'],
	['ERR_INVALID_URL', 'misconfigured'],
])('%s is %s, also where n8n has wrapped it', (code, trouble) => {
	expect(networkOutcome(failing(code), session)).toMatchObject({ trouble });
	const wrapped = new Error('The request failed', { cause: failing(code) });
	expect(networkOutcome(wrapped, session)).toMatchObject({ trouble });
});

test('an error of an unknown kind is passed on as it is: nothing is guessed about it', () => {
	const error = new Error('what is that?');
	expect(networkOutcome(error, session)).toEqual({ error });
});

test.each<[string, IHttpRequestOptions['body'], object, number]>([
	['a text', 'Hello', {}, 60_000],
	['a file of 12.5 MB', Readable.from([]), { 'Content-Length': 12_500_000 }, 160_000],
	['a file of unknown size', Readable.from([]), {}, 960_000],
])('the time for %s', async (_what, body, headers, wanted) => {
	const send = jest.fn(async (_type: string, _options: IHttpRequestOptions) => ({
		statusCode: 200,
		headers: {},
		body: '{}',
	}));
	const caller = { helpers: { httpRequestWithAuthentication: send } };
	const options = { url: 'http://localhost/', body, headers } as IHttpRequestOptions;
	await attempt({ ...session, caller: caller as never }, options, {});
	expect(send.mock.calls[0]?.[1].timeout).toBe(wanted);
});
