/** Wapio as the engine needs it: host, errors, envelope. Source: Wapio's public API collection. */
import type { Advice, Answer, Problem, Provider } from '../../engine/types';
import { isObject } from '../../engine/values';
import { explainErrors, labelsByName } from './labels';
import { resources } from './operations';

let labels: ReturnType<typeof labelsByName> | undefined;

/** One error body for all routes: `{success: false, message, reason_code, errors: {field: [...]}}`. */
export function problem({ status, body }: Answer): Problem | undefined {
	const told = isObject(body) ? body : {};
	if (status < 400 && told.success !== false) return undefined;
	const { message, reason_code: code, errors } = told;
	const details = explainErrors(errors, (labels ??= labelsByName(resources)));
	return {
		status,
		...(code ? { code: String(code) } : {}),
		...(message ? { message: String(message) } : {}),
		...(details && details !== message ? { details } : {}),
	};
}

/** By HTTP status: of the codes only two are documented, and they say no more than the status. */
const advice: Record<string, Advice> = {
	'401': {
		what: 'Wapio does not know the token',
		todo: 'Check the token in the credential. A session key stops working when its session is deleted or its key is regenerated.',
	},
	'403': {
		todo: 'Creating and deleting sessions, replacing a key and changing where events go (the webhook) need an account token (bps_pat_...) in the credential. With a session key (bps_sk_...), choose no other session than its own.',
	},
	'404': {
		todo: 'Check the ID and the session: it may be mistyped, deleted, or not visible to this token.',
	},
	'409': {
		todo: 'The session is in a state that does not allow this. Look at Session > Get. A session that is not connected needs Session > Connect, or Session > Get QR Code and a new scan with WhatsApp on the phone.',
	},
	'422': {
		todo: 'Correct the fields that are named. With an account token (bps_pat_...) also choose a session.',
	},
	'429': {
		what: 'Wapio: too many requests for the account',
		todo: 'The limit counts for the whole account. Lower "Concurrency" or set a "Pace" in the node options, then run it again.',
	},
};

/** Real answers may come as `{success, data}`, and lists do as `{data, next_cursor}`. */
export function unwrap(body: unknown): unknown {
	const inner = isObject(body) && body.success === true && 'data' in body ? body.data : body;
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
	paceHint: 'Wapio limits the requests of an account but does not say how many',
};
