/**
 * npm run start: an n8n with this package, the demo workflows and the sandbox, to play with.
 *
 * Stays up until Ctrl+C; then everything is stopped and removed. N8N_PORT and SANDBOX_PORT choose
 * the ports (5678 and 4010 when left out).
 */
import { OWNER } from './lib/api';
import { paint, table } from './lib/report';
import { startStack } from './lib/stack';
import { manualTrigger, readExamples } from './lib/workflows';
import { setUp } from './setup';

const N8N_PORT = 5678;
const SANDBOX_PORT = 4010;
/** Long enough to watch a message go from sent to read. */
const STAGE_MS = 500;

async function main(): Promise<void> {
	await setUp();
	console.log('Building the package, starting the sandbox and n8n ...');
	const stack = await startStack({
		n8n: { port: Number(process.env.N8N_PORT ?? N8N_PORT) },
		sandbox: { port: Number(process.env.SANDBOX_PORT ?? SANDBOX_PORT), stageMs: STAGE_MS },
	});
	const { n8n, sandbox } = stack;
	for (const { workflow } of readExamples('demo-*.json')) {
		const saved = await stack.add(workflow);
		if (!manualTrigger(saved)) await stack.listen(saved);
	}
	console.log('');
	console.log(
		table([
			['Editor', paint('cyan', n8n.url)],
			['Owner', `${OWNER.email} / ${OWNER.password}`],
			['Sandbox', paint('cyan', sandbox.url)],
			['Phones', paint('cyan', `${sandbox.url}/_sandbox`)],
		]),
	);
	console.log('\nThe demo workflows are there, with credentials for the sandbox. Ctrl+C ends all.');
	// n8n may end by itself; then nothing is left to stay up for.
	const { code, signal } = await n8n.ended;
	await stack.stop();
	throw new Error(`n8n ended with ${signal ?? code}`);
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
