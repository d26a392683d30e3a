/** Every way to prove who sent a call takes the same time for right, nearly right and wrong. */
import crypto from 'node:crypto';

import { useClock } from '../../engine/http/clock';
import type { IncomingCall, Verdict } from '../../engine/trigger/types';
import {
	byBasic,
	byHeader,
	bySignature,
	byToken,
	readSignature,
} from '../../engine/trigger/verify';
import { virtualClock } from '../engine/virtualClock';

const NOW = 1_780_000_000;
const SECRET = 'correct-horse-battery';
const BODY = Buffer.from('{"hello":"world"}');
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
const SIGNATURE = crypto.createHmac('sha256', SECRET).update(`${NOW}.`).update(BODY).digest('hex');

let restore = () => {};
beforeAll(() => {
	restore = useClock(virtualClock(NOW * 1000));
});
afterAll(() => restore());
afterEach(() => jest.restoreAllMocks());

const call = (given: Partial<IncomingCall>): IncomingCall => ({
	headers: {},
	rawBody: BODY,
	body: {},
	query: {},
	method: 'POST',
	path: '',
	...given,
});

/** What is given in the place of the secret, and what becomes of it. */
const WAYS: Array<[string, string, (given: string) => Verdict]> = [
	['header', SECRET, (given) => byHeader(call({ headers: { 'x-key': given } }), 'X-Key', SECRET)],
	[
		'Basic',
		basic(`me:${SECRET}`),
		(given) => byBasic(call({ headers: { authorization: given } }), 'me', SECRET),
	],
	['token', SECRET, (given) => byToken(call({ query: { token: given } }), 'token', SECRET)],
	[
		'signature',
		SIGNATURE,
		(given) => {
			const signed = call({ headers: { 'x-sign': `t=${NOW},v1=${given}` } });
			const signature = readSignature(signed, 'X-Sign', 300);
			return signature ? bySignature(signed, signature, SECRET) : 'forged';
		},
	],
];

describe.each(WAYS)('%s', (_name, right, check) => {
	test.each([
		['right', right, 'genuine'],
		['wrong at the end', `${right.slice(0, -1)}!`, 'forged'],
		['wrong from the start', 'x'.repeat(right.length), 'forged'],
		['too short', right.slice(0, 4), 'forged'],
		['too long', `${right}0`, 'forged'],
	])('%s: compared in constant time, whatever its length', (_what, given, verdict) => {
		const compare = jest.spyOn(crypto, 'timingSafeEqual');
		expect(check(given)).toBe(verdict);
		expect(compare).toHaveBeenCalledTimes(1);
		for (const side of compare.mock.calls[0] ?? []) expect(side.byteLength).toBe(32);
	});
});
