/** Outputs that no contract describes: answers of people, the Messaging Gateway, events. */
import { join } from 'node:path';
import { SEND_AND_WAIT_OPERATION } from 'n8n-workflow';
import { z } from 'zod';

import { filesResult, resultOf } from '../../engine/gateway/result';
import type { GatewayAction, GatewayMap } from '../../engine/gateway/types';
import { messagingEvent } from '../../engine/trigger/event';
import { answerJson } from '../../engine/wait/answer';
import type { Question, WaitMap } from '../../engine/wait/types';
import * as gateways from '../../nodes/MessagingGateway/gateways';
import { PROVIDERS } from '../providers';
import { type OutputSchema, toSchema } from './outputs';
import { type Json, overlay, schemaOf } from './sample';

export interface FolderSchemas {
	folder: string;
	schemas: OutputSchema[];
}

const GATEWAY = 'MessagingGateway';
const TEXT = 'text';

/** Every operation of the Messaging Gateway; `raw` is another one for each gateway and stays open. */
export function gatewaySchemas(): FolderSchemas {
	const facts = { messageId: TEXT, status: TEXT, chatId: TEXT, sentAt: TEXT, onWhatsApp: true };
	const gateway = { provider: { name: TEXT }, facts: () => facts } as unknown as GatewayMap;
	const tried = [{ gateway: TEXT, error: TEXT }];
	return {
		folder: GATEWAY,
		schemas: gateways.form.resources.flatMap(({ value, operations }) =>
			operations.map((operation) => {
				const isAddressed = operation.fields?.some(({ name }) => name === 'to');
				const values = { messageId: TEXT, ...(isAddressed ? { to: TEXT } : {}) };
				const action = operation.value as GatewayAction;
				const result =
					action === 'downloadMedia'
						? filesResult({ ...values, to: TEXT }, gateway, [TEXT])
						: resultOf(action, values, gateway, {}, tried);
				return toSchema(value, action, result as Json);
			}),
		),
	};
}

/** "Send and Wait for Response" of each node that has it: both kinds of answer laid on top of each other. */
export function answerSchemas(): FolderSchemas[] {
	const nodes: Array<[folder: string, map: WaitMap]> = [
		[GATEWAY, gateways.wait],
		...PROVIDERS.flatMap(({ folder, waits }) =>
			waits.map((map): [string, WaitMap] => [folder, map]),
		),
	];
	return nodes.map(([folder, { resource }]) => {
		const to = { to: TEXT };
		const sent = folder === GATEWAY ? { ...to, gateway: TEXT, messageId: TEXT } : to;
		const question = { sent } as unknown as Question;
		const sample = overlay([
			answerJson(question, { approved: true, reason: TEXT, chatInput: TEXT }) as Json,
			answerJson(question, { text: TEXT }) as Json,
			answerJson(
				question,
				{ choice: TEXT },
				{ responder: { id: TEXT, phone: TEXT, name: TEXT }, via: TEXT },
			) as Json,
		]);
		return { folder, schemas: [toSchema(resource, SEND_AND_WAIT_OPERATION, sample ?? {})] };
	});
}

/**
 * The event that a trigger outputs. The editor shows no fields of a trigger before it ran, but n8n's
 * workflow builder reads them; for nodes without operations it looks for "output".
 */
export const eventSchema = (folder: string): FolderSchemas => ({
	folder,
	schemas: [
		{
			file: join('__schema__', 'v1.0.0', 'output.json'),
			schema: { ...schemaOf(fullestOf(messagingEvent)), version: 1 },
		},
	],
});

function fullestOf(schema: z.ZodTypeAny): Json {
	if (schema instanceof z.ZodOptional) return fullestOf(schema.unwrap() as z.ZodTypeAny);
	if (schema instanceof z.ZodArray) return [fullestOf(schema.element as z.ZodTypeAny)];
	if (schema instanceof z.ZodObject)
		return Object.fromEntries(
			Object.entries(schema.shape as Record<string, z.ZodTypeAny>).map(([name, field]) => [
				name,
				fullestOf(field),
			]),
		);
	if (schema instanceof z.ZodString || schema instanceof z.ZodEnum) return TEXT;
	if (schema instanceof z.ZodNumber) return 1.5;
	return schema instanceof z.ZodBoolean ? true : {};
}
