/**
 * The fullest answer that a contract's schema allows: every property present, lists with one entry,
 * the branches of a choice laid on top of each other. It goes through the engine's own output code,
 * so that what is described is what comes out of the node.
 */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Schema = { [key: string]: unknown };

export const isRecord = (value: unknown): value is Schema =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Message objects hold messages; the editor needs a few levels only. */
const DEEPEST = 4;

/** @param document the whole contract, for its `$ref`s */
export function fullest(document: Schema, schema: unknown, depth = 0): Json | undefined {
	const plain = follow(document, schema);
	if (!isRecord(plain) || depth > DEEPEST) return undefined;
	const parts = ['allOf', 'oneOf', 'anyOf'].flatMap((key) =>
		Array.isArray(plain[key]) ? (plain[key] as unknown[]) : [],
	);
	const inner = parts.map((part) => fullest(document, part, depth));
	return overlay([...inner, own(document, plain, depth)]);
}

function follow(document: Schema, schema: unknown): unknown {
	let current = schema;
	for (let hops = 0; isRecord(current) && typeof current.$ref === 'string' && hops < 20; hops++)
		current = current.$ref
			.slice(2)
			.split('/')
			.map((part) => decodeURIComponent(part).replace(/~1/g, '/').replace(/~0/g, '~'))
			.reduce<unknown>((holder, part) => (isRecord(holder) ? holder[part] : undefined), document);
	return current;
}

function own(document: Schema, schema: Schema, depth: number): Json | undefined {
	const types = [schema.type].flat().filter((type) => type !== undefined && type !== 'null');
	if (isRecord(schema.properties)) {
		const made: { [key: string]: Json } = {};
		for (const [name, property] of Object.entries(schema.properties)) {
			const value = fullest(document, property, depth + 1);
			if (value !== undefined) made[name] = value;
		}
		return made;
	}
	if ('items' in schema) {
		const entry = fullest(document, schema.items, depth + 1);
		return entry === undefined ? [] : [entry];
	}
	if ('const' in schema) return schema.const as Json;
	const [choice] = Array.isArray(schema.enum)
		? schema.enum.filter((value) => value !== null)
		: [undefined];
	if (choice !== undefined) return choice as Json;
	switch (types[0]) {
		case 'string':
			return 'text';
		case 'integer':
			return 1;
		case 'number':
			return 1.5;
		case 'boolean':
			return true;
		case 'array':
			return [];
		case 'object':
			return {};
		default:
			return undefined;
	}
}

/** Later values win; objects are joined, lists of objects become one of the joined object. */
export function overlay(values: Array<Json | undefined>): Json | undefined {
	return values.reduce<Json | undefined>((base, value) => {
		if (value === undefined || value === null) return base;
		if (isRecord(base) && isRecord(value)) {
			const made: { [key: string]: Json } = { ...(base as { [key: string]: Json }) };
			for (const [name, entry] of Object.entries(value as { [key: string]: Json })) {
				const joined = overlay([made[name], entry]);
				if (joined !== undefined) made[name] = joined;
			}
			return made;
		}
		if (Array.isArray(base) && Array.isArray(value)) {
			const entry = overlay([...base, ...value]);
			return entry === undefined ? [] : [entry];
		}
		return value;
	}, undefined);
}

/** More objects than these side by side are a choice of kinds, such as the contents of a message. */
const MOST_OBJECTS = 10;

/**
 * The JSON schema of a value, in the form in which n8n keeps output schemas. Plain values come first,
 * because the editor lists a schema in its order and people look for an ID or a status. Of a choice
 * of kinds only one is there at a time: they are named, not described.
 */
export function schemaOf(value: Json): Schema {
	if (Array.isArray(value))
		return value[0] === undefined
			? { type: 'array' }
			: { type: 'array', items: schemaOf(value[0]) };
	if (isRecord(value)) {
		const entries = Object.entries(value as { [key: string]: Json });
		const isChoice = entries.filter(([, entry]) => isRecord(entry)).length > MOST_OBJECTS;
		return {
			type: 'object',
			properties: Object.fromEntries(
				entries
					.sort(([a, one], [b, other]) => rank(one) - rank(other) || a.localeCompare(b))
					.map(([name, entry]) => [
						name,
						isChoice && isRecord(entry) ? { type: 'object', properties: {} } : schemaOf(entry),
					]),
			),
		};
	}
	if (typeof value === 'number') return { type: Number.isInteger(value) ? 'integer' : 'number' };
	return value === null ? {} : { type: typeof value };
}

const rank = (value: Json): number => (Array.isArray(value) ? 1 : isRecord(value) ? 2 : 0);
