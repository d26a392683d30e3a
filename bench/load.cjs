/**
 * How long n8n's loader takes for the package, and how large the descriptions are that the editor
 * gets: `node load.cjs <unpacked package>`. Its own process, so that nothing is loaded before, and
 * plain JavaScript, because what compiles TypeScript would look at each file of the package as well.
 */
require('reflect-metadata');
const { performance } = require('node:perf_hooks');
const { gzipSync } = require('node:zlib');
const { PackageDirectoryLoader } = require('n8n-core');

async function main() {
	const loader = new PackageDirectoryLoader(process.argv[2] ?? '.');
	const start = performance.now();
	await loader.loadAll();
	const took = performance.now() - start;
	const nodes = Object.fromEntries(
		loader.types.nodes.map((node) => {
			const text = JSON.stringify(node);
			const { length } = node.properties;
			return [node.name, { plain: text.length, packed: gzipSync(text).length, properties: length }];
		}),
	);
	process.stdout.write(`${JSON.stringify({ took, nodes })}\n`);
}

void main();
