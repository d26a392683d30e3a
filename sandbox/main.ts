import { PROVIDERS, startSandbox, type ProviderName } from './index';

const DEFAULT_PORT = 4010;

/** Starts the sandbox for interactive use: stages take a moment, every request is printed. */
async function main(): Promise<void> {
	const sandbox = await startSandbox({
		port: Number(process.env.SANDBOX_PORT ?? DEFAULT_PORT),
		host: process.env.SANDBOX_HOST ?? '127.0.0.1',
		stageMs: Number(process.env.SANDBOX_STAGE_MS ?? 500),
		latencyMs: Number(process.env.SANDBOX_LATENCY_MS ?? 0),
		webhooks: { retryDelaysMs: [1_000, 5_000], holdMs: 2_000 },
		log: (line) => console.log(line),
	});
	console.log(`Sandbox on ${sandbox.url}; phones, faults and keys on ${sandbox.url}/_sandbox\n`);
	for (const name of Object.keys(PROVIDERS) as ProviderName[]) {
		const { hosts, demo } = PROVIDERS[name].info;
		console.log(name);
		for (const host of Object.keys(hosts)) {
			console.log(`  base URL (${host}): ${sandbox.baseUrl(name, host)}`);
		}
		for (const [label, value] of Object.entries(demo)) console.log(`  ${label}: ${value}`);
	}
	const stop = (): void => {
		sandbox.stop().then(
			() => process.exit(0),
			(error: unknown) => {
				console.error(error);
				process.exit(1);
			},
		);
	};
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
