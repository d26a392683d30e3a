/** Real n8n processes: main, worker and webhook, each with its own folder and ports. */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { installPackage, installThisPackage } from './pack';
import { freePorts, requireFree } from './ports';
import { startProcess, type Exit } from './processes';
import { tempFolder } from './temp';
import { waitFor } from './wait';

const N8N = path.resolve(__dirname, '../node_modules/n8n/bin/n8n');
const START_LIMIT_MS = 90_000;
const LOOK_LIMIT_MS = 2_000;

export type N8nCommand = 'start' | 'worker' | 'webhook';

export interface N8nOptions {
	/** The `bin/n8n` of another n8n; the one of e2e/package.json when left out. */
	executable?: string;
	/** `start` (the main process) when left out. */
	command?: N8nCommand;
	/** More arguments of the command, e.g. `--concurrency=5`. */
	args?: readonly string[];
	/** Settings on top of, or instead of, those made here. */
	env?: Record<string, string>;
	/** Folder of an unpacked package to install; this project when left out; null for none. */
	packageFolder?: string | null;
	/** All processes of one installation need the same. A new one when left out. */
	encryptionKey?: string;
	/** Port of the editor and the webhooks; any free one when left out. */
	port?: number;
	/** n8n's own log level; `info` when left out. */
	logLevel?: 'error' | 'warn' | 'info' | 'debug';
	/** The folder of an n8n that was killed, package included; it is started again from there. */
	userFolder?: string;
	/** Milliseconds until it must be ready. */
	startLimitMs?: number;
}

export interface N8n {
	/** `http://127.0.0.1:port`, without a slash at the end; of a worker: its health check. */
	readonly url: string;
	readonly pid: number;
	readonly encryptionKey: string;
	/** Its N8N_USER_FOLDER; removed by stop(). */
	readonly userFolder: string;
	/** Everything it has printed. */
	log(): string;
	/** Resolves when the process is gone, for whatever reason. */
	readonly ended: Promise<Exit>;
	/** Ends it with all its children and removes its folder. */
	stop(): Promise<void>;
	/** Ends it as a crash would. Its folder stays. */
	kill(): Promise<void>;
}

/** The whole environment of n8n: none of this machine's settings or proxies. */
function environment(
	options: N8nOptions,
	own: { userFolder: string; port: number; brokerPort: number; encryptionKey: string },
): NodeJS.ProcessEnv {
	const command = options.command ?? 'start';
	const queue = {
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		QUEUE_HEALTH_CHECK_PORT: String(own.port),
	};
	return {
		PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env.PATH ?? ''}`,
		HOME: own.userFolder,
		TMPDIR: own.userFolder,
		LANG: 'C.UTF-8',
		TZ: 'UTC',
		N8N_USER_FOLDER: own.userFolder,
		N8N_ENCRYPTION_KEY: own.encryptionKey,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_PORT: String(own.port),
		WEBHOOK_URL: `http://127.0.0.1:${own.port}/`,
		N8N_RUNNERS_BROKER_PORT: String(own.brokerPort),
		N8N_LOG_LEVEL: options.logLevel ?? 'info',
		GENERIC_TIMEZONE: 'UTC',
		DB_TYPE: 'sqlite',
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '3',
		...(command === 'worker' ? queue : {}),
		...options.env,
	};
}

async function answers(url: string): Promise<boolean> {
	try {
		const response = await fetch(`${url}/healthz/readiness`, {
			signal: AbortSignal.timeout(LOOK_LIMIT_MS),
		});
		await response.arrayBuffer();
		return response.ok;
	} catch (error) {
		// Refused, reset or late: not up yet. Anything else is a mistake of this program.
		if (error instanceof TypeError || (error as Error).name === 'TimeoutError') return false;
		throw error;
	}
}

/**
 * Starts one n8n process and resolves when it says that it is ready. Rejects with the end of its
 * log when it ends before that or needs longer than `startLimitMs`; nothing is left running then.
 */
export async function startN8n(options: N8nOptions = {}): Promise<N8n> {
	const executable = options.executable ?? N8N;
	if (!existsSync(executable)) throw new Error('n8n is not installed: run "npx tsx e2e/setup.ts"');
	if (options.port !== undefined) await requireFree(options.port);
	const folder = options.userFolder ? undefined : tempFolder('n8n');
	const userFolder = options.userFolder ?? folder?.path ?? '';
	const encryptionKey = options.encryptionKey ?? randomBytes(24).toString('hex');
	const [freePort = 0, brokerPort = 0] = await freePorts(2);
	const port = options.port ?? freePort;
	const wanted = options.userFolder ? null : options.packageFolder;
	if (wanted === undefined) await installThisPackage(userFolder);
	else if (wanted !== null) await installPackage(wanted, userFolder);

	const command = options.command ?? 'start';
	const running = await startProcess(
		process.execPath,
		[executable, command, ...(options.args ?? [])],
		{
			cwd: userFolder,
			env: environment(options, { userFolder, port, brokerPort, encryptionKey }),
			logFile: path.join(userFolder, 'n8n.log'),
		},
	);
	const stop = async (): Promise<void> => {
		await running.stop();
		folder?.remove();
	};
	const url = `http://127.0.0.1:${port}`;
	const lastLines = () => running.output().split('\n').slice(-40).join('\n');
	try {
		await waitFor(
			async () => {
				const exit = running.exit();
				if (exit) {
					throw new Error(`n8n ${command} ended with ${exit.signal ?? exit.code}\n${lastLines()}`);
				}
				return (await answers(url)) || undefined;
			},
			{
				for: `n8n ${command} to be ready`,
				limitMs: options.startLimitMs ?? START_LIMIT_MS,
				everyMs: 150,
				detail: lastLines,
			},
		);
	} catch (error) {
		await stop();
		throw error;
	}
	return {
		url,
		pid: running.pid,
		encryptionKey,
		userFolder,
		log: running.output,
		ended: running.ended,
		stop,
		async kill() {
			process.kill(-running.pid, 'SIGKILL');
			await running.ended;
		},
	};
}
