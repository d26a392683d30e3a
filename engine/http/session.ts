/** One provider account during one run of a node: credential, hosts, secrets. */
import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	IExecuteFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import type { Host, Problem, Provider } from '../define/types';
import { WrongValue } from '../define/values';
import { gateFor, type Gate } from './pace';
import { formsOf } from './redact';
import { baseOf, secretOf } from './signing';

export type Caller = IExecuteFunctions | ILoadOptionsFunctions | IHookFunctions | IWebhookFunctions;

export interface Session {
	caller: Caller;
	provider: Provider;
	credential: ICredentialsDecrypted;
	/** What no error may show: the credential's values, in all forms in which they come up. */
	secrets: string[];
	/** What no answer may show: its keys and tokens. */
	keys: string[];
	/** Milliseconds for one request. */
	timeout: number;
	/** The execution was cancelled. */
	signal?: AbortSignal;
	/** Base URLs that took the place of the credential's, by host. */
	otherBases?: Map<string, string>;
}

/** Credential fields that hold no secret, by their name. */
const PUBLIC_FIELD = /url|allowed.*domains|region|mode|country/i;

/** True for a credential's field that may hold a secret. */
export const isSecretField = (name: string): boolean => !PUBLIC_FIELD.test(name);

/** The secrets that are filled in, as sorted pairs of name and value. */
export const secretFields = (data: ICredentialDataDecryptedObject): string[][] =>
	Object.entries(data)
		.filter(([name, value]) => isSecretField(name) && typeof value === 'string' && value.trim())
		.map(([name, value]) => [name, String(value).trim()])
		.sort();
/** Those of the others that are keys: IDs such as a company's belong to what operations return. */
const KEY_FIELD = /key|token|secret|password/i;
/** Shorter texts may come up in an answer by chance. */
const isLong = (text: string) => text.length >= 8;

const textsIn = (data: ICredentialDataDecryptedObject, fits: (name: string) => boolean) =>
	Object.entries(data)
		.filter(([name]) => fits(name))
		.map(([, value]) => (typeof value === 'string' ? secretOf(value) : ''))
		.filter(Boolean);

/** Reads the credential once; each request is then signed with this copy. */
export async function openSession(
	caller: Caller,
	provider: Provider,
	timeout: number,
): Promise<Session> {
	const data = await caller.getCredentials<ICredentialDataDecryptedObject>(provider.credential);
	const stored = caller.getNode().credentials?.[provider.credential];
	return {
		caller,
		provider,
		timeout,
		credential: {
			id: stored?.id ?? '',
			name: stored?.name ?? provider.credential,
			type: provider.credential,
			data,
		},
		secrets: formsOf(textsIn(data, isSecretField)),
		keys: formsOf(textsIn(data, (name) => KEY_FIELD.test(name)).filter(isLong)),
		signal: 'getExecutionCancelSignal' in caller ? caller.getExecutionCancelSignal() : undefined,
	};
}

/** For links that carry their own permission. */
export const anonymousSession = (caller: Caller, provider: Provider, timeout: number): Session => ({
	caller,
	provider,
	timeout,
	credential: { id: '', name: '', type: provider.credential, data: {} },
	secrets: [],
	keys: [],
});

function hostOf(provider: Provider, key?: string): Host {
	const host = key ? provider.hosts[key] : Object.values(provider.hosts)[0];
	if (!host) throw new WrongValue(`${provider.name} has no host "${key}"`);
	return host;
}

/**
 * The base URL of a host, without a trailing slash.
 * @throws WrongValue naming what is missing when the credential lacks this part
 */
export function baseUrl(session: Session, key?: string): string {
	const host = hostOf(session.provider, key);
	const data = session.credential.data ?? {};
	const missing = host.needs.filter(({ field }) => secretOf(data[field]) === '');
	if (missing.length)
		throw new WrongValue(
			`The credential "${session.credential.name}" lacks ${missing.map(({ label }) => label).join(' and ')} for ${host.product}`,
			undefined,
			`Open the credential and fill in the section "${host.product}"`,
		);
	return session.otherBases?.get(key ?? '') ?? baseOf(data[host.baseUrlField], host.baseUrl);
}

/**
 * The base URL for the tries of one request. When an answer says that the API is elsewhere, the host's
 * other base URL takes its place for the rest of the session, once.
 */
export function basesFor(session: Session, key = '') {
	let used = '';
	return {
		next: (): string => (used = baseUrl(session, key)),
		/** True when the request should be made again, at `next()`. */
		isElsewhere(problem: Problem): boolean {
			const { otherBase } = hostOf(session.provider, key);
			if (!otherBase?.isElsewhere(problem)) return false;
			// Another request of this session may have found out first.
			if (baseUrl(session, key) !== used) return true;
			if (session.otherBases?.has(key)) return false;
			session.otherBases = new Map(session.otherBases).set(key, otherBase.of(used));
			return true;
		},
	};
}

/**
 * Pace and back-off are counted per credential and host. What the editor and the triggers request is
 * counted apart: a slow-down of messages does not hold it up.
 */
export const gateOf = (
	session: Session,
	key?: string,
	apart: '' | 'editor' | 'registration' = '',
): Gate =>
	gateFor(`${session.provider.name}:${session.credential.id || 'unsaved'}:${key ?? ''}:${apart}`);
