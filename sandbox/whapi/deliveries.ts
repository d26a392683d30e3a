import type { Dict, WebhookDialect, WebhookTarget } from '../core/types';
import { asDict, asHeaders, asText, isDict } from '../core/values';
import { WHAPI_CHANNEL } from './demo';
import type { Context } from './state';

/** Sent only to webhooks that name them. */
const DEPRECATED = ['message.put', 'ack.put', 'chat.put', 'status.put'];

/**
 * Delivers to every webhook that wants this type and method. In deliveries the method is under
 * `event`, as in the provider's samples.
 */
export function tell(context: Context, type: string, method: string, fields: Dict): void {
	context.emit({
		type: `${type}.${method}`,
		payload: structuredClone({
			...fields,
			event: { type, event: method },
			channel_id: WHAPI_CHANNEL,
		}),
	});
}

/**
 * Where and how an address is called: mode `body` always POSTs to the URL, `path` adds type and
 * method to it, `method` calls URL/type with the method as verb.
 */
export const dialect: WebhookDialect = {
	accepts(target, event) {
		if (!Array.isArray(target.settings.pairs))
			return target.events.length === 0
				? !DEPRECATED.includes(event.type)
				: target.events.includes(event.type);
		return target.settings.pairs.includes(event.type);
	},
	route(target, event) {
		const [type = '', method = ''] = event.type.split('.');
		const url = target.url.replace(/\/$/, '');
		switch (target.settings.mode) {
			case 'path':
				return { method: 'POST', url: `${url}/${type}/${method}` };
			case 'method':
				return { method: method.toUpperCase(), url: `${url}/${type}` };
			default:
				return { method: 'POST', url: target.url };
		}
	},
};

/** Updates the registered addresses from the settings; unchanged ones stay as they are. */
export function followSettings(context: Context): void {
	const wanted = context.state.settings.webhooks.map((webhook) => JSON.stringify(webhook));
	const present = context.targets
		.list()
		.filter(({ settings }) => typeof settings.webhook === 'string');
	const kept: string[] = [];
	for (const target of present) {
		const key = asText(target.settings.webhook);
		const left = wanted.filter((one) => one === key).length;
		if (kept.filter((one) => one === key).length < left) kept.push(key);
		else context.targets.remove(target.id);
	}
	for (const key of wanted) {
		const place = kept.indexOf(key);
		if (place >= 0) kept.splice(place, 1);
		else addTarget(context, key);
	}
}

/** Adds an address from a webhook of the settings, written as JSON. */
export function addTarget(context: Context, key: string): WebhookTarget {
	const webhook = asDict(JSON.parse(key));
	const events: unknown[] = Array.isArray(webhook.events) ? webhook.events : [];
	return context.targets.add({
		url: asText(webhook.url),
		headers: asHeaders(webhook.headers),
		settings: {
			webhook: key,
			mode: asText(webhook.mode) || 'body',
			pairs: events.filter(isDict).map(({ type, method }) => `${asText(type)}.${asText(method)}`),
		},
	});
}
