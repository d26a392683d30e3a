/** PostgreSQL and Redis, which n8n's queue mode needs: is there one, and a corner of it to use. */
import { createRequire } from 'node:module';
import { once } from 'node:events';
import { connect } from 'node:net';
import path from 'node:path';

/** The libraries are those that n8n itself brings along. */
const fromN8n = createRequire(path.resolve(__dirname, '../node_modules/n8n/package.json'));

const POSTGRES_URL = process.env.E2E_POSTGRES_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';
const REDIS_URL = process.env.E2E_REDIS_URL ?? 'redis://127.0.0.1:6379';
const LOOK_LIMIT_MS = 2_000;

/** Everything that is made carries this and the number of the process that made it. */
const MARK = 'messaging_gateways_e2e';

interface PostgresClient {
	connect(): Promise<void>;
	query(text: string, values?: unknown[]): Promise<{ rows: Array<Record<string, unknown>> }>;
	end(): Promise<void>;
}

interface RedisClient {
	scan(cursor: string, ...options: Array<string | number>): Promise<[string, string[]]>;
	del(...keys: string[]): Promise<number>;
	info(section: string): Promise<string>;
	quit(): Promise<unknown>;
}

function postgres(database?: string): PostgresClient {
	const { Client } = fromN8n('pg') as {
		Client: new (options: { connectionString: string }) => PostgresClient;
	};
	const url = new URL(POSTGRES_URL);
	if (database) url.pathname = `/${database}`;
	return new Client({ connectionString: url.href });
}

function redis(): RedisClient {
	const { Redis } = fromN8n('ioredis') as { Redis: new (url: string) => RedisClient };
	return new Redis(REDIS_URL);
}

async function listens(url: string, standardPort: number): Promise<boolean> {
	const { hostname, port } = new URL(url);
	const socket = connect(Number(port) || standardPort, hostname);
	try {
		await once(socket, 'connect', { signal: AbortSignal.timeout(LOOK_LIMIT_MS) });
		return true;
	} catch (error) {
		if (error instanceof TypeError) throw error;
		return false;
	} finally {
		socket.destroy();
	}
}

/** What is absent, in a line that says how to change that; undefined when all is there. */
export async function missingServices(): Promise<string | undefined> {
	const without = (url: string) => new URL(url).host;
	const missing = [
		...((await listens(POSTGRES_URL, 5432))
			? []
			: [`no PostgreSQL at ${without(POSTGRES_URL)} (set E2E_POSTGRES_URL)`]),
		...((await listens(REDIS_URL, 6379))
			? []
			: [`no Redis at ${without(REDIS_URL)} (set E2E_REDIS_URL)`]),
	];
	return missing.length > 0 ? missing.join(' and ') : undefined;
}

function isRunning(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

/** The process that made a thing, if it is ours and that process is gone. */
const isLeftover = (name: string): boolean => {
	const pid = new RegExp(`${MARK}_(\\d+)`).exec(name)?.[1];
	return pid !== undefined && Number(pid) !== process.pid && !isRunning(Number(pid));
};

async function removeKeys(client: RedisClient, wanted: (key: string) => boolean): Promise<void> {
	let cursor = '0';
	do {
		const [next, keys] = await client.scan(cursor, 'MATCH', `*${MARK}*`, 'COUNT', 1_000);
		const ours = keys.filter(wanted);
		if (ours.length > 0) await client.del(...ours);
		cursor = next;
	} while (cursor !== '0');
}

/** A database and a key prefix of this process alone. */
export interface Services {
	/** Settings that make an n8n process use them. */
	readonly env: Record<string, string>;
	/** `PostgreSQL 17.2, Redis 7.0.15`. */
	readonly versions: string;
	query(text: string, values?: unknown[]): Promise<Array<Record<string, unknown>>>;
	/** Drops the database and deletes the keys. */
	remove(): Promise<void>;
}

/** Makes them, and removes what earlier runs that were killed have left. */
export async function openServices(): Promise<Services> {
	const name = `${MARK}_${process.pid}`;
	const admin = postgres();
	const store = redis();
	await admin.connect();
	const drop = async (database: string) =>
		await admin.query(`DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`);
	const { rows } = await admin.query('SELECT datname FROM pg_database');
	for (const { datname } of rows) if (isLeftover(String(datname))) await drop(String(datname));
	await removeKeys(store, isLeftover);
	await drop(name);
	await admin.query(`CREATE DATABASE "${name}"`);
	const client = postgres(name);
	await client.connect();

	const version = await admin.query('SHOW server_version');
	const redisVersion = /redis_version:(\S+)/.exec(await store.info('server'))?.[1] ?? '';
	const database = new URL(POSTGRES_URL);
	const cache = new URL(REDIS_URL);
	return {
		versions: `PostgreSQL ${String(version.rows[0]?.server_version).split(' ')[0]}, Redis ${redisVersion}`,
		env: {
			EXECUTIONS_MODE: 'queue',
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: database.hostname,
			DB_POSTGRESDB_PORT: database.port || '5432',
			DB_POSTGRESDB_USER: decodeURIComponent(database.username),
			DB_POSTGRESDB_PASSWORD: decodeURIComponent(database.password),
			DB_POSTGRESDB_DATABASE: name,
			QUEUE_BULL_REDIS_HOST: cache.hostname,
			QUEUE_BULL_REDIS_PORT: cache.port || '6379',
			QUEUE_BULL_REDIS_USERNAME: decodeURIComponent(cache.username),
			QUEUE_BULL_REDIS_PASSWORD: decodeURIComponent(cache.password),
			QUEUE_BULL_PREFIX: `${name}_bull`,
			N8N_REDIS_KEY_PREFIX: name,
		},
		async query(text, values) {
			return (await client.query(text, values)).rows;
		},
		async remove() {
			await client.end();
			await drop(name);
			await removeKeys(store, (key) => key.includes(name));
			await admin.end();
			await store.quit();
		},
	};
}
