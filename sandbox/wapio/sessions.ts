import { SMALL_PNG_URI } from '../core/files';
import type { Answer, Dict, SandboxRequest } from '../core/types';
import { asDict, asText } from '../core/values';
import { ok, onSession, refusal, sha256, visibleSessions, wrongField } from './answers';
import { WAPIO_ACCOUNT } from './demo';
import { tell } from './deliveries';
import { newSession } from './seed';
import type { Context, Session, SessionState, Settings } from './state';

const fingerprint = ({ keyHash }: Session): string | null => keyHash.slice(0, 8) || null;

function shown(session: Session): Dict {
	return {
		session_id: session.session_id,
		account_id: WAPIO_ACCOUNT,
		status: session.status,
		created_at: session.created_at,
		label: session.label,
		phone_number: session.phone_number,
		worker_id: session.status === 'connected' ? 'worker-01' : null,
		last_activity_at: session.last_activity_at,
		updated_at: session.updated_at,
		session_api_key_fingerprint: fingerprint(session),
	};
}

/** Changes the state and sends the event. */
export function become(
	session: Session,
	status: SessionState,
	context: Context,
	reason: string | null = null,
): void {
	if (session.status === status) return;
	const previous = session.status;
	session.status = status;
	session.updated_at = context.now().toISOString();
	if (status === 'connected') session.last_activity_at = session.updated_at;
	tell(context, session, 'session.status', {
		session_id: session.session_id,
		status,
		previous_status: previous,
		phone_number: session.phone_number,
		reason,
	});
}

/** A new code to scan; the old one becomes invalid. */
export function showQr(session: Session, context: Context): void {
	session.qr = SMALL_PNG_URI;
	tell(context, session, 'qrcode.updated', { qr: session.qr });
}

/** Towards "connected": at once with a known phone, else it waits for the code to be scanned. */
function start(session: Session, context: Context): void {
	become(session, 'connecting', context);
	if (!session.paired) {
		if (session.qr === null) showQr(session, context);
		return;
	}
	context.later(context.stageMs, () => {
		if (session.status === 'connecting') become(session, 'connected', context);
	});
}

const dispatched = (session: Session): Answer =>
	ok({ success: true, session_id: session.session_id, status: session.status });

const leaving = (session: Session): boolean => session.status === 'pending_deletion';

/** Doing it again changes nothing. */
const connectSession = onSession((session, _request, context) => {
	if (leaving(session)) return refusal(409);
	if (session.status !== 'connected' && session.status !== 'connecting') start(session, context);
	return dispatched(session);
});

const disconnectSession = onSession((session, _request, context) => {
	if (leaving(session) || session.status === 'pending') return refusal(409);
	session.qr = null;
	become(session, 'disconnected', context);
	return dispatched(session);
});

const restartSession = onSession((session, _request, context) => {
	if (leaving(session) || session.status === 'pending') return refusal(409);
	session.qr = null;
	start(session, context);
	return dispatched(session);
});

/** Asking for the code of a session without a phone starts the pairing. */
const getSessionQrCode = onSession((session, _request, context) => {
	if (leaving(session)) return refusal(409);
	if (session.paired) return refusal(409, 'The session is paired with a phone already');
	if (session.qr === null) start(session, context);
	return ok({ qr: session.qr });
});

function listSessions(request: SandboxRequest, context: Context): Answer {
	const { status, limit, before_id } = request.query;
	const fitting = visibleSessions(request, context).filter(
		(session) => status === undefined || session.status === status,
	);
	const before = asText(before_id);
	const start = before ? fitting.findIndex((one) => one.session_id === before) + 1 : 0;
	if (before && start === 0) return wrongField('before_id', 'There is no such session');
	const size = typeof limit === 'number' ? limit : 50;
	if (size < 1) return wrongField('limit', 'At least 1');
	const page = fitting.slice(start, start + size);
	const more = start + size < fitting.length;
	return ok({
		data: page.map(shown),
		next_cursor: more ? (page.at(-1)?.session_id ?? null) : null,
	});
}

function takeInput(session: Session, input: Dict, context: Context): void {
	if (input.label !== undefined) session.label = asText(input.label);
	if (input.phone_number !== undefined) session.phone_number = asText(input.phone_number);
	Object.assign(session.settings, asDict(input.settings) as Partial<Settings>);
	session.updated_at = context.now().toISOString();
}

/** Gives the session a key. The clear text is in this answer and nowhere else. */
function newKey(session: Session, context: Context): Dict {
	const previous = fingerprint(session);
	const raw = `bps_sk_${context.ids.hex(32)}`;
	session.keyHash = sha256(raw);
	return {
		raw,
		fingerprint: fingerprint(session),
		created_at: context.now().toISOString(),
		previous_fingerprint: previous,
	};
}

function createSession(request: SandboxRequest, context: Context): Answer {
	const id = `bps_sess_ws_${context.ids.hex(10)}`;
	const session = newSession(id, '', context.now().toISOString());
	session.keyHash = '';
	takeInput(session, asDict(request.body), context);
	context.state.sessions.set(id, session);
	const session_api_key = newKey(session, context);
	return ok({ session: shown(session), session_api_key, warnings: [] }, 201);
}

const regenerateSessionKey = onSession((session, _request, context) =>
	ok({ session_api_key: newKey(session, context) }),
);

const updateSession = onSession((session, request, context) => {
	takeInput(session, asDict(request.body), context);
	return ok(shown(session));
});

const deleteSession = onSession((session, _request, context) => {
	const time = context.now().toISOString();
	const id = `bps_op_${context.ids.hex(8)}`;
	session.keyHash = '';
	session.qr = null;
	become(session, 'pending_deletion', context);
	context.later(context.stageMs, () => {
		become(session, 'deleted', context);
		if (session.webhook) context.targets.remove(session.webhook.targetId);
		session.webhook = null;
	});
	const body = {
		operation_id: id,
		session_id: session.session_id,
		operation_type: 'session.delete',
		status: 'queued',
		enqueued_at: time,
		started_at: null,
		finished_at: null,
		result: null,
		error: null,
		status_url: `${context.url('api')}/v1/operations/${id}`,
	};
	return ok(body, 202);
});

export const sessionHandlers = {
	listSessions,
	createSession,
	getSession: onSession((session) => ok(shown(session))),
	updateSession,
	deleteSession,
	connectSession,
	disconnectSession,
	restartSession,
	getSessionQrCode,
	regenerateSessionKey,
	getSessionSettings: onSession(({ settings }) => ok({ session_settings: { ...settings } })),
	updateSessionSettings: onSession((session, request) => {
		Object.assign(session.settings, asDict(request.body));
		return ok({ session_settings: { ...session.settings } });
	}),
};
