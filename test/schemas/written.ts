/** The output schemas as the package ships them. */
import Ajv2020 from 'ajv/dist/2020';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const NODES = join(__dirname, '..', '..', 'nodes');
const ajv = new Ajv2020({ strict: false });

export interface JsonSchema {
	type?: string;
	properties?: Record<string, JsonSchema>;
	items?: JsonSchema;
}

/** @param parts below the version, such as `message`, `sendText` */
export function writtenSchema(folder: string, ...parts: string[]): JsonSchema | undefined {
	const file = `${join(NODES, folder, '__schema__', 'v1.0.0', ...parts)}.json`;
	return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as JsonSchema) : undefined;
}

/** What an output has that its schema does not describe, or describes otherwise; nulls may be anything. */
export function misfits(output: unknown, folder: string, ...parts: string[]): string[] {
	const schema = writtenSchema(folder, ...parts);
	if (!schema) return [`${folder} has no schema for ${parts.join('.')}`];
	const fits = ajv.compile(closed(schema));
	const given: unknown = JSON.parse(
		JSON.stringify(output, (_key, value: unknown) => (value === null ? undefined : value)),
	);
	return fits(given)
		? []
		: (fits.errors ?? []).map(
				({ instancePath, message, params }) =>
					`${instancePath} ${message} ${JSON.stringify(params)}`,
			);
}

/** Objects whose properties are named take no others; one without any (`raw`) takes all. */
function closed({ properties, items, ...rest }: JsonSchema): object {
	const names = Object.entries(properties ?? {});
	return {
		...rest,
		...(items ? { items: closed(items) } : {}),
		...(names.length
			? {
					properties: Object.fromEntries(names.map(([name, inner]) => [name, closed(inner)])),
					additionalProperties: false,
				}
			: {}),
	};
}
