import { loadContract } from '../core/contract';
import type { Dict } from '../core/types';
import { asDict, asText, asTexts } from '../core/values';
import { notFound, ok, onSession, wrongField } from './answers';
import { ALIASES } from './deliveries';
import type { Session, Webhook } from './state';

export const CONTRACT = 'wapio.openapi.yaml';

/** The name in the first scheme, or undefined for none of the 22. */
function eventNamed(name: string): string | undefined {
	if (loadContract(CONTRACT).webhooks().includes(name)) return name;
	return Object.entries(ALIASES).find(([, alias]) => alias === name)?.[0];
}

/** As the routes show it: without the secret. */
function shown({ session_id }: Session, webhook: Webhook): Dict {
	const { target_url, subscribed_events, is_active, created_at, updated_at } = webhook;
	return { session_id, target_url, subscribed_events, is_active, created_at, updated_at };
}

/**
 * Replaces the webhook as a whole. Only the secret, which nobody can read back, stays when it is
 * left out.
 */
const setSessionWebhook = onSession((session, request, context) => {
	const given = asDict(request.body);
	const names = asTexts(given.subscribed_events);
	const unknown = names.find((name) => eventNamed(name) === undefined);
	if (unknown !== undefined) return wrongField('subscribed_events', `There is no event ${unknown}`);
	const before = session.webhook;
	const time = context.now().toISOString();
	if (before) context.targets.remove(before.targetId);
	const secret =
		given.signing_secret === undefined
			? (before?.signing_secret ?? '')
			: asText(given.signing_secret);
	const isActive = given.is_active !== false;
	const target = context.targets.add({
		url: asText(given.target_url),
		events: names.map((name) => eventNamed(name) ?? name),
		settings: { session: session.session_id, secret, active: isActive },
	});
	session.webhook = {
		target_url: asText(given.target_url),
		subscribed_events: names,
		signing_secret: secret,
		is_active: isActive,
		created_at: before?.created_at ?? time,
		updated_at: time,
		targetId: target.id,
	};
	return ok(shown(session, session.webhook));
});

const deleteSessionWebhook = onSession((session, _request, context) => {
	if (!session.webhook) return notFound('Webhook');
	context.targets.remove(session.webhook.targetId);
	session.webhook = null;
	return ok();
});

export const webhookHandlers = {
	setSessionWebhook,
	getSessionWebhook: onSession((session) =>
		session.webhook ? ok(shown(session, session.webhook)) : notFound('Webhook'),
	),
	deleteSessionWebhook,
};
