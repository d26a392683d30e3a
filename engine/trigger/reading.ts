/** Reads a webhook's body, whose values have not been looked at yet: wrong kinds come out as nothing. */
import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../define/values';

/** Text, a number or a switch as text; `undefined` for anything else, and for empty text. */
export const text = (value: unknown): string | undefined =>
	['string', 'number', 'boolean'].includes(typeof value) ? String(value) || undefined : undefined;

export const object = (value: unknown): IDataObject => (isObject(value) ? value : {});

/** The objects of a list. */
export const list = (value: unknown): IDataObject[] =>
	Array.isArray(value) ? (value as unknown[]).filter(isObject) : [];

export const digits = (value: unknown): string | undefined =>
	text(value)?.replace(/\D/g, '') || undefined;

/** Tells one body from another where the provider gives no ID. */
export const hash = (value: unknown): string =>
	createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 24);
