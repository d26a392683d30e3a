/**
 * What sending and receiving through the package costs in real n8n, beside the other ways to do it.
 * Everything is measured in one run and reported as ratios; the result goes to docs/performance.md.
 *
 *   npm run bench              # about ten minutes
 *   npm run bench -- --quick   # small counts, to try it; writes nothing
 */
import { writeFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';

import { N8nApi } from '../e2e/lib/api';
import { startN8n } from '../e2e/lib/n8n';
import { runCommand, startProcess } from '../e2e/lib/processes';
import { tempFolder } from '../e2e/lib/temp';
import { waitFor } from '../e2e/lib/wait';
import { benchPackage } from './package';
import { timeHooks } from './hooks';
import { report, type LoadReport, type Results } from './report';
import { timeLoop, timeSend, type Ground, type Timing } from './sends';
import type { Sender, Values } from './workflows';

const QUICK = process.argv.includes('--quick');
const SMALL = QUICK ? 100 : 1_000;
const LARGE = QUICK ? 400 : 10_000;
const ROUNDS = QUICK ? 1 : 3;
/** n8n's declarative engine takes minutes for a thousand items with expressions. */
const ROUTED: Record<Values, number> = { literal: QUICK ? 50 : 500, expressions: QUICK ? 5 : 30 };
const MINUTE = 60_000;

const say = (text: string) => process.stdout.write(`${text}\n`);

async function script(name: string, args: string[]): Promise<string> {
	const file = path.resolve(__dirname, name);
	const flags = name.endsWith('.ts') ? ['--import', 'tsx'] : [];
	const output = await runCommand(process.execPath, [...flags, file, ...args], {
		limitMs: 10 * MINUTE,
	});
	return output.trim().split('\n').at(-1) ?? '';
}

async function sends(ground: Ground): Promise<Results['sends']> {
	const results: Results['sends'] = [];
	const note = (sender: Sender, values: Values, timing: Timing) => {
		results.push({ sender, values, ...timing });
		const each = (timing.took / timing.count).toFixed(2);
		say(`${sender}, ${values}, ${timing.count}: ${Math.round(timing.took)} ms, ${each} ms each`);
	};
	// Code is slow when it runs for the first time: both are warmed up before measuring.
	for (const sender of ['node', 'http'] as const)
		await timeSend(ground, sender, 'expressions', 100);
	for (const values of ['literal', 'expressions'] as const) {
		for (let round = 0; round < ROUNDS; round++)
			for (const sender of round % 2 ? (['http', 'node'] as const) : (['node', 'http'] as const))
				note(sender, values, await timeSend(ground, sender, values, SMALL));
		for (const sender of ['node', 'http'] as const)
			note(sender, values, await timeSend(ground, sender, values, LARGE));
		note('httpJson', values, await timeSend(ground, 'httpJson', values, SMALL));
		for (const sender of ['node', 'routing'] as const)
			note(sender, values, await timeSend(ground, sender, values, ROUTED[values]));
	}
	return results;
}

async function inN8n(): Promise<Omit<Results, 'sizes'>> {
	const folder = tempFolder('bench');
	const target = await startProcess(process.execPath, [
		'--import',
		'tsx',
		path.resolve(__dirname, 'target.ts'),
	]);
	try {
		const url = await waitFor(() => /http:\S+/.exec(target.stdout())?.[0], {
			for: 'the server to listen',
			limitMs: MINUTE,
		});
		const { directory, stage } = await benchPackage(folder.path, url);
		const n8n = await startN8n({
			packageFolder: directory,
			logLevel: 'error',
			env: { NODE_FUNCTION_ALLOW_BUILTIN: '' },
		});
		try {
			const api = new N8nApi(n8n.url);
			await api.setUpOwner();
			const types = await api.nodeTypes();
			const newest = (name: string) =>
				Math.max(...types.filter((type) => type.name === name).flatMap(({ version }) => version));
			const header = { name: 'X-Webhook-Token', value: 'bench-webhook-token' };
			const credential = await api.createCredential('messagingMyOperatorApi', 'Bench', {
				apiKey: 'bench-api-key',
				companyId: 'bench-company',
				whatsappBaseUrl: url,
				webhookHeaderName: header.name,
				webhookSecret: header.value,
			});
			const ground = {
				n8n,
				api,
				target: url,
				credential,
				httpVersion: newest('n8n-nodes-base.httpRequest'),
			};
			const timings = await sends(ground);
			const loops = [await timeLoop(url, SMALL)];
			for (let round = 0; round < ROUNDS; round++) loops.push(await timeLoop(url, LARGE));
			const headerAuth = await api.createCredential('httpHeaderAuth', 'Bench header', {
				...header,
			});
			const hooks = await timeHooks(
				{
					api,
					url: n8n.url,
					header,
					credentials: { trigger: credential, webhook: headerAuth },
					webhookVersion: newest('n8n-nodes-base.webhook'),
				},
				QUICK ? 1 : 5,
				QUICK ? 100 : 250,
			);
			say(`events per second: ${JSON.stringify(hooks)}`);
			const load: LoadReport[] = [];
			for (let round = 0; round < ROUNDS; round++)
				load.push(JSON.parse(await script('load.cjs', [stage.directory])) as LoadReport);
			const helper = JSON.parse(
				await script('helper.ts', [
					stage.directory,
					url,
					...(QUICK ? ['200', '3'] : ['1000', '15']),
				]),
			) as Results['helper'];
			say(`CPU per item of the node and of a bare loop: ${JSON.stringify(helper)}`);
			return { sends: timings, loops, hooks, load, helper };
		} finally {
			await n8n.stop();
		}
	} finally {
		await target.stop();
		folder.remove();
	}
}

async function main(): Promise<void> {
	const sizes = JSON.parse(
		await script('sizes.ts', QUICK ? ['500', '3'] : ['4000', '9']),
	) as Results['sizes'];
	say(`CPU per item by operations in the node: ${JSON.stringify(sizes)}`);
	const results: Results = { ...(await inN8n()), sizes };
	const { text, missed } = report(results, { small: SMALL, large: LARGE });
	say(`\n${text}`);
	if (QUICK) return;
	mkdirSync(path.resolve(__dirname, '../docs'), { recursive: true });
	writeFileSync(path.resolve(__dirname, '../docs/performance.md'), text);
	if (missed.length) throw new Error(`Missed: ${missed.join('; ')}`);
}

main().catch((error: unknown) => {
	process.exitCode = 1;
	console.error(error);
});
