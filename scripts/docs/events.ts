/** The tables of docs/events.md: every field of an event, and where each provider's comes from. */
import { z } from 'zod';

import {
	CALL_STATUSES,
	EVENT_KINDS,
	type EventKind,
	MESSAGE_TYPES,
	messagingEvent,
	STATUSES,
} from '../../engine/trigger/event';
import { MEANINGS } from './eventFields';
import type { PublishedProvider } from '../providers';
import { fieldSources, sourceText } from './sources';
import { table } from './tables';

/** Marker of a generated part -> the kind of event that it is about. */
export const KINDS = {
	received: 'message.received',
	status: 'message.status',
	call: 'call',
} satisfies Record<string, EventKind>;

export interface ShapeField {
	/** "message.contacts[].name". */
	path: string;
	type: string;
	optional: boolean;
}

/** All fields of the shape, the containing ones too, in its order. */
export function shapeFields(schema: z.ZodTypeAny = messagingEvent, path = ''): ShapeField[] {
	const optional = schema.isOptional();
	const inner = schema instanceof z.ZodOptional ? (schema.unwrap() as z.ZodTypeAny) : schema;
	const own = (type: string): ShapeField[] => (path ? [{ path, type, optional }] : []);
	if (inner instanceof z.ZodObject)
		return [
			...own('object'),
			...Object.entries(inner.shape as Record<string, z.ZodTypeAny>).flatMap(([name, field]) =>
				shapeFields(field, path ? `${path}.${name}` : name),
			),
		];
	if (inner instanceof z.ZodArray) {
		const element = inner.element as z.ZodTypeAny;
		return element instanceof z.ZodObject
			? [...own('list of objects'), ...shapeFields(element, `${path}[]`).slice(1)]
			: own('list of texts');
	}
	if (inner instanceof z.ZodEnum) return own('one of the words below');
	if (inner instanceof z.ZodNumber) return own('number');
	if (inner instanceof z.ZodBoolean) return own('true or false');
	if (inner instanceof z.ZodRecord) return own('object');
	return own(inner instanceof z.ZodString ? 'text' : 'anything');
}

/** @throws Error where a field has no meaning, or a meaning no field */
export function eventFieldTable(): string {
	// The messages of a burst have the fields of `message`.
	const fields = shapeFields().filter(({ path }) => !path.startsWith('messages[]'));
	const known = new Set(fields.map(({ path }) => path));
	const lost = Object.keys(MEANINGS).filter((path) => !known.has(path));
	if (lost.length)
		throw new Error(`scripts/docs/eventFields.ts explains no fields: ${lost.join()}`);
	return table(
		['Field', 'Type', 'Always there', 'What it says'],
		fields.map(({ path, type, optional }) => {
			const meaning = MEANINGS[path];
			if (!meaning) throw new Error(`scripts/docs/eventFields.ts does not explain ${path}`);
			const [container] = path.match(/^.*(?=\.)/) ?? [];
			const presence = optional ? '' : container ? `in \`${container}\`` : 'yes';
			return [`\`${path}\``, type, presence, meaning];
		}),
	);
}

/** One kind of event: field by field, where each provider's body has it. */
export function sourceTable(nodes: PublishedProvider[], kind: EventKind): string {
	const columns = nodes.map((node) => ({ node, sources: fieldSources(node, kind) }));
	const rows = shapeFields()
		.map(({ path }) => path)
		.filter((path) => path !== 'provider')
		.map((path) => [
			`\`${path}\``,
			...columns.map(({ sources }) => {
				const source = sources.get(path);
				return source ? sourceText(path, source) : '';
			}),
		])
		.filter(([, ...cells]) => cells.some(Boolean));
	return table(
		['Field', ...columns.map(({ node }) => node.provider.name)],
		rows.map((cells) => cells.map((cell) => cell || '–')),
	);
}

/** The words that fields with a fixed set of values can have. */
export const wordTable = (): string =>
	table(
		['Field', 'Words'],
		(
			[
				['event', EVENT_KINDS],
				['message.type', MESSAGE_TYPES],
				['status.status', STATUSES],
				['call.status', CALL_STATUSES],
			] as const
		).map(([field, words]) => [`\`${field}\``, words.map((word) => `\`${word}\``).join(', ')]),
	);
