/**
 * How long n8n's loader takes for the package, and how large the descriptions are that the editor
 * gets: `tsx load.ts <unpacked package>`. Its own process, so that nothing is loaded before.
 */
import 'reflect-metadata';
import { gzipSync } from 'node:zlib';
import { PackageDirectoryLoader } from 'n8n-core';

export interface LoadReport {
	/** Milliseconds. */
	took: number;
	/** Bytes of each description, plain and compressed. */
	nodes: Record<string, { plain: number; packed: number; properties: number }>;
}

async function main(): Promise<void> {
	const loader = new PackageDirectoryLoader(process.argv[2] ?? '.');
	const start = performance.now();
	await loader.loadAll();
	const took = performance.now() - start;
	const nodes: LoadReport['nodes'] = {};
	for (const { name, properties, ...rest } of loader.types.nodes) {
		const text = JSON.stringify({ name, properties, ...rest });
		nodes[name] = {
			plain: text.length,
			packed: gzipSync(text).length,
			properties: properties.length,
		};
	}
	process.stdout.write(`${JSON.stringify({ took, nodes } satisfies LoadReport)}\n`);
}

void main();
