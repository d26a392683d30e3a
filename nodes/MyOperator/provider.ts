/**
 * MyOperator's description for the engine: hosts, errors, envelope.
 * Source: MyOperator's public API collection; docs/providers lists what it leaves open.
 */
import {
	type Advice,
	type Answer,
	isObject,
	type Problem,
	type Provider,
} from '../../engine/define';
import { resources } from './operations';

const FAILED = /^(error|fail)/i;
/** Codes of failures: HTTP statuses as numbers or text, words, and MyOperator's own. */
const FAILURE_CODE = /^([45]\d\d|invalid|not_found|[a-z]+_\d{4})$/i;
/** The developer host's answer at an address without the API. */
const UNKNOWN_METHOD = /unknown method/i;

/**
 * Reads an error out of an answer. The envelope is `{status, code, message, errors | error}`, the
 * code a number or text without system; failures also come with HTTP 200; the calls host is flat
 * with `details`; its gateway and HTTP 500 use other formats.
 */
function problem({ status, body }: Answer): Problem | undefined {
	const reported = isObject(body) ? body : {};
	const code = reported.code === undefined ? undefined : String(reported.code);
	const isFailure =
		status >= 400 ||
		reported.status === false ||
		reported.success === false ||
		FAILED.test(String(reported.status)) ||
		FAILURE_CODE.test(code ?? '');
	if (!isFailure) return undefined;
	const details = [reported.errors ?? reported.error].flatMap(flatten).join('; ');
	const message = [reported.message, reported.Message, reported.details].find(
		(text) => typeof text === 'string' && text,
	);
	return {
		status,
		...(code && code !== String(status) ? { code } : {}),
		...(message ? { message: String(message) } : {}),
		...(details && details !== message ? { details } : {}),
		...(status === 404 && UNKNOWN_METHOD.test(String(message)) ? { advice: WRONG_BASE } : {}),
	};
}

const WRONG_BASE: Advice = {
	todo: 'The developer API is not at this address. Check "Developer Base URL" in the credential: leave it empty for the standard one, unless MyOperator gave you another.',
};

/** The API collection has `/search` in front of each path; running clients and the help pages do not. */
const otherDeveloperBase = (base: string) =>
	base.endsWith('/search') ? base.slice(0, -'/search'.length) : `${base}/search`;

/** `{field: ["reason"]}`, `["reason"]`, "reason" and `{}` all occur. */
function flatten(value: unknown): string[] {
	if (Array.isArray(value)) return value.flatMap(flatten);
	if (isObject(value))
		return Object.entries(value).map(([name, inner]) => `${name}: ${flatten(inner).join(', ')}`);
	return value === undefined || value === null || value === '' ? [] : [String(value)];
}

/** Codes of the provider's table; the texts say what to do. */
const advice: Record<string, Advice> = {
	CHAT_0004: {
		reason: 'not allowed',
		todo: "The WhatsApp service of your account is switched off. Ask MyOperator's support to switch it on.",
	},
	CHAT_0301: {
		reason: 'not connected',
		todo: 'Meta has not approved your WhatsApp Business Account yet. Look it up in the MyOperator panel under Manage > WhatsApp > WhatsApp Accounts, and try again when it is approved.',
	},
	CHAT_0302: {
		reason: 'not connected',
		todo: "MyOperator has disabled your WhatsApp Business Account. Ask MyOperator's support why.",
	},
	CHAT_0303: {
		reason: 'not connected',
		todo: "MyOperator has disabled the sender number. Choose another number or ask MyOperator's support why.",
	},
	CHAT_0304: {
		reason: 'not connected',
		todo: 'The sender number is not fully set up or not connected. Finish setting it up in the MyOperator panel under Manage > WhatsApp > WhatsApp Accounts.',
	},
	CHAT_0305: {
		reason: 'not connected',
		todo: 'The sender number is not connected with Meta. Connect it again in the MyOperator panel under Manage > WhatsApp > WhatsApp Accounts.',
	},
	CHAT_0306: {
		reason: 'not found',
		todo: 'Your account has no such sender number. Choose one from the list in "From Number".',
	},
	CHAT_3001: {
		reason: 'value refused',
		todo: "Check the recipient's number, the template and its variables, then try again.",
	},
	CHAT_4001: {
		reason: 'no credit',
		what: 'MyOperator: the balance is used up',
		todo: 'Recharge the account, then send again.',
	},
	'403': {
		reason: 'key refused',
		todo: 'Check the keys in the credential: each part has its own, and the company ID must belong to the same account.',
	},
};

/** Off with the envelope. */
function unwrap(body: unknown): unknown {
	return isObject(body) && 'data' in body ? body.data : body;
}

export const myOperator: Provider = {
	name: 'MyOperator',
	credential: 'messagingMyOperatorApi',
	hosts: {
		whatsapp: {
			baseUrlField: 'whatsappBaseUrl',
			baseUrl: 'https://publicapi.myoperator.co',
			product: 'WhatsApp and contacts',
			needs: [
				{ field: 'apiKey', label: 'WhatsApp API Key' },
				{ field: 'companyId', label: 'WhatsApp Company ID' },
			],
		},
		obd: {
			baseUrlField: 'callsBaseUrl',
			baseUrl: 'https://obd-api.myoperator.co',
			product: 'outbound calls',
			needs: [
				{ field: 'callsApiKey', label: 'Calls API Key' },
				{ field: 'callsSecretToken', label: 'Calls Secret Token' },
				{ field: 'callsCompanyId', label: 'Calls Company ID' },
			],
		},
		developers: {
			baseUrlField: 'developerBaseUrl',
			baseUrl: 'https://developers.myoperator.co',
			otherBase: {
				isElsewhere: ({ status, message = '' }) => status === 404 && UNKNOWN_METHOD.test(message),
				of: otherDeveloperBase,
			},
			product: 'users, call logs and recordings',
			needs: [{ field: 'developerToken', label: 'Developer API Token' }],
		},
	},
	resources,
	problem,
	advice,
	unwrap,
	recipient: ({ to, number }) => {
		const address = to ?? number;
		return isObject(address) ? String(Object.values(address).join('')) : (address as string);
	},
	recipientParameters: (number) => ({ to: number, number }),
};
