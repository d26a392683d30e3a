/** 2Chat's description for the engine: hosts, errors, lanes. Source: 2Chat's public documentation. */
import { type Answer, isObject, type Problem, type Provider } from '../../engine/define';
import { advice } from './advice';
import { resources } from './operations';

/**
 * Reads an error out of an answer. Four bodies occur: `{success: false, error: true, error_message,
 * error_code}` (also with a 2xx status), `{detail: "text"}`, `{detail: [{msg}]}` and `{message}`.
 * The answer to a number check has no `success`, so only its being false counts.
 */
export function problem({ status, body }: Answer): Problem | undefined {
	const told = isObject(body) ? body : {};
	const failed = told.success === false || told.error === true;
	if (status < 400 && !failed) return undefined;
	const message = [told.error_message, told.message, told.detail, told.error].flatMap(sayings)[0];
	const further = Array.isArray(told.detail) ? told.detail.flatMap(sayings).slice(1) : [];
	const { error_code: code } = told;
	return {
		status,
		...(code !== undefined && code !== null && code !== '' ? { code: String(code) } : {}),
		...(message ? { message } : {}),
		...(further.length ? { details: further.join('; ') } : {}),
	};
}

/** A text, or the texts of a list of validation errors with their fields. */
function sayings(value: unknown): string[] {
	if (typeof value === 'string') return value.trim() ? [value.trim()] : [];
	if (Array.isArray(value)) return value.flatMap(sayings);
	if (!isObject(value) || typeof value.msg !== 'string') return [];
	const place = Array.isArray(value.loc) ? value.loc.filter((part) => part !== 'body') : [];
	return [place.length ? `${place.join('.')}: ${value.msg}` : value.msg];
}

const host = { baseUrlField: 'baseUrl', needs: [{ field: 'apiKey', label: 'API Key' }] };

export const twoChat: Provider = {
	name: '2Chat',
	credential: 'messagingTwoChatApi',
	hosts: {
		api: { ...host, baseUrl: 'https://api.p.2chat.io/open', product: 'the API' },
		sdk: {
			...host,
			baseUrlField: 'sdkBaseUrl',
			baseUrl: 'https://api.p.2chat.io',
			product: 'voice SDK tokens',
		},
	},
	resources,
	problem,
	advice,
	recipient: ({ toNumber, group, remoteId }) =>
		[toNumber, group, remoteId].find((name): name is string => typeof name === 'string'),
	recipientParameters: (number) => ({ sendTo: 'number', toNumber: number }),
	paceHint: '2Chat allows trial accounts 10 requests per minute',
};
