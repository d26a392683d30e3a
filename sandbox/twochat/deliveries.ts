import type { Answer, Dict, Handler, SandboxRequest, WebhookDialect } from '../core/types';
import { asDict, asText } from '../core/values';
import { notFound, ok, refusal, sameNumber } from './answers';
import type { Context, TwoChatState, Webhook } from './state';
import { zoned } from './times';

/** Sends to every subscription to this event of this number. */
export function tell(context: Context, event: string, channel: string, payload: Dict): void {
	const { group } = payload;
	context.emit({
		type: event,
		payload: structuredClone(payload),
		about: { channel, group: asText(asDict(group).uuid) },
	});
}

/** Addresses from a subscription are for one number and maybe one group; others get everything. */
export const dialect: WebhookDialect = {
	accepts({ events, settings }, event) {
		if (events.length > 0 && !events.includes(event.type)) return false;
		if (settings.channel !== undefined && settings.channel !== event.about?.channel) return false;
		return asText(settings.group) === '' || settings.group === event.about?.group;
	},
};

/** The number that a subscription is for, by the kind of event. */
function channelFor(event: string, body: Dict, { state }: Context): string | undefined {
	const { on_number: phone, channel_uuid: uuid } = body;
	const all = event.startsWith('call.')
		? state.virtualNumbers
		: event.startsWith('whatsapp.waba.')
			? state.wabaNumbers
			: state.numbers;
	const byId = all.get(asText(uuid))?.uuid;
	if (event.startsWith('call.')) return byId;
	return byId ?? [...all.values()].find((one) => sameNumber(one.phone_number, phone))?.uuid;
}

function subscribe(request: SandboxRequest, context: Context): Answer {
	const event = asText(request.params.event_name);
	const body = asDict(request.body);
	const named = event.startsWith('call.') ? 'channel_uuid' : 'on_number';
	if (asText(body.on_number) === '' && asText(body.channel_uuid) === '')
		return refusal(400, `${named} is required`);
	const channel = channelFor(event, body, context);
	if (channel === undefined) return notFound('Number');
	const group = asText(body.to_group_uuid);
	if (group !== '' && !context.state.groups.has(group)) return notFound('Group');
	const url = asText(body.hook_url);
	const same = ({
		event_name: name,
		channel_uuid: uuid,
		hook_url: hook,
		hook_params: params,
	}: Webhook) =>
		name === event &&
		uuid === channel &&
		hook === url &&
		asText(asDict(params).to_group_uuid) === group;
	const { takesDoubles, webhooks } = context.state;
	if (!takesDoubles && [...webhooks.values()].some(same))
		return refusal(409, 'There is such a subscription already');
	const webhook = addSubscription(context, event, channel, url, {
		...(event.startsWith('call.') ? {} : { waweb_uuid: channel }),
		...(group === '' ? {} : { to_group_uuid: group }),
		...(body.time_period === undefined ? {} : { time_period: body.time_period }),
	});
	return ok({ data: webhook });
}

/** Makes a subscription, and the address that the sandbox delivers to. */
function addSubscription(
	context: Context,
	event: string,
	channel: string,
	url: string,
	params: Dict = {},
): Webhook {
	const webhook: Webhook = {
		uuid: `WHK${context.ids.uuid()}`,
		event_name: event,
		channel_uuid: channel,
		hook_url: url,
		hook_params: params,
		created_at: zoned(context.now()),
	};
	context.state.webhooks.set(webhook.uuid, webhook);
	context.targets.add({
		id: webhook.uuid,
		url,
		events: [event],
		settings: { channel, group: asText(params.to_group_uuid) },
	});
	return webhook;
}

export const webhookHandlers: Record<string, Handler<TwoChatState>> = {
	subscribeWebhook: subscribe,
	listWebhooks: (_request, { state }) => ok({ webhooks: [...state.webhooks.values()] }),
	listChannelWebhooks(request, { state }) {
		const channel = asText(request.params.channel_uuid);
		const known = [state.numbers, state.wabaNumbers, state.virtualNumbers].some((all) =>
			all.has(channel),
		);
		if (!known) return notFound('Channel');
		return ok({
			webhooks: [...state.webhooks.values()].filter(({ channel_uuid: uuid }) => uuid === channel),
		});
	},
	deleteWebhook(request, context) {
		const uuid = asText(request.params.webhook_uuid);
		if (!context.state.webhooks.delete(uuid)) return notFound('Webhook');
		context.targets.remove(uuid);
		return ok();
	},
};

/** Removes the subscriptions of a deleted number. */
export function dropSubscriptionsOf(channel: string, context: Context): void {
	for (const webhook of [...context.state.webhooks.values()]) {
		if (webhook.channel_uuid !== channel) continue;
		context.state.webhooks.delete(webhook.uuid);
		context.targets.remove(webhook.uuid);
	}
}
