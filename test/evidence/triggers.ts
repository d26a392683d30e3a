/** The trigger nodes, and one delivery to them as n8n hands it over. */
import { createHmac } from 'node:crypto';
import { parse as parseForm } from 'node:querystring';

import type { IDataObject, INodeType } from 'n8n-workflow';

import { MessagingMyOperatorApi } from '../../credentials/MessagingMyOperatorApi.credentials';
import { MessagingTwoChatApi } from '../../credentials/MessagingTwoChatApi.credentials';
import { MessagingWapioApi } from '../../credentials/MessagingWapioApi.credentials';
import { MessagingWhapiApi } from '../../credentials/MessagingWhapiApi.credentials';
import { MyOperatorTrigger } from '../../nodes/MyOperator/MyOperatorTrigger.node';
import { TwoChatTrigger } from '../../nodes/TwoChat/TwoChatTrigger.node';
import { WapioTrigger } from '../../nodes/Wapio/WapioTrigger.node';
import { WhapiTrigger } from '../../nodes/Whapi/WhapiTrigger.node';
import type { CredentialCase } from '../harness/n8n';
import { callWebhook, type TriggerSetup } from '../harness/webhook';
import { tokenOf } from '../twochat/triggerSetup';
import { secretOf } from '../whapi/setup';
import type { WebhookCase } from './cases';
import { now } from './time';

interface Provider {
	node: () => INodeType;
	credential: CredentialCase;
	parameters: IDataObject;
	/**
	 * What makes a call a genuine one.
	 * @param time Unix seconds
	 */
	sign: (
		setup: TriggerSetup,
		raw: Buffer,
		time: number,
	) => Promise<{ headers?: Record<string, string>; query?: IDataObject }>;
}

export interface Outcome {
	status: number;
	answer: unknown;
	/** The events; none if the workflow is not started. */
	events: IDataObject[];
}

const SECRET = 'correct-horse-battery';

const PROVIDERS: Record<string, Provider> = {
	myoperator: {
		node: () => new MyOperatorTrigger(),
		credential: {
			type: new MessagingMyOperatorApi(),
			data: { webhookHeaderName: 'X-Webhook-Token', webhookSecret: SECRET },
		},
		parameters: { authentication: 'none' },
		sign: async () => ({}),
	},
	wapio: {
		node: () => new WapioTrigger(),
		credential: {
			type: new MessagingWapioApi(),
			data: {
				token: 'bps_pat_EXAMPLEONLY',
				webhookSecret: SECRET,
				baseUrl: 'https://api.example.com',
			},
		},
		parameters: { registration: 'manual' },
		sign: async (_setup, raw, time) => {
			const digest = createHmac('sha256', SECRET).update(`${time}.`).update(raw).digest('hex');
			return { headers: { 'x-webhook-signature': `t=${time},v1=${digest}` } };
		},
	},
	twochat: {
		node: () => new TwoChatTrigger(),
		credential: {
			type: new MessagingTwoChatApi(),
			data: { apiKey: 'key', baseUrl: 'https://api.example.com/open' },
		},
		parameters: {},
		sign: async (setup) => ({ query: { token: await tokenOf(setup) } }),
	},
	whapi: {
		node: () => new WhapiTrigger(),
		credential: {
			type: new MessagingWhapiApi(),
			data: { token: 'channel-token', baseUrl: 'https://gate.example.com' },
		},
		parameters: {},
		sign: async (setup) => ({ headers: { 'X-Webhook-Secret': await secretOf(setup) } }),
	},
};

export const PROVIDER_NAMES = Object.keys(PROVIDERS);

function providerOf(name: string): Provider {
	const provider = PROVIDERS[name];
	if (!provider) throw new Error(`There is no trigger of "${name}"`);
	return provider;
}

/** The values that a list field of a provider's trigger offers. */
export function choicesOf(name: string, field: string): string[] {
	const { properties } = providerOf(name).node().description;
	const options = properties.find((property) => property.name === field)?.options ?? [];
	return options.flatMap((option) => ('value' in option ? [String(option.value)] : []));
}

/** What n8n makes of a body before the node gets it. */
function asN8nParses(contentType: string, raw: string): unknown {
	const text = raw.replace(/^\uFEFF/, '');
	const [type = ''] = contentType.toLowerCase().split(';');
	if (type === 'application/json') return JSON.parse(text);
	if (type === 'application/x-www-form-urlencoded') return { ...parseForm(text) };
	return type === 'text/plain' ? raw : undefined;
}

let calls = 0;

/**
 * One genuine delivery of a case's body.
 *
 * @param rules the case whose filters and options the node has
 * @param more parameters besides, such as the events
 */
export async function deliver(
	name: string,
	given: WebhookCase,
	rules: WebhookCase,
	more: IDataObject = {},
): Promise<Outcome> {
	const provider = providerOf(name);
	const node = provider.node();
	const { subscribed = choicesOf(name, 'events') } = rules;
	const setup: TriggerSetup = {
		node,
		parameters: {
			...provider.parameters,
			// A fresh node has what the form gives it.
			...(subscribed === 'fresh' ? {} : { events: subscribed }),
			...(rules.filters ? { filters: rules.filters } : {}),
			...(rules.options ? { options: rules.options } : {}),
			...rules.parameters,
			...more,
		},
		credential: {
			...provider.credential,
			data: {
				...provider.credential.data,
				...(rules.credential as typeof provider.credential.data),
			},
		},
		staticData: {},
	};
	const raw = Buffer.from(given.text ?? JSON.stringify(given.body));
	// No two calls have the same signature, or one would be a replay.
	const signed = await provider.sign(setup, raw, Math.floor(now() / 1000) + (calls++ % 200));
	const { contentType, text } = given;
	const { status, answer, items } = await callWebhook(setup, {
		rawBody: raw,
		body: text === undefined ? given.body : asN8nParses(contentType ?? '', text),
		headers: {
			...(contentType ? { 'content-type': contentType } : {}),
			...signed.headers,
			...given.headers,
		},
		query: { ...given.query, ...signed.query },
	});
	const [webhook] = node.description.webhooks ?? [];
	return {
		status,
		// n8n answers a started execution with this word unless the description has another answer.
		answer: items && webhook?.responseData === undefined ? 'firstEntryJson' : answer,
		events: (items ?? []).map(({ json }) => json),
	};
}
