/** What an error without an answer means, and how long a request may take. */
import { Readable } from 'node:stream';

import { UserError, type IHttpRequestOptions } from 'n8n-workflow';

import { attempt, failureOf } from '../../engine/http/attempt';
import type { Session } from '../../engine/http/session';
import { stageOf } from '../../engine/http/stage';
import { probe } from './probe';

const failing = (code: string, more: object = {}) =>
	Object.assign(new Error(`it failed: ${code}`), { code, isAxiosError: true, ...more });
const session = { provider: probe, timeout: 60_000 } as Session;
/** A request over a socket that has sent so many of its 200 bytes. */
const over = (sent: number, more: object = {}) => ({
	request: { socket: { bytesWritten: 200, writableLength: 200 - sent, ...more } },
});

test.each<[string, Error, 'before' | 'after']>([
	['nothing of it was written', failing('ECONNRESET', over(0)), 'before'],
	['all of it was written', failing('ECONNREFUSED', over(200)), 'after'],
	['a part of it was written', failing('EHOSTUNREACH', over(10)), 'after'],
	[
		'the handshake was not done',
		failing('EPROTO', over(200, { secureConnecting: true })),
		'before',
	],
	['it never got a socket', failing('ECONNABORTED', { request: { socket: null } }), 'before'],
	['an answer had begun', failing('ERR_BAD_RESPONSE', { ...over(0), response: {} }), 'after'],
	['the scheme is unknown', failing('ERR_BAD_REQUEST'), 'before'],
	['the address is none', failing('ERR_INVALID_URL'), 'before'],
	[
		'the connection was refused, as Node says',
		failing('ECONNREFUSED', { syscall: 'connect' }),
		'before',
	],
	['the name is unknown, as Node says', failing('EAI_FAIL', { syscall: 'getaddrinfo' }), 'before'],
	['it was refused by this package', new UserError('no key'), 'before'],
	['reading failed, as Node says', failing('ECONNREFUSED', { syscall: 'read' }), 'after'],
	['nothing tells', failing('ETIMEDOUT'), 'after'],
	['it is no error of the network', new TypeError('what is that?'), 'after'],
])('%s: %s is "%s", also where n8n has wrapped it', (_how, error, stage) => {
	expect(stageOf(error)).toBe(stage);
	expect(stageOf(new Error('The request failed', { cause: error }))).toBe(stage);
});

test.each([
	['ECONNREFUSED', 'before', 'notReached'],
	['ECONNRESET', 'before', 'notReached'],
	['ECONNABORTED', 'before', 'notReached'],
	['CERT_HAS_EXPIRED', 'before', 'misconfigured'],
	['DEPTH_ZERO_SELF_SIGNED_CERT', 'before', 'misconfigured'],
	['ERR_TLS_CERT_ALTNAME_INVALID', 'before', 'misconfigured'],
	['ERR_INVALID_URL', 'before', 'misconfigured'],
	['ECONNREFUSED', 'after', 'lost'],
	['ECONNRESET', 'after', 'lost'],
	['ERR_SSL_BAD_RECORD_TYPE', 'after', 'lost'],
	['HPE_INVALID_CONSTANT', 'after', 'lost'],
] as const)('%s %s anything left is %s', (code, stage, trouble) => {
	expect(failureOf(failing(code), session, { stage, late: false })).toMatchObject({ trouble });
});

test('an error of this package is passed on as it is', () => {
	const error = new UserError('The credential lacks the key');
	expect(failureOf(error, session, { stage: 'before', late: false })).toEqual({
		error,
		left: false,
	});
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
