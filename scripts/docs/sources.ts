/**
 * Where each field of an event comes from, found by trying: every value of a documented body is
 * changed, one at a time, and what changes in the event comes from it.
 */
import type { IDataObject } from 'n8n-workflow';

import type { EventKind, MessagingEvent } from '../../engine/trigger/event';
import { isObject } from '../../engine/define/values';
import type { PublishedProvider } from '../providers';
import { ARRIVAL, readDocuments, readPayload } from './payloads';

/** The key under which the query of the address is added to the values of the body. */
const QUERY = 'URL?';

type Key = string | number;
type Path = Key[];

/** Changing one of these changes many other fields: it counts for these alone unless no other source is known. */
const DECIDING = ['event', 'message.type', 'fromMe', 'call.direction'];

/** One field of one provider's events of one kind. */
export interface Source {
	/** Paths in the body, lists as "[]". */
	paths: Set<string>;
	/** Paths on which the field depends only because they decide what the event is. */
	deciding: Set<string>;
	/** Values of the field in the documented bodies. */
	values: Set<string>;
}

/** Field -> where it comes from, for the events of a kind. */
export function fieldSources(node: PublishedProvider, kind: EventKind): Map<string, Source> {
	const sources = new Map<string, Source>();
	for (const { event, payload: body, events } of readDocuments(node)) {
		// The values of the address are next to those of the body.
		const payload = { ...body, ...(node.query ? { [QUERY]: node.query(event) } : {}) };
		const before = events.map(flatten);
		const wanted = [...events.keys()].filter((index) => events[index]?.event === kind);
		for (const index of wanted) {
			const found = new Map<string, Source>();
			for (const [field, value] of before[index] ?? []) sourceOf(found, field).values.add(value);
			const leaves = leavesOf(payload);
			for (const path of leaves) {
				const after = readChanged(node, event, payload, [path])?.[index];
				if (after) note(found, before[index] as Fields, flatten(after), [path]);
			}
			// Two places that must agree ("from" and "chat") show only when they change together.
			for (const paths of alike(payload, leaves)) {
				const after = readChanged(node, event, payload, paths)?.[index];
				if (after) note(found, before[index] as Fields, flatten(after), paths, true);
			}
			for (const [field, { paths, deciding, values }] of found) {
				if (!paths.size) namesLike(payload, values).forEach((path) => paths.add(path));
				const known = sourceOf(sources, field);
				preferred(payload, paths, values).forEach((path) => known.paths.add(path));
				deciding.forEach((path) => known.deciding.add(path));
				values.forEach((value) => known.values.add(value));
			}
		}
	}
	const kindOfChat = sources.get('chat.kind');
	if (kindOfChat && !kindOfChat.paths.size && kindOfChat.values.size > 1)
		kindOfChat.paths = sources.get('chat.id')?.paths ?? new Set();
	return sources;
}

function sourceOf(sources: Map<string, Source>, field: string): Source {
	const known = sources.get(field) ?? {
		paths: new Set<string>(),
		deciding: new Set<string>(),
		values: new Set<string>(),
	};
	sources.set(field, known);
	return known;
}

/** Notes what a change of `paths` changed; with `onlyNew` only for fields of unknown source. */
function note(
	found: Map<string, Source>,
	before: Fields,
	after: Fields,
	paths: Path[],
	onlyNew = false,
): void {
	// If the event is gone, the path only decides what kind of event it is.
	const isLost = after.get('event') === 'other';
	const touched = differing(before, after);
	const deciding = touched.filter((field) => DECIDING.includes(field));
	for (const field of touched) {
		const source = sourceOf(found, field);
		if (onlyNew && source.paths.size) continue;
		const decides = isLost
			? !['event', 'providerEvent'].includes(field)
			: deciding.length > 0 && !deciding.includes(field);
		if (decides && onlyNew) continue;
		for (const path of paths) source[decides ? 'deciding' : 'paths'].add(JSON.stringify(path));
	}
}

/** If some paths hold exactly the value, paths that only choose among them are left out. */
function preferred(payload: IDataObject, paths: Set<string>, values: Set<string>): string[] {
	const essence = (value: unknown) =>
		String(value)
			.toLowerCase()
			.replace(/[^\p{L}\p{N}]/gu, '');
	const all = [...paths].map((path) => JSON.parse(path) as Path);
	const holding = all.filter((path) => {
		const given = essence(path.reduce(step, payload as unknown));
		return [...values].map(essence).some((value) => value.includes(given) || given.includes(value));
	});
	return (holding.length ? holding : all).map(pathText);
}

/** Paths at which a name, not a value, is what the field says: `errors: {"130472": "..."}`. */
function namesLike(payload: IDataObject, values: Set<string>): string[] {
	return leavesOf(payload)
		.filter((path) => isVariable(path.at(-1) as Key) && values.has(String(path.at(-1))))
		.map((path) => JSON.stringify(path));
}

/** Names that are data: codes and numbers. */
const isVariable = (key: Key): boolean => /^(\w+_)?\d+$/.test(String(key));

/** Groups of paths that hold the same value. */
function alike(payload: IDataObject, leaves: Path[]): Path[][] {
	const groups = new Map<string, Path[]>();
	for (const path of leaves) {
		// A person's number and chat ID are the same thing.
		const value = String(path.reduce(step, payload as unknown)).replace(/@.*$/, '');
		groups.set(value, [...(groups.get(value) ?? []), path]);
	}
	return [...groups.values()].filter(({ length }) => length > 1);
}

function readChanged(
	node: PublishedProvider,
	event: string,
	payload: IDataObject,
	paths: Path[],
): MessagingEvent[] | undefined {
	const changed = structuredClone(payload);
	for (const path of paths) {
		const parent = path.slice(0, -1).reduce<unknown>(step, changed) as Record<Key, unknown>;
		const last = path.at(-1) as Key;
		parent[last] = otherValue(parent[last]);
	}
	const { [QUERY]: query, ...body } = changed;
	try {
		return readPayload(node, event, body, query as IDataObject | undefined).map(
			(entry) => entry.event,
		);
	} catch {
		// Without this value the body isn't the provider's: it decides whether there is an event.
		return undefined;
	}
}

const step = (value: unknown, key: Key) => (value as Record<Key, unknown>)[key];

/** A different value of the same kind: a time stays a time, a number a number. */
function otherValue(value: unknown): unknown {
	if (typeof value === 'boolean') return !value;
	if (typeof value === 'number') return value + 1;
	const text = String(value);
	const next = (digit: string) => String((Number(digit) + 1) % 10);
	if (/^\d{4}-\d\d/.test(text))
		return text.replace(/^(\d{3})(\d)/, (_, head: string, digit: string) => head + next(digit));
	return /\d/.test(text) ? text.replace(/\d/g, next) : `x${text}`;
}

/** Paths to all texts, numbers and switches. */
function leavesOf(value: unknown, path: Path = []): Path[] {
	if (Array.isArray(value))
		return value.flatMap((inner, index) => leavesOf(inner, [...path, index]));
	if (isObject(value))
		return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]));
	return ['string', 'number', 'boolean'].includes(typeof value) ? [path] : [];
}

const pathText = (path: Path): string =>
	path.reduce<string>(
		(text, key) =>
			typeof key === 'number'
				? `${text}[]`
				: text === QUERY
					? text + key
					: [text, isVariable(key) ? '*' : key].filter(Boolean).join('.'),
		'',
	);

type Fields = Map<string, string>;

/** Field -> value as text; lists are one field, `details` and `raw` are not looked into. */
function flatten(event: MessagingEvent): Fields {
	const fields: Fields = new Map();
	const walk = (value: unknown, path: string): void => {
		if (Array.isArray(value) && value.some(isObject)) {
			for (const entry of value) walk(entry, `${path}[]`);
		} else if (isObject(value) && path !== 'details') {
			for (const [key, inner] of Object.entries(value)) walk(inner, path ? `${path}.${key}` : key);
		} else {
			const text = typeof value === 'string' ? value : JSON.stringify(value);
			fields.set(path, fields.has(path) ? `${String(fields.get(path))} ${text}` : text);
		}
	};
	const { raw: _raw, ...rest } = event;
	walk(rest, '');
	return fields;
}

const differing = (before: Fields, after: Fields): string[] =>
	[...new Set([...before.keys(), ...after.keys()])].filter(
		(field) => before.get(field) !== after.get(field),
	);

/** A source in words, for a table's cell; empty where no documented body fills the field. */
export function sourceText(field: string, { paths, deciding, values }: Source): string {
	const listed = (found: Set<string>) =>
		collapsed([...found].map((path) => (field === 'details' ? trunk(path) : path)))
			.map((path) => `\`${path}\``)
			.join(', ');
	if (!values.size) return '';
	if (paths.size) return listed(paths);
	if ([...values].every((value) => value === ARRIVAL)) return 'time of arrival';
	if (values.size === 1) return `always \`${[...values][0] ?? ''}\``;
	return deciding.size
		? `by ${listed(new Set([...deciding].map((path) => pathText(JSON.parse(path) as Path))))}`
		: 'worked out by the node';
}

/** The part of a body that a longer path is in. */
const trunk = (path: string): string => path.split('.').slice(0, 2).join('.');

/** Paths that differ in one part only as one: "messages[].{image, video}.link". */
function collapsed(paths: string[]): string[] {
	const rows = [...new Set(paths)].map((path) => path.split('.'));
	const groups = new Map<string, { at: number; members: string[][] }>();
	for (const row of rows)
		for (const at of row.length > 1 ? row.keys() : []) {
			const key = [at, ...row.map((part, index) => (index === at ? '*' : part))].join('.');
			const group = groups.get(key) ?? { at, members: [] };
			group.members.push(row);
			groups.set(key, group);
		}
	const largest = [...groups.values()].sort((a, b) => b.members.length - a.members.length)[0];
	if (!largest || largest.members.length < 2) return rows.map((row) => row.join('.'));
	const { at, members } = largest;
	const [first = []] = members;
	const merged = first.map((part, index) =>
		index === at ? `{${members.map((row) => row[at]).join(', ')}}` : part,
	);
	const rest = rows.filter((row) => !members.includes(row)).map((row) => row.join('.'));
	return [merged.join('.'), ...collapsed(rest)];
}
