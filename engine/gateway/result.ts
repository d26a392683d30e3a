/** The output of the Messaging Gateway node. */
import type { IDataObject } from 'n8n-workflow';

import type { Values } from '../define/types';
import { clock } from '../http/clock';
import { type Attempted, type GatewayAction, type GatewayMap, isSend } from './types';

/**
 * The JSON of an item: the same fields for all gateways, and the gateway's own answer in `raw`.
 *
 * @param row the first item that the gateway's own operation gave
 * @param tried the gateways before it that refused
 */
export function resultOf(
	action: GatewayAction,
	values: Values,
	gateway: GatewayMap,
	row: IDataObject,
	tried: Attempted[] = [],
): IDataObject {
	const facts = gateway.facts(row, action);
	const sent = isSend(action);
	return {
		gateway: gateway.provider.name,
		...(sent ? { messageId: facts.messageId ?? null, status: facts.status ?? 'accepted' } : {}),
		...(action === 'getStatus'
			? { messageId: values.messageId as string, status: facts.status ?? 'unknown' }
			: {}),
		...(sent || ['getStatus', 'checkNumber'].includes(action) ? {} : { done: true }),
		...(action === 'checkNumber' ? { onWhatsApp: facts.onWhatsApp ?? false } : {}),
		...(values.to === undefined ? {} : { to: values.to as string }),
		chatId: facts.chatId ?? (values.to as string | undefined) ?? null,
		...(sent ? { sentAt: facts.sentAt ?? new Date(clock.now()).toISOString() } : {}),
		...(tried.length ? { tried } : {}),
		raw: row,
	};
}

/** The JSON of an item with the files of a message. @param files their binary fields */
export const filesResult = (
	values: Values,
	{ provider }: GatewayMap,
	files: string[],
): IDataObject => ({
	gateway: provider.name,
	messageId: (values.messageId as string | undefined) ?? null,
	chatId: (values.to as string | undefined) ?? null,
	files,
});
