import { Agent, request as send } from 'undici';
import type { Faults, WebhookFaultKind } from './faults';
import type { Ids } from './ids';
import type { Pending } from './pending';
import type { NewTarget, SandboxEvent, WebhookDialect, WebhookTarget } from './types';
import { encode, malformed, authHeaders } from './encode';

/** One webhook that was sent, or tried. */
export interface Delivery {
	id: string;
	provider: string;
	targetId: string;
	event: string;
	method: string;
	url: string;
	headers: Record<string, string>;
	body: string;
	/** HTTP status of the last attempt, null when nothing answered. */
	status: number | null;
	attempts: number;
	/** Which misbehaviour was applied. */
	faults: WebhookFaultKind[];
	state: 'waiting' | 'delivered' | 'failed';
	error: string | null;
	/** ISO 8601 of the last attempt. */
	time: string;
}

export interface WebhookHub {
	targets(provider: string): WebhookTarget[];
	add(provider: string, target: NewTarget): WebhookTarget;
	remove(id: string): boolean;
	emit(provider: string, dialect: WebhookDialect, event: SandboxEvent): void;
	deliveries(): Delivery[];
	/** Drops the registered addresses, what waits for them and the record. */
	reset(): void;
	stop(): Promise<void>;
}

export interface WebhookOptions {
	pending: Pending;
	faults: Faults;
	ids: Ids;
	now(): Date;
	/** Waits before the second, third, ... attempt, in milliseconds. */
	retryDelaysMs: number[];
	timeoutMs: number;
	/** How long an out-of-order delivery waits for another one to overtake it. */
	holdMs: number;
}

const METHODS = ['POST', 'PUT', 'PATCH', 'DELETE', 'GET'];

/** Keeps the registered addresses of all providers and delivers events to them. */
export function createWebhookHub(options: WebhookOptions): WebhookHub {
	const { pending, faults, ids, now } = options;
	const agent = new Agent({ connections: 8 });
	let targets: WebhookTarget[] = [];
	let deliveries: Delivery[] = [];
	const queues = new Map<string, Promise<void>>();
	const held = new Map<string, () => void>();

	const attempt = async (delivery: Delivery): Promise<boolean> => {
		delivery.attempts += 1;
		delivery.time = now().toISOString();
		try {
			const answer = await send(delivery.url, {
				dispatcher: agent,
				method: delivery.method as 'POST',
				headers: delivery.headers,
				body: delivery.method === 'GET' ? undefined : delivery.body,
				headersTimeout: options.timeoutMs,
				bodyTimeout: options.timeoutMs,
			});
			await answer.body.dump();
			delivery.status = answer.statusCode;
			delivery.error = null;
			return answer.statusCode >= 200 && answer.statusCode < 300;
		} catch (error) {
			delivery.status = null;
			delivery.error = error instanceof Error ? error.message : String(error);
			return false;
		}
	};

	const deliver = async (delivery: Delivery): Promise<void> => {
		let done = await attempt(delivery);
		for (const delay of options.retryDelaysMs) {
			if (done || pending.stopped) break;
			await pending.sleep(delay);
			if (!pending.stopped) done = await attempt(delivery);
		}
		delivery.state = done ? 'delivered' : 'failed';
	};

	/** One delivery after the other to each address, as a provider that keeps the order would. */
	const enqueue = (target: WebhookTarget, delivery: Delivery): void => {
		if (!targets.includes(target)) return;
		deliveries.push(delivery);
		const before = queues.get(target.id) ?? Promise.resolve();
		// A removed address receives nothing more, not even deliveries that were waiting.
		const work = before.then(() => (targets.includes(target) ? deliver(delivery) : undefined));
		queues.set(target.id, work);
		pending.track(work);
	};

	/** Keeps a delivery back until another one has overtaken it, or for `holdMs`. */
	const hold = (target: WebhookTarget, delivery: Delivery): void => {
		held.get(target.id)?.();
		const overtaken = new Promise<void>((resolve) => held.set(target.id, resolve));
		const release = held.get(target.id);
		pending.track(
			Promise.race([overtaken, pending.sleep(options.holdMs)]).then(() => {
				if (held.get(target.id) === release) held.delete(target.id);
				enqueue(target, delivery);
			}),
		);
	};

	const build = (
		target: WebhookTarget,
		dialect: WebhookDialect,
		event: SandboxEvent,
		kinds: Set<WebhookFaultKind>,
	): Delivery => {
		const route = dialect.route?.(target, event) ?? { method: 'POST', url: target.url };
		const encoded = encode(target, event, dialect.formFields?.(target, event));
		const body = kinds.has('webhookMalformed') ? malformed(encoded.body) : encoded.body;
		const forged = kinds.has('webhookForged');
		const headers = {
			'content-type': encoded.type,
			...target.headers,
			...authHeaders(target.auth, forged),
			...dialect.sign?.(target, body, forged, now()),
		};
		return {
			id: ids.uuid(),
			provider: target.provider,
			targetId: target.id,
			event: event.type,
			method: METHODS.includes(route.method) ? route.method : 'POST',
			url: route.url,
			headers,
			body,
			status: null,
			attempts: 0,
			faults: [...kinds],
			state: 'waiting',
			error: null,
			time: now().toISOString(),
		};
	};

	return {
		targets: (provider) => targets.filter((target) => target.provider === provider),
		add(provider, target) {
			const added: WebhookTarget = {
				id: target.id ?? ids.uuid(),
				provider,
				url: new URL(target.url).href,
				encoding: target.encoding ?? 'json',
				auth: target.auth ?? { kind: 'none' },
				headers: target.headers ?? {},
				events: target.events ?? [],
				settings: target.settings ?? {},
			};
			targets.push(added);
			return added;
		},
		remove(id) {
			const before = targets.length;
			targets = targets.filter((target) => target.id !== id);
			return targets.length < before;
		},
		emit(provider, dialect, event) {
			for (const target of targets) {
				if (target.provider !== provider) continue;
				const wanted = dialect.accepts
					? dialect.accepts(target, event)
					: target.events.length === 0 || target.events.includes(event.type);
				if (!wanted) continue;
				const kinds = faults.forDelivery(provider, event.type);
				const delivery = build(target, dialect, event, kinds);
				if (kinds.has('webhookOutOfOrder')) {
					hold(target, delivery);
					continue;
				}
				enqueue(target, delivery);
				if (kinds.has('webhookDuplicate')) enqueue(target, { ...delivery, id: ids.uuid() });
				held.get(target.id)?.();
			}
		},
		deliveries: () => deliveries,
		reset() {
			targets = [];
			deliveries = [];
			held.clear();
			queues.clear();
		},
		async stop() {
			await agent.destroy();
		},
	};
}
