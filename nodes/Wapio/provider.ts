/** Wapio's description for the engine: host, errors, envelope. Source: Wapio's public API collection. */
import type { IDataObject } from 'n8n-workflow';

import {
	type Advice,
	type Answer,
	at,
	isObject,
	type Problem,
	type Provider,
} from '../../engine/define';
import { explainErrors, labelsByName } from './labels';
import { resources } from './operations';

let labels: ReturnType<typeof labelsByName> | undefined;

/** Words of a status that say that nothing was done. */
const REFUSED = ['error', 'fail', 'failed', 'failure', 'rejected'];

/** Rows that have a status of their own, which is no answer to the request. */
const ROWS = ['message_id', 'session_id', 'operation_id'];

/** True for what says "no" inside a success: Wapio accepts a message and tells at once that it failed. */
const saysNo = (told: IDataObject): boolean =>
	told.success === false ||
	told.sent === false ||
	(REFUSED.includes(String(told.status).toLowerCase()) &&
		('msgId' in told || !ROWS.some((name) => name in told)));

/** The first of these names that holds a text. */
const textOf = (told: IDataObject, ...names: string[]): string | undefined =>
	names
		.map((name) => at(told, name))
		.filter((value) => typeof value === 'string' || typeof value === 'number')
		.map(String)
		.find(Boolean);

/**
 * One error body for all routes: `{success: false, message, reason_code, errors: {field: [...]}}`. The
 * same may be the data of an answer, with the reason under other names.
 */
export function problem({ status, body }: Answer): Problem | undefined {
	const whole = isObject(body) ? body : {};
	const told = [whole, isObject(whole.data) ? whole.data : {}].find(saysNo) ?? whole;
	if (status < 400 && !saysNo(told)) return undefined;
	const code = textOf(told, 'reason_code', 'code', 'error.code');
	const message = textOf(told, 'message', 'error', 'error.message', 'failure_reason', 'reason');
	const details = explainErrors(told.errors, (labels ??= labelsByName(resources)));
	return {
		status,
		...(code ? { code } : {}),
		...(message ? { message } : {}),
		...(details && details !== message ? { details } : {}),
		...(status === 409 && /idempotency/i.test(`${code} ${message}`) ? { advice: KEY_USED } : {}),
	};
}

const KEY_USED: Advice = {
	reason: 'value refused',
	todo: 'Give this message an idempotency key of its own, or leave "Idempotency Key" empty: then the node makes one. With the same key, Wapio accepts only the very same message again.',
};

/** By HTTP status: only two codes are documented, and they add nothing to the status. */
const advice: Record<string, Advice> = {
	'401': {
		what: 'Wapio does not recognize the token',
		todo: 'Open the credential and enter the token again, without spaces. A session key stops working when its session is deleted or its key is regenerated.',
	},
	'403': {
		todo: 'Creating and deleting sessions, regenerating keys and changing the webhook that events go to require an account token (bps_pat_...) in the credential. With a session key (bps_sk_...), leave "Session" empty or choose the one that the key belongs to.',
	},
	'404': {
		todo: 'Check the ID and the session: they may be mistyped or deleted, or this token may not have access to them.',
	},
	'409': {
		reason: 'not connected',
		todo: 'The session is in a state that does not allow this; Session > Get shows its status. If it is not connected, use Session > Connect. If that does not help, link the phone again: run Session > Get QR Code and scan the code in WhatsApp on the phone, under Linked Devices.',
	},
	'422': {
		todo: 'Correct the fields named in the message. With an account token (bps_pat_...), also choose a session.',
	},
	'429': {
		what: 'Too many requests to Wapio',
		todo: 'The limit applies to the whole account, and Wapio does not say how high it is. Lower "Concurrency" or set a "Pace" under Options in the node, then run it again.',
	},
};

const isEnvelope = (body: unknown): body is IDataObject =>
	isObject(body) &&
	'data' in body &&
	(body.success === true || ['success', 'ok', 'true'].includes(String(body.status).toLowerCase()));

/** Names under which a list comes, and what may be beside it. */
const LISTS = /^(data|chats|contacts|groups|items|logs|messages|participants|results|sessions)$/;
const PAGING =
	/^(success|total|count|page|pages|limit|per_page|has_more|\w*cursor|meta|pagination)$/;

function listIn(body: unknown): unknown[] | undefined {
	if (!isObject(body)) return undefined;
	const [list, ...others] = Object.entries(body).filter(([name]) => !PAGING.test(name));
	return list && !others.length && LISTS.test(list[0]) && Array.isArray(list[1])
		? (list[1] as unknown[])
		: undefined;
}

/** Answers come bare, as `{success, data}` or as `{status, data}`; lists in one more object. */
export function unwrap(body: unknown): unknown {
	const inner = isEnvelope(body) ? body.data : body;
	return listIn(inner) ?? inner;
}

export const wapio: Provider = {
	name: 'Wapio',
	credential: 'messagingWapioApi',
	hosts: {
		api: {
			baseUrlField: 'baseUrl',
			baseUrl: 'https://api.wapio.io',
			product: 'Wapio',
			needs: [{ field: 'token', label: 'the token' }],
		},
	},
	resources,
	problem,
	advice,
	unwrap,
	recipient: ({ to, channel }) =>
		isObject(to) ? Object.values(to).join('') : ((to ?? channel) as string | undefined),
	paceHint: 'Wapio limits the requests per account but does not publish the limit',
};
