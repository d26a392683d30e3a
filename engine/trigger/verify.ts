/** Who sent this? Every comparison takes the same time for right and wrong. */
import { createHash, createHmac, timingSafeEqual } from 'crypto';

import { clock } from '../http/clock';
import type { IncomingCall, Verdict } from './types';

/** Equal texts, in constant time; lengths do not show either. */
function sameText(given: unknown, wanted: string): boolean {
	const digest = (text: string) => createHash('sha256').update(text).digest();
	return (
		typeof given === 'string' && wanted !== '' && timingSafeEqual(digest(given), digest(wanted))
	);
}

/** A header's single value; a repeated header is no value at all. */
export function header(call: IncomingCall, name: string): string | undefined {
	const value = call.headers[name.toLowerCase()];
	return typeof value === 'string' ? value : undefined;
}

export const byHeader = (call: IncomingCall, name: string, secret: string): Verdict =>
	name !== '' && sameText(header(call, name), secret) ? 'genuine' : 'forged';

export function byBasic(call: IncomingCall, user: string, password: string): Verdict {
	const given = header(call, 'authorization');
	const wanted = Buffer.from(`${user}:${password}`).toString('base64');
	return user !== '' && sameText(given, `Basic ${wanted}`) ? 'genuine' : 'forged';
}

/** A random text in the webhook's own address. */
export const byToken = (call: IncomingCall, parameter: string, token: string): Verdict =>
	sameText(call.query[parameter], token) ? 'genuine' : 'forged';

/**
 * `t=<unix seconds>,v1=<hex>[,v1=<hex>]`, HMAC-SHA256 over "t.body". Old and future times are
 * refused, so that a recorded call can't be played again later.
 *
 * @param windowSeconds how far the time may be off, both ways
 */
export function bySignature(
	call: IncomingCall,
	name: string,
	secret: string,
	windowSeconds: number,
): Verdict {
	const parts = (header(call, name) ?? '').split(',').map((part) => part.trim().split('='));
	const times = parts.filter(([key]) => key === 't').map(([, value]) => value ?? '');
	const signatures = parts.filter(([key]) => key === 'v1').map(([, value]) => value ?? '');
	const [time = ''] = times;
	if (!secret || times.length !== 1 || !/^\d{1,12}$/.test(time) || !signatures.length)
		return 'forged';
	if (Math.abs(clock.now() / 1000 - Number(time)) > windowSeconds) return 'forged';
	const wanted = createHmac('sha256', secret).update(`${time}.`).update(call.rawBody).digest('hex');
	return signatures.filter((given) => sameText(given, wanted)).length > 0 ? 'genuine' : 'forged';
}
