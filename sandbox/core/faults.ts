import type { Dict, SandboxRequest } from './types';
import { asDict, asText, at, isDict } from './values';

const REQUEST_FAULTS = [
	'status',
	'resetBeforeRead',
	'resetAfterRead',
	'hang',
	'delay',
	'slowHeaders',
	'slowBody',
	'truncatedJson',
	'html',
] as const;

const WEBHOOK_FAULTS = [
	'webhookDuplicate',
	'webhookOutOfOrder',
	'webhookForged',
	'webhookMalformed',
] as const;

type RequestFaultKind = (typeof REQUEST_FAULTS)[number];
export type WebhookFaultKind = (typeof WEBHOOK_FAULTS)[number];

/** A rule of misbehaviour. What is left out matches everything. */
export interface FaultRule {
	kind: RequestFaultKind | WebhookFaultKind;
	provider?: string;
	operationId?: string;
	method?: string;
	/** Path below the provider's host, exactly. */
	path?: string;
	/** Dotted body (or query) field -> value, compared as text. */
	match?: Dict;
	/** Event type, for the webhook kinds. */
	event?: string;
	/** Let so many matching requests or deliveries pass first. */
	after?: number;
	/** Then apply so many times; always when left out. */
	times?: number;
	/** Whether the request is processed although its answer goes wrong. */
	effect?: boolean;
	/** status and html: the HTTP status. */
	status?: number;
	/** status: `Retry-After`, as seconds, or as an HTTP date with `retryAfterDate`. */
	retryAfter?: number;
	retryAfterDate?: boolean;
	/** status: the body instead of the provider's own; a text goes out as `contentType`. */
	body?: unknown;
	contentType?: string;
	/** delay, slowHeaders: the wait; slowBody: the wait before each chunk. Milliseconds. */
	ms?: number;
	/** slowBody: how many chunks. */
	chunks?: number;
}

export interface Faults {
	/** Adds a rule; throws a TypeError that says what is wrong with it. Returns its id. */
	add(rule: FaultRule): string;
	remove(id: string): boolean;
	clear(): void;
	list(): Array<FaultRule & { id: string; applied: number }>;
	/** The rule to apply to this request, counted as applied. */
	forRequest(request: SandboxRequest, moment: 'beforeRead' | 'afterRead'): FaultRule | undefined;
	/** The rules to apply to this delivery, counted as applied. */
	forDelivery(provider: string, event: string): Set<WebhookFaultKind>;
}

interface Entry {
	id: string;
	rule: FaultRule;
	seen: number;
	applied: number;
}

/** @param knows whether any provider has an operation: a rule for one that nobody has would never apply */
export function createFaults(knows: (operationId: string) => boolean = () => true): Faults {
	let entries: Entry[] = [];
	let count = 0;

	const due = (entry: Entry): boolean => {
		entry.seen += 1;
		if (entry.seen <= (entry.rule.after ?? 0)) return false;
		if (entry.applied >= (entry.rule.times ?? Infinity)) return false;
		entry.applied += 1;
		return true;
	};

	return {
		add(rule) {
			check(rule);
			if (rule.operationId !== undefined && !knows(rule.operationId))
				throw new TypeError(`there is no operation ${rule.operationId}`);
			count += 1;
			const id = `fault-${count}`;
			entries.push({ id, rule, seen: 0, applied: 0 });
			return id;
		},
		remove(id) {
			const before = entries.length;
			entries = entries.filter((entry) => entry.id !== id);
			return entries.length < before;
		},
		clear() {
			entries = [];
		},
		list: () => entries.map(({ id, rule, applied }) => ({ ...rule, id, applied })),
		forRequest(request, moment) {
			return entries.find(
				(entry) =>
					(entry.rule.kind === 'resetBeforeRead') === (moment === 'beforeRead') &&
					!isWebhookFault(entry.rule.kind) &&
					concerns(entry.rule, request) &&
					due(entry),
			)?.rule;
		},
		forDelivery(provider, event) {
			const kinds = new Set<WebhookFaultKind>();
			for (const entry of entries) {
				const { kind } = entry.rule;
				if (!isWebhookFault(kind)) continue;
				if (entry.rule.provider !== undefined && entry.rule.provider !== provider) continue;
				if (entry.rule.event !== undefined && entry.rule.event !== event) continue;
				if (due(entry)) kinds.add(kind);
			}
			return kinds;
		},
	};
}

/** Whether the handler runs although the answer goes wrong. */
export function takesEffect(rule: FaultRule): boolean {
	if (rule.kind === 'resetBeforeRead') return false;
	const unlessTold = !['status', 'hang', 'html'].includes(rule.kind);
	return rule.effect ?? unlessTold;
}

function isWebhookFault(kind: FaultRule['kind']): kind is WebhookFaultKind {
	return WEBHOOK_FAULTS.some((known) => known === kind);
}

function concerns(rule: FaultRule, request: SandboxRequest): boolean {
	const same = (wanted: string | undefined, actual: string | undefined): boolean =>
		wanted === undefined || wanted === actual;
	return (
		same(rule.provider, request.provider) &&
		same(rule.operationId, request.operationId) &&
		same(rule.method?.toUpperCase(), request.method) &&
		same(rule.path, request.path) &&
		Object.entries(rule.match ?? {}).every(([field, value]) => {
			const actual = at(request.body, field) ?? at(request.query, field);
			return actual !== undefined && asText(actual) === asText(value);
		})
	);
}

const RULE_FIELDS: Record<keyof FaultRule, string> = {
	kind: 'string',
	provider: 'string',
	operationId: 'string',
	method: 'string',
	path: 'string',
	match: 'object',
	event: 'string',
	after: 'number',
	times: 'number',
	effect: 'boolean',
	status: 'number',
	retryAfter: 'number',
	retryAfterDate: 'boolean',
	body: 'any',
	contentType: 'string',
	ms: 'number',
	chunks: 'number',
};

function check(rule: unknown): asserts rule is FaultRule {
	const fields = asDict(rule);
	const kinds: readonly string[] = [...REQUEST_FAULTS, ...WEBHOOK_FAULTS];
	const kind = asText(fields.kind);
	if (!kinds.includes(kind)) throw new TypeError(`kind must be one of ${kinds.join(', ')}`);
	for (const [name, value] of Object.entries(fields)) {
		const type = Object.hasOwn(RULE_FIELDS, name)
			? RULE_FIELDS[name as keyof FaultRule]
			: undefined;
		if (type === undefined) throw new TypeError(`a fault has no field ${name}`);
		const right = type === 'any' || (type === 'object' ? isDict(value) : typeof value === type);
		if (!right) throw new TypeError(`${name} must be of type ${type}`);
	}
	if (kind === 'status' && fields.status === undefined) {
		throw new TypeError('a status fault needs a status');
	}
	if (kind === 'resetBeforeRead' && fields.match !== undefined) {
		throw new TypeError('resetBeforeRead cannot match on a body that is not read');
	}
}
