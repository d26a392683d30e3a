/** Signs calls as Wapio does. */
import { createHmac } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { secretOf } from '../../nodes/Wapio/trigger/register';
import { inWebhook, type TriggerSetup } from '../harness/webhook';

const START = Math.floor(Date.now() / 1000);
let calls = 0;

/**
 * A time of its own for each call, around the start of the test file, so that none is a replay; the
 * trigger takes five minutes both ways.
 */
const freshTime = (): string => String(START + (calls++ % 280) - 140);

/** Wapio's signature of a delivery. @param time in seconds, part of what is signed */
export const hmac = (secret: string, time: string, raw: Buffer | string): string =>
	createHmac('sha256', secret).update(`${time}.`).update(raw).digest('hex');

export interface SignedCall {
	headers: Record<string, string>;
	rawBody: Buffer;
	time: string;
}

/** A delivery signed as Wapio signs it. */
export function signed(secret: string, body: IDataObject | string, time = freshTime()): SignedCall {
	const rawBody = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
	return {
		headers: { 'x-webhook-signature': `t=${time},v1=${hmac(secret, time, rawBody)}` },
		rawBody,
		time,
	};
}

/** The secret that this node registers with. */
export const secretOfNode = async (setup: TriggerSetup): Promise<string> =>
	await inWebhook(setup, secretOf);
