/** Who sent this? Every comparison takes the same time for right and wrong. */
import { createHash, createHmac, timingSafeEqual } from 'crypto';

import { clock } from '../http/clock';
import type { IncomingCall, Verdict } from './types';

/** Equal texts, in constant time; lengths do not show either. */
export function sameText(given: unknown, wanted: string): boolean {
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

/** True if the text is one of these secrets; each of them is compared. */
const isAnyOf = (given: unknown, secrets: string | string[]): boolean =>
	[secrets].flat().filter((secret) => sameText(given, secret)).length > 0;

/** @param secrets one or several: each is right */
export const byHeader = (call: IncomingCall, name: string, secrets: string | string[]): Verdict =>
	name !== '' && isAnyOf(header(call, name), secrets) ? 'genuine' : 'forged';

export function byBasic(call: IncomingCall, user: string, password: string): Verdict {
	const given = header(call, 'authorization');
	const wanted = Buffer.from(`${user}:${password}`).toString('base64');
	return user !== '' && sameText(given, `Basic ${wanted}`) ? 'genuine' : 'forged';
}

/**
 * A random text in the webhook's own address.
 * @param secrets one or several: each is right
 */
export const byToken = (
	call: IncomingCall,
	parameter: string,
	secrets: string | string[],
): Verdict => (parameter !== '' && isAnyOf(call.query[parameter], secrets) ? 'genuine' : 'forged');

export interface Signature {
	/** Unix seconds, as they were signed. */
	time: string;
	/** Hexadecimal. */
	digests: string[];
}

/**
 * A header `t=<unix seconds>,v1=<hex>[,v1=<hex>]`; undefined if it is no such header or its time is
 * too far off, so that a recorded call can't be played again later.
 *
 * @param windowSeconds how far the time may be off, both ways
 */
export function readSignature(
	call: IncomingCall,
	name: string,
	windowSeconds: number,
): Signature | undefined {
	const parts = (header(call, name) ?? '').split(',').map((part) => part.trim().split('='));
	const valuesOf = (wanted: string) =>
		parts.filter(([key]) => key === wanted).map(([, value = '']) => value);
	const [time = '', ...others] = valuesOf('t');
	const digests = valuesOf('v1');
	if (others.length || !/^\d{1,12}$/.test(time) || !digests.length) return undefined;
	return Math.abs(clock.now() / 1000 - Number(time)) > windowSeconds
		? undefined
		: { time, digests };
}

/** HMAC-SHA256 over "time.body". @param secrets one or several: each is right */
export function bySignature(
	{ rawBody }: IncomingCall,
	{ time, digests }: Signature,
	secrets: string | string[],
): Verdict {
	const wanted = [secrets]
		.flat()
		.filter((secret) => secret !== '')
		.map((secret) => createHmac('sha256', secret).update(`${time}.`).update(rawBody).digest('hex'));
	return digests.filter((given) => isAnyOf(given, wanted)).length > 0 ? 'genuine' : 'forged';
}
