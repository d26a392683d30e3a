/** Wapio's description for the engine: host, errors, envelope. Source: Wapio's public API collection. */
import {
	type Advice,
	type Answer,
	isObject,
	type Problem,
	type Provider,
} from '../../engine/define';
import { explainErrors, labelsByName } from './labels';
import { resources } from './operations';

let labels: ReturnType<typeof labelsByName> | undefined;

/** One error body for all routes: `{success: false, message, reason_code, errors: {field: [...]}}`. */
export function problem({ status, body }: Answer): Problem | undefined {
	const told = isObject(body) ? body : {};
	// The answer to a send has `msgId` and a status; in lists, a failed row is no failed request.
	const isUnsent = told.msgId !== undefined && told.status === 'failed';
	const isFailure =
		told.success === false || told.status === 'error' || told.status === 'failure' || isUnsent;
	if (status < 400 && !isFailure) return undefined;
	const { reason_code: code, errors } = told;
	const message = told.message ?? (typeof told.error === 'string' ? told.error : undefined);
	const details = explainErrors(errors, (labels ??= labelsByName(resources)));
	return {
		status,
		...(code ? { code: String(code) } : {}),
		...(message ? { message: String(message) } : {}),
		...(details && details !== message ? { details } : {}),
	};
}

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

/** Real answers may come as `{success, data}` or `{status: "success", data}`, and lists do as `{data, next_cursor}`. */
export function unwrap(body: unknown): unknown {
	const isEnvelope = isObject(body) && (body.success === true || body.status === 'success');
	const inner = isEnvelope && 'data' in body ? body.data : body;
	return isObject(inner) && Array.isArray(inner.data) ? inner.data : inner;
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
