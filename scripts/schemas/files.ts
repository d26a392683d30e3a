/** The `__schema__` files of all action nodes: which are stale, and writing them. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { PROVIDERS } from '../providers';
import { outputSchemas, type OutputSchema } from './outputs';
import { answerSchemas, eventSchema, gatewaySchemas } from './own';

const NODES = join(__dirname, '..', '..', 'nodes');

/** All schemas by the folder of their node. */
function schemasByFolder(): Map<string, OutputSchema[]> {
	const made = new Map<string, OutputSchema[]>(
		PROVIDERS.map(({ folder, key, provider }) => [folder, outputSchemas(provider, key)]),
	);
	const own = [
		...answerSchemas(),
		gatewaySchemas(),
		...PROVIDERS.map(({ folder }) => eventSchema(folder)),
	];
	for (const { folder, schemas } of own)
		made.set(folder, [...(made.get(folder) ?? []), ...schemas]);
	return made;
}

/** Paths of the files that are missing, stale or left over; with `write` they are put right. */
export function staleSchemas(write: boolean): string[] {
	return [...schemasByFolder()].flatMap(([folder, schemas]) => {
		const wanted = new Map(
			schemas.map(({ file, schema }) => [join(NODES, folder, file), `${JSON.stringify(schema)}\n`]),
		);
		const stale = [...wanted].filter(
			([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text,
		);
		const left = existing(join(NODES, folder, '__schema__')).filter((path) => !wanted.has(path));
		if (write) {
			for (const [path, text] of stale) {
				mkdirSync(dirname(path), { recursive: true });
				writeFileSync(path, text);
			}
			for (const path of left) rmSync(path);
		}
		return [...stale.map(([path]) => path), ...left];
	});
}

const existing = (folder: string): string[] =>
	existsSync(folder)
		? readdirSync(folder, { recursive: true, encoding: 'utf8' })
				.filter((name) => name.endsWith('.json'))
				.map((name) => join(folder, name))
		: [];
