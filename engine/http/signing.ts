/** Shared by the credentials: a secret is sent only to the base URLs of its credential. */
import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	IHttpRequestHelper,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { WrongValue } from '../define/values';

/** The form of `authenticate` that is a function: cheaper than expressions, and can refuse. */
export type Sign = (
	this: IHttpRequestHelper | void,
	credentials: ICredentialDataDecryptedObject,
	options: IHttpRequestOptions,
) => Promise<IHttpRequestOptions>;

const withoutSlashes = (url: string): string => url.replace(/\/+$/, '');

/**
 * A base URL as the person gave it, or the provider's own; without spaces around it and slashes at
 * its end.
 * @throws WrongValue for what is no web address
 */
export function baseOf(given: unknown, standard: string): string {
	const url = String(given ?? '').trim() || standard;
	if (!/^https?:\/\/[^\s/?#]+[^\s]*$/i.test(url) || !URL.canParse(url))
		throw new WrongValue(
			`The base URL in the credential is "${url}", but it must begin with https:// or http:// and contain no spaces`,
			undefined,
			`Open the credential and correct it; the standard is ${standard}`,
		);
	return withoutSlashes(url);
}

/** A secret without what pasting leaves around it, and without "Bearer" in front. */
export const secretOf = (given: unknown): string =>
	String(given ?? '')
		.trim()
		.replace(/^bearer\s+/i, '');

/**
 * True for the base URL itself and what is below it. The sign after it matters: without it a host
 * such as api.provider.com.example.com would pass.
 *
 * @param options of our nodes, of a credential's test, or of n8n's HTTP Request node, which may use the
 * credentials too and calls the address `uri`
 */
export function isUnder(base: string, options: IHttpRequestOptions): boolean {
	const { uri = options.url } = options as { uri?: string };
	const isWhole = /^([a-z][a-z\d+.-]*:)?\/\//i.test(uri);
	const url = isWhole || !options.baseURL ? uri : withoutSlashes(options.baseURL) + uri;
	return url === base || ['/', '?'].some((next) => url.startsWith(base + next));
}

/**
 * The same signature for requests that follow no redirect, whoever sends them: n8n's HTTP Request
 * node would take a secret along to wherever the answer points.
 */
export const withoutRedirects = (sign: Sign): Sign =>
	async function (this: IHttpRequestHelper | void, credentials, options) {
		const signed = await sign.call(this, credentials, options);
		// In the words of n8n's two request helpers, the second of which older nodes use.
		return Object.assign(signed, {
			disableFollowRedirect: true,
			maxRedirects: 0,
			followRedirect: false,
			followAllRedirects: false,
		});
	};

/** @throws UserError for an address of somebody else */
export function refuseStranger(): never {
	throw new UserError('The address is not one of this credential: no secret was sent to it');
}

/**
 * Signs with `Authorization: Bearer`, for credentials with the fields `token` and `baseUrl`.
 *
 * @param label of the field `token`, for the error when it is empty
 */
export const bearer = (standard: string, label: string): Sign =>
	withoutRedirects(async (credentials, options) => {
		if (!isUnder(baseOf(credentials.baseUrl, standard), options)) refuseStranger();
		const token = secretOf(credentials.token);
		if (!token) throw new UserError(`The credential lacks the ${label}: open it and fill it in`);
		options.headers = {
			...options.headers,
			Authorization: `Bearer ${token}`,
		};
		return options;
	});

type RuleOf<Lists> = Lists extends Array<infer Rule> ? Rule : never;

/** n8n reads both kinds of rules from one list; its own type knows only lists of one kind. */
export type TestRule = RuleOf<ICredentialTestRequest['rules']>;
