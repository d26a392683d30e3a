/**
 * Whapi.Cloud's description for the engine: host, errors, advice.
 * Source: the provider's public OpenAPI document; docs/providers lists what it leaves open.
 */
import type { IDataObject } from 'n8n-workflow';

import {
	type Advice,
	type Answer,
	at,
	isEmpty,
	isObject,
	type Problem,
	type Provider,
	type Values,
} from '../../engine/define';
import { resources } from './operations';

const textOf = (value: unknown): string | undefined =>
	value === undefined || value === null || value === ''
		? undefined
		: typeof value === 'object'
			? JSON.stringify(value)
			: String(value as string | number | boolean);

/**
 * Errors are `{error: {code, message, details, href, support}}`, or words; a proxy in between may
 * answer in text.
 */
export function problem({ status, body }: Answer): Problem | undefined {
	if (!isObject(body)) return status < 400 ? undefined : { status };
	if (status < 400 && isEmpty(body.error)) return failureInside(body, status);
	const error = isObject(body.error) ? body.error : { message: body.error };
	const code = textOf(error.code);
	const message = textOf(error.message) ?? textOf(body.message);
	const details = textOf(error.details);
	return {
		status,
		...(code && code !== String(status) ? { code } : {}),
		...(message ? { message } : {}),
		...(details && details !== message ? { details } : {}),
	};
}

/** A success status whose body says that it was not done, or not surely. */
function failureInside(body: IDataObject, status: number): Problem | undefined {
	const said = textOf(isObject(body.message) ? undefined : body.message);
	if (body.sent === false)
		return { status, message: said ?? 'the message was not sent', advice: NOT_SENT };
	if (body.sent === true && at(body, 'message.status') === 'failed')
		return { status, message: 'the message has the status "failed"', unconfirmed: true };
	// Of several people, some may have been added all the same.
	const isPart = Array.isArray(body.processed) && body.processed.length > 0;
	if (body.success === false && !isPart)
		return {
			status,
			message: said ?? 'it was not done',
			...(isEmpty(body.failed) ? {} : { details: `Failed: ${textOf(body.failed)}` }),
			advice: NOT_DONE,
		};
	return undefined;
}

const NOT_SENT: Advice = {
	reason: 'refused',
	todo: 'WhatsApp did not take the message. Check that your number is connected (Account > Get Connection Status) and that the recipient is on WhatsApp (Contact > Check on WhatsApp), then send it again.',
};
const NOT_DONE: Advice = {
	reason: 'refused',
	todo: 'Whapi.Cloud answered that it did not do this. Check the IDs, and that your number has the right to do it (most changes of groups and channels need an admin).',
};

/** By HTTP status: the provider's codes repeat it. */
const advice: Record<string, Advice> = {
	'400': {
		todo: 'Check the values of the fields: IDs must be complete (group IDs end with "@g.us", channel IDs with "@newsletter"), and phone numbers need their country code.',
	},
	'401': {
		what: 'Whapi.Cloud: the channel is not connected to WhatsApp, or the token is wrong',
		todo: 'Open the channel in the Whapi.Cloud panel and scan the QR code again, or use Account > Get Login QR Image. If it is connected, copy its token from the panel into the credential again.',
	},
	'402': {
		reason: 'limit reached',
		what: 'Whapi.Cloud: the limit of the trial or sandbox is reached',
		todo: 'Account > Get Limits shows what is left. To send more, choose a paid plan in the Whapi.Cloud panel.',
	},
	'403': {
		todo: 'WhatsApp does not allow this: the recipient may not accept it, or your number has no permission. If it is not an admin of the group, community or channel, ask an admin to make it one.',
	},
	'404': {
		todo: 'Check the ID. The number may not be on WhatsApp (find out with Contact > Check on WhatsApp), or your channel may not know the chat or message. Stored files are deleted after 30 days.',
	},
	'406': {
		reason: 'not allowed',
		todo: 'This way of logging in does not work for mobile channels. Open the channel in the Whapi.Cloud panel to connect it.',
	},
	'409': {
		todo: 'This was done before: for example, the channel is already logged in or out, or the contact or label already exists. Read its present state before you try again.',
	},
	'413': {
		todo: 'Send a shorter text or a smaller file. As a document, a file may be larger.',
	},
	'415': {
		todo: 'WhatsApp does not accept this type of file here. Convert it (JPEG, PNG, MP4, MP3, OGG with Opus), enter the type of the file under "MIME Type", or send it as a document.',
	},
	'422': {
		todo: 'The QR code could not be drawn. Choose a larger size or other colors.',
	},
	'429': {
		what: 'Whapi.Cloud: too many requests in a short time',
		todo: 'Lower "Concurrency" or set a "Pace" in the node options. Sending many messages quickly can also get a number banned by WhatsApp.',
	},
};

/** The person or chat that is written to; a person's digits and chat ID are the same lane. */
export function recipient({ to, chat, presenceOf }: Values): string | undefined {
	const address = to ?? chat ?? presenceOf;
	return typeof address === 'string' ? address.replace(/@s\.whatsapp\.net$/, '') : undefined;
}

export const whapi: Provider = {
	name: 'Whapi.Cloud',
	credential: 'messagingWhapiApi',
	hosts: {
		api: {
			baseUrlField: 'baseUrl',
			baseUrl: 'https://gate.whapi.cloud',
			product: 'the channel',
			needs: [{ field: 'token', label: 'Channel Token' }],
		},
	},
	resources,
	problem,
	advice,
	recipient,
	paceHint: '6 to 10 a minute is a careful pace for a new number, which WhatsApp may ban otherwise',
};
