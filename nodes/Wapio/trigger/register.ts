/**
 * The one webhook that a session has. The node takes a free one; it takes another's place only if
 * told to, and puts that one back when it leaves. Its own URL is its own, whoever remembers it.
 */
import { createHash } from 'crypto';
import isEqual from 'lodash/isEqual';
import pick from 'lodash/pick';
import uniq from 'lodash/uniq';
import {
	type IDataObject,
	type IHookFunctions,
	type IWebhookFunctions,
	NodeOperationError,
} from 'n8n-workflow';

import { isObject, parseJson, WrongValue } from '../../../engine/define';
import { clock } from '../../../engine/http/clock';
import { Failure } from '../../../engine/http/failure';
import { triggerCredential } from '../../../engine/trigger/credential';
import { callProvider, memory, nodeSecrets, ownUrl } from '../../../engine/trigger/register';
import type { Registration } from '../../../engine/trigger/types';
import { wapio } from '../provider';
import { canonicalEvent, STORIES } from './events';

const isManual = (context: IHookFunctions | IWebhookFunctions): boolean =>
	context.getNodeParameter('registration', 'automatic') === 'manual';

/**
 * What deliveries may be signed with: made by the node, or entered in the dashboard and the
 * credential. None if there is no secret: then no delivery is genuine.
 */
export async function secretsOf(context: IHookFunctions | IWebhookFunctions): Promise<string[]> {
	if (!isManual(context)) return await nodeSecrets(context, wapio);
	const { webhookSecret } = await triggerCredential(context, wapio.credential);
	return typeof webhookSecret === 'string' && webhookSecret ? [webhookSecret] : [];
}

/** What deliveries are signed with from now on; empty if there is no secret. */
export const secretOf = async (context: IHookFunctions | IWebhookFunctions): Promise<string> =>
	(await secretsOf(context))[0] ?? '';

const fingerprint = (secret: string): string =>
	createHash('sha256').update(secret).digest('hex').slice(0, 16);

const pathOf = (session: string) => `/v1/whatsapp-sessions/${encodeURIComponent(session)}/webhook`;

/** The session that was registered, is chosen, or is the only one. @throws WrongValue, Failure */
async function sessionOf(hook: IHookFunctions): Promise<string> {
	const given = hook.getNodeParameter('session', '');
	const chosen: unknown = isObject(given) ? (given as IDataObject).value : given;
	if (typeof chosen === 'string' && chosen.trim()) return chosen.trim();
	const seen = await callProvider(hook, wapio, { path: '/v1/whatsapp-sessions', qs: { limit: 2 } });
	const [only, another] = Array.isArray(seen) ? (seen as IDataObject[]) : [];
	if (typeof only?.session_id === 'string' && !another) return only.session_id;
	throw new WrongValue(
		'choose the session, as the token has access to several or to none',
		'Session',
	);
}

const statusOf = (error: unknown): number | undefined =>
	error instanceof Failure ? error.problem.status : undefined;

/** The session's webhook as Wapio shows it; undefined when there is none. @throws Failure */
async function present(hook: IHookFunctions, session: string): Promise<IDataObject | undefined> {
	const answer = await callProvider(hook, wapio, { path: pathOf(session) }).catch(
		(error: unknown) => {
			if (statusOf(error) !== 404) throw error;
			return undefined;
		},
	);
	const found = isObject(answer) && isObject(answer.webhook) ? answer.webhook : answer;
	return isObject(found) && typeof found.target_url === 'string' && found.target_url
		? found
		: undefined;
}

/** Sets or deletes the webhook; refusals say what to do about them. @throws Failure */
async function write(hook: IHookFunctions, session: string, body?: IDataObject): Promise<void> {
	const request = { path: pathOf(session), ...(body ? { body } : {}) };
	await callProvider(hook, wapio, { method: body ? 'PUT' : 'DELETE', ...request }).catch(
		(error: unknown) => {
			const status = statusOf(error);
			// Gone already is as good as deleted.
			if (status === 404 && !body) return;
			const todo = status === undefined ? undefined : TODO[status];
			if (!(error instanceof Failure) || !todo) throw error;
			const { problem, fate, remark, again } = error;
			throw new Failure({ ...problem, advice: { todo } }, fate, remark, again);
		},
	);
}

const BY_HAND =
	'or set "Registration" to "Manual" and enter the URL of this node in the Wapio dashboard';
const TODO: Record<number, string> = {
	403: `Only an account token (bps_pat_...) may set the webhook of a session, a session key may not. Use a credential with an account token, ${BY_HAND}.`,
	404: `Either there is no such session, or this account can't set webhooks through the API. Check the session, ${BY_HAND}.`,
	405: `This account can't set webhooks through the API: set "Registration" to "Manual" and enter the URL of this node in the Wapio dashboard.`,
};

/** What stands behind it in the webhook's address is the webhook that was replaced. */
const REPLACES = '#replaces=';

/**
 * The address with the webhook that it takes the place of. n8n stores the memory only after the
 * hook has ended, so that a crash before would forget it. The part behind "#" is never sent: events
 * come to the same address, and no log gets to see another's.
 */
const noting = (url: unknown, before?: IDataObject): string =>
	before
		? `${String(url)}${REPLACES}${Buffer.from(JSON.stringify(before)).toString('base64url')}`
		: String(url);

/** What the address of a webhook of ours says about the one before. */
function told(webhook: IDataObject): IDataObject | undefined {
	const text = String(webhook.target_url).split(REPLACES)[1];
	const before = text && parseJson(Buffer.from(text, 'base64url').toString());
	return isObject(before) && typeof before.target_url === 'string' ? before : undefined;
}

const trimmed = (url: unknown) => String(url).replace(/#.*$/, '').replace(/\/+$/, '');
const sameUrl = (one: unknown, other: unknown) => trimmed(one) === trimmed(other);

/** Test and production URL of a node differ in one part only. */
const bothUrls = (url: unknown) => trimmed(url).replace('/webhook-test/', '/webhook/');

/** Of this very URL, or of the one that an earlier activation noted (a tunnel's, say). */
const isOwn = (hook: IHookFunctions, webhook: IDataObject): boolean =>
	sameUrl(webhook.target_url, ownUrl(hook)) ||
	(memory(hook).url !== undefined && sameUrl(webhook.target_url, memory(hook).url));

/** Of this node: also the test URL in place of the production URL, or the other way round. */
const isOfNode = (hook: IHookFunctions, webhook: IDataObject): boolean =>
	isOwn(hook, webhook) || bothUrls(webhook.target_url) === bothUrls(ownUrl(hook));

const eventsOf = (webhook: IDataObject): string[] =>
	(Array.isArray(webhook.subscribed_events) ? webhook.subscribed_events : [])
		.map((name) => canonicalEvent(String(name)))
		.sort();

/** The webhook as it should stand. @throws WrongValue when nothing is chosen */
async function wanted(hook: IHookFunctions): Promise<IDataObject> {
	const events = hook.getNodeParameter('events', []) as string[];
	if (!events.length) throw new WrongValue('choose at least one event', 'Events');
	return {
		target_url: ownUrl(hook),
		subscribed_events: subscriptionsOf(events),
		signing_secret: await secretOf(hook),
		is_active: true,
	};
}

/** Wapio has no event for stories alone: they come with the messages. */
const subscriptionsOf = (events: string[]): string[] =>
	uniq(events.map((name) => (name === STORIES ? 'messages.received' : name)));

/** What can be set of a webhook; the rest is Wapio's. */
const settable = (webhook: IDataObject): IDataObject =>
	pick(webhook, ['target_url', 'subscribed_events', 'signing_secret', 'is_active']);

/**
 * What is put back when the node leaves: a webhook that something else had set, or the production
 * URL that a test stands in for. Without its secret, which is added then and not stored.
 * @throws NodeOperationError when the place is taken
 */
function toPutBack(hook: IHookFunctions, found: IDataObject | undefined): IDataObject | undefined {
	if (!found) return undefined;
	if (isOwn(hook, found)) return replacedBy(hook, found);
	if (isOfNode(hook, found)) return isTest(hook) ? settable(found) : replacedBy(hook, found);
	if (hook.getNodeParameter('replaceExisting', false) !== true) throw occupied(hook, found);
	return settable(found);
}

/** What a webhook of this node took the place of. */
const replacedBy = (hook: IHookFunctions, found: IDataObject): IDataObject | undefined =>
	told(found) ?? (memory(hook).before as IDataObject | undefined);

/** Wapio does not show secrets: the node's own is known, another's only if the person gave it. */
async function withSecret(hook: IHookFunctions, before: IDataObject): Promise<IDataObject> {
	const secret = isOfNode(hook, before)
		? await secretOf(hook)
		: hook.getNodeParameter('replacedSecret', '');
	return { ...before, ...(secret ? { signing_secret: secret } : {}) };
}

const isTest = (hook: IHookFunctions) => ownUrl(hook).includes('/webhook-test/');

function occupied(hook: IHookFunctions, found: IDataObject): NodeOperationError {
	const url = String(found.target_url).replace(/[?#].*$/, '');
	const events = eventsOf(found);
	const what = events.length ? `for ${events.join(', ')}` : 'for all events';
	const state = found.is_active === false ? 'switched off, ' : '';
	return new NodeOperationError(
		hook.getNode(),
		'Another app already uses the webhook of this session',
		{
			description: `Events go to ${url} (${state}${what}). A Wapio session has one webhook only. Choose another session, or delete that webhook if nothing uses it (Wapio node: Session > Delete Webhook), or switch on "Replace Existing Webhook": then this node takes its place until the workflow is deactivated.`,
		},
	);
}

async function checkManual(context: IHookFunctions): Promise<void> {
	if (await secretOf(context)) return;
	throw new WrongValue(
		'the credential lacks the webhook signing secret',
		'Registration',
		'Enter "Webhook Signing Secret" in the credential, the same as in the Wapio dashboard',
	);
}

/** Writes before giving up, when another node sets its own webhook at the same moment. */
const TRIES = 3;

/**
 * Sets the webhook and reads it back: Wapio takes the last one, and two nodes that are activated at
 * the same moment would both be taken as set.
 *
 * @throws NodeOperationError when another webhook is there after all
 */
async function takePlace(
	hook: IHookFunctions,
	session: string,
	own: IDataObject,
	foreign?: IDataObject,
): Promise<void> {
	for (let tries = 1; ; tries++) {
		await write(hook, session, { ...own, target_url: noting(own.target_url, foreign) }).catch(
			async (error: unknown) => {
				// Nobody has documented that addresses may have a part behind "#".
				if (!foreign || ![400, 422].includes(statusOf(error) ?? 0)) throw error;
				await write(hook, session, own);
			},
		);
		await clock.wait(300 * tries * (0.5 + clock.random()));
		const found = await present(hook, session);
		// An account that shows no webhook has said nothing against it.
		if (!found || isOwn(hook, found)) return;
		const mayReplace = hook.getNodeParameter('replaceExisting', false) === true;
		if (tries === TRIES || !mayReplace) throw occupied(hook, found);
	}
}

export const registration: Registration = {
	async exists(hook) {
		if (isManual(hook)) {
			await checkManual(hook);
			return true;
		}
		const session = await sessionOf(hook);
		const own = await wanted(hook);
		const found = await present(hook, session);
		return (
			found !== undefined &&
			sameUrl(found.target_url, own.target_url) &&
			found.is_active !== false &&
			isEqual(eventsOf(found), eventsOf(own)) &&
			// Wapio does not show the secret: it is the one that was set last, or unknown.
			memory(hook).secret === fingerprint(String(own.signing_secret))
		);
	},

	async create(hook) {
		if (isManual(hook)) return await checkManual(hook);
		const session = await sessionOf(hook);
		const own = await wanted(hook);
		const before = toPutBack(hook, await present(hook, session));
		// A test's stand-in for the production URL needs no note: production remembers for itself.
		const foreign = before && !isOfNode(hook, before) ? before : undefined;
		// Noted first: if the answer gets lost, removing finds what to put back.
		Object.assign(memory(hook), {
			session,
			url: own.target_url,
			secret: fingerprint(String(own.signing_secret)),
			before,
		});
		await takePlace(hook, session, own, foreign);
	},

	async remove(hook) {
		const noted = memory(hook);
		if (isManual(hook) && noted.session === undefined) return;
		const session = typeof noted.session === 'string' ? noted.session : await sessionOf(hook);
		const found = await present(hook, session);
		const mine = isTest(hook) ? isOwn : isOfNode;
		// What somebody else has set meanwhile is theirs.
		if (found && mine(hook, found)) {
			const before = replacedBy(hook, found);
			await write(hook, session, before && (await withSecret(hook, before)));
		}
		for (const name of ['session', 'url', 'secret', 'before']) delete noted[name];
	},
};
