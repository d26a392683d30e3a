import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { LARGEST_BODY, registerBodies } from './core/body';
import { registerControl, type Controls } from './core/control';
import { createFaults, type Faults } from './core/faults';
import { createFileShelf } from './core/files';
import { createIds } from './core/ids';
import { createRateLimiter, type RateLimiter } from './core/limiter';
import { createPending } from './core/pending';
import type { Pipeline } from './core/pipeline';
import { registerRoutes } from './core/routes';
import type {
	Dict,
	NewTarget,
	Provider,
	ReceivedRequest,
	RunningProvider,
	Services,
	WebhookTarget,
} from './core/types';
import { createWebhookHub, type Delivery } from './core/webhooks';
import { PROVIDERS, type ProviderName, type States } from './providers';

export interface SandboxOptions {
	/** 0 = any free port. */
	port?: number;
	host?: string;
	/** Which providers to serve; all by default. */
	providers?: readonly ProviderName[];
	/** Wait before each answer, in milliseconds. */
	latencyMs?: number;
	/** Pause between the stages of a message or a call, in milliseconds. */
	stageMs?: number;
	/** Gets one line per request and delivery error. */
	log?: (line: string) => void;
	/** The sandbox's clock. */
	now?: () => Date;
	/** Seed of the generated IDs, which are the same in every run with the same seed. */
	seed?: string;
	/** Requests per minute and credential, instead of the provider's own limit. */
	perMinute?: Partial<Record<ProviderName, number>>;
	webhooks?: {
		/** Waits before the second, third, ... attempt of a delivery, in milliseconds. */
		retryDelaysMs?: number[];
		timeoutMs?: number;
		/** How long an out-of-order delivery waits to be overtaken. */
		holdMs?: number;
	};
	/** How many requests are remembered. */
	remember?: number;
}

export interface Sandbox {
	/** `http://host:port`, without a slash at the end. */
	readonly url: string;
	/** The base URL of a provider's host, as it goes into a credential. */
	baseUrl(provider: ProviderName, host?: string): string;
	/** Resolves when no webhook delivery and no timer is outstanding. */
	settled(): Promise<void>;
	/** Every API request, oldest first. */
	readonly received: ReceivedRequest[];
	readonly deliveries: Delivery[];
	readonly faults: Faults;
	/** The live state of a provider. */
	state<P extends ProviderName>(provider: P): States[P];
	addWebhook(provider: ProviderName, target: NewTarget): WebhookTarget;
	/** Makes something happen at the provider, as `POST /_sandbox/:provider/events` does. */
	happen(provider: ProviderName, event: string, input?: Dict): unknown;
	/** Undefined = no limit. */
	limit(provider: ProviderName, perMinute: number | undefined): void;
	/** Back to the seeded state: no webhooks, faults or records. */
	reset(): void;
	stop(): Promise<void>;
}

/** Starts the sandbox of the providers on one port. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const log = options.log ?? (() => undefined);
	const now = options.now ?? (() => new Date());
	const seed = options.seed ?? 'sandbox';
	let url = '';
	let received: ReceivedRequest[] = [];
	const pending = createPending((error) => log(`error: ${String(error)}`));
	const running = new Map<ProviderName, RunningProvider<unknown>>();
	const faults = createFaults((operationId) =>
		[...running.values()].some(({ contract }) => contract.operation(operationId)),
	);
	const files = createFileShelf(() => url);
	const hub = createWebhookHub({
		pending,
		faults,
		ids: createIds(`${seed}:webhooks`),
		now,
		retryDelaysMs: options.webhooks?.retryDelaysMs ?? [20, 60],
		timeoutMs: options.webhooks?.timeoutMs ?? 10_000,
		holdMs: options.webhooks?.holdMs ?? 50,
	});
	// Work that was scheduled before a reset is dropped.
	let epoch = 0;
	const later = (ms: number, run: () => void): void => {
		const planned = epoch;
		pending.track(
			pending.sleep(ms).then(() => {
				if (!pending.stopped && planned === epoch) run();
			}),
		);
	};
	const services: Services = {
		now,
		ids: (provider) => createIds(`${seed}:${provider}`),
		files,
		stageMs: options.stageMs ?? 0,
		baseUrl: () => url,
		emit: hub.emit,
		later,
		targets: (provider) => ({
			list: () => hub.targets(provider),
			add: (target) => hub.add(provider, target),
			remove: hub.remove,
		}),
	};

	const app = Fastify({
		bodyLimit: LARGEST_BODY,
		exposeHeadRoutes: false,
		forceCloseConnections: true,
		routerOptions: { maxParamLength: 4_000, ignoreTrailingSlash: true },
	});
	await registerBodies(app);

	const limits = new Map<string, number | undefined>();
	const limiters: RateLimiter[] = [];
	const names = options.providers ?? (Object.keys(PROVIDERS) as ProviderName[]);

	const provider = (name: string): RunningProvider<unknown> => {
		const found = running.get(name as ProviderName);
		if (!found) throw new TypeError(`${name} is not served by this sandbox`);
		return found;
	};
	const baseUrl = (name: ProviderName, host?: string): string => {
		const hosts: Record<string, string> = PROVIDERS[name].info.hosts;
		const key = host ?? Object.keys(hosts)[0] ?? '';
		return `${url}/${name}${hosts[key] ?? ''}`;
	};
	const reset = (): void => {
		epoch += 1;
		faults.clear();
		hub.reset();
		files.clear();
		received = [];
		for (const limiter of limiters) limiter.reset();
		for (const one of running.values()) one.reset();
	};
	const controls: Controls = {
		providers: () => [...running.keys()],
		received: (name) => received.filter((entry) => !name || entry.provider === name),
		forgetReceived: () => {
			received = [];
		},
		deliveries: (name) => hub.deliveries().filter((entry) => !name || entry.provider === name),
		state: (name) => provider(name).state,
		reset,
		faults,
		limit: (name, perMinute) => limits.set(name, perMinute),
		targets: hub.targets,
		addTarget: hub.add,
		removeTarget: hub.remove,
		happen: (name, event, input) => provider(name).happen(event, input),
		settled: pending.settled,
		files,
		phone: (name) => PROVIDERS[name as ProviderName].info.phone,
		chats: (name) => provider(name).chats().chats,
		introductions: () =>
			[...running].map(([name, one]) => {
				const { hosts, demo, phone } = PROVIDERS[name].info;
				return {
					name,
					baseUrls: Object.fromEntries(
						Object.keys(hosts).map((host) => [host, baseUrl(name, host)]),
					),
					demo,
					numbers: phone?.numbers ?? {},
					can: { tap: Boolean(phone?.taps), missCall: Boolean(phone?.missesCall) },
					webhooks: hub.targets(name).map((target) => target.url),
					auth: phone?.webhookAuth ?? { kind: 'none' },
					...one.chats(),
				};
			}),
	};

	for (const name of names) {
		const definition: Provider<unknown> = PROVIDERS[name];
		limits.set(name, options.perMinute?.[name] ?? definition.info.perMinute);
		const limiter = createRateLimiter(() => limits.get(name), now);
		limiters.push(limiter);
		const started = definition.start(services);
		running.set(name, started);
		const pipeline: Pipeline = {
			provider: definition,
			running: started,
			faults,
			limiter,
			pending,
			latencyMs: options.latencyMs ?? 0,
			now,
			record(entry) {
				received.push(entry);
				if (received.length > (options.remember ?? 20_000)) received.shift();
			},
		};
		registerRoutes(app, pipeline);
	}
	app.register(
		(scope, _options, done) => {
			registerControl(scope, controls);
			done();
		},
		{ prefix: '/_sandbox' },
	);
	app.addHook('onResponse', async (request, reply) => {
		log(`${request.method} ${request.url.replace(/\?.*$/s, '')} ${reply.statusCode}`);
	});

	await app.listen({ port: options.port ?? 0, host: options.host ?? '127.0.0.1' });
	const address = app.server.address() as AddressInfo;
	const shown = address.family === 'IPv6' ? `[${address.address}]` : address.address;
	url = `http://${shown}:${address.port}`;
	// Created again now that the port is known: states contain links.
	for (const one of running.values()) one.reset();

	return {
		url,
		baseUrl,
		settled: pending.settled,
		get received() {
			return received;
		},
		get deliveries() {
			return hub.deliveries();
		},
		faults,
		state: (name) => provider(name).state as States[typeof name],
		addWebhook: hub.add,
		happen: (name, event, input = {}) => provider(name).happen(event, input),
		limit: controls.limit,
		reset,
		async stop() {
			pending.stop();
			await hub.stop();
			await app.close();
		},
	};
}
