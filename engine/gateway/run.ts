/** Sends through the first gateway that takes the message; to the next only when that is safe. */
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { addressDigits, international } from '../define/addresses';
import { parsePhone } from '../define/phone';
import type { Operation, Provider, Values } from '../define/types';
import { COUNTRY, isEmpty, WrongValue } from '../define/values';
import { Failure, explain, redact, toNodeError } from '../http/failure';
import { openSession, type Session } from '../http/session';
import { collect, type ItemRequest, parameterNames } from '../item/collect';
import { perform } from '../item/perform';
import { batchExpressions } from '../run/expressions';
import { runItems, type NodeError } from '../run/items';
import type { Ledger } from '../run/ledger';
import { countryFor, type DeliveryOptions, readDeliveryOptions } from '../run/options';
import { findOperation, parameterReader } from '../run/run';
import { resultOf } from './result';
import type { Attempted, GatewayAction, GatewayMap, Mapped, SenderSource } from './types';

/** If there is another gateway, waiting minutes for the first one makes no sense. */
const WAIT_BEFORE_NEXT = 30_000;

interface Gateway extends GatewayMap {
	session: Promise<Session>;
	senders: Map<string, Promise<string | undefined>>;
}

interface Carry {
	caller: IExecuteFunctions;
	options: DeliveryOptions;
	gateways: Gateway[];
	able: string;
	action: GatewayAction;
	itemIndex: number;
	values: Values;
	ledger?: Ledger;
	halt: AbortSignal;
}

/** All gateways refused: the last one's error as n8n shows it, plus the answers of the others. */
class NoneTook extends Error {
	constructor(
		readonly last: NodeError,
		readonly tried: Attempted[],
	) {
		super(last.message);
	}
}

/** @throws NodeApiError | NodeOperationError */
export async function runGateway(
	caller: IExecuteFunctions,
	form: Provider,
	maps: GatewayMap[],
): Promise<INodeExecutionData[][]> {
	const action = caller.getNodeParameter('operation', 0) as GatewayAction;
	const resource = caller.getNodeParameter('resource', 0) as string;
	const operation = findOperation(form, resource, action) as Operation;
	const delivery = await openDelivery(caller, form, maps, action);
	const sends = operation.effect === 'send';
	const timezone = caller.getTimezone();
	const batch = batchExpressions(caller, parameterNames(operation));
	return await runItems(caller, {
		concurrency: delivery.concurrency,
		hasEffect: sends,
		prepare: (itemIndex, ledger) => {
			const read = parameterReader(caller, itemIndex, batch?.valuesOf(itemIndex));
			const { values } = collect(operation, read, timezone, delivery.country);
			const { to, work } = delivery.prepare(values, itemIndex, ledger);
			return { lane: sends ? to : undefined, work };
		},
		toError: delivery.toError,
	});
}

/** One action through the gateways of this node, with values from any form. */
export interface Delivery {
	concurrency: number;
	/** Of the first credential that has a default country. */
	country?: string;
	/** @throws WrongValue */
	prepare: (
		values: Values,
		itemIndex: number,
		ledger?: Ledger,
	) => { to?: string; work: (halt: AbortSignal) => Promise<INodeExecutionData[]> };
	toError: (error: unknown, itemIndex: number) => NodeError;
}

/** @throws NodeOperationError when no gateway is chosen */
export async function openDelivery(
	caller: IExecuteFunctions,
	form: Provider,
	maps: GatewayMap[],
	action: GatewayAction,
): Promise<Delivery> {
	const options = readDeliveryOptions(caller.getNodeParameter('options', 0, {}));
	const gateways = chosenGateways(caller, maps, options);
	const able = maps
		.filter(({ actions }) => actions[action])
		.map(({ provider }) => provider.name)
		.join(', ');
	const sessions = await Promise.all(gateways.map(async ({ session }) => await session));
	const country = sessions.map((session) => countryFor(options, session)).find(Boolean);
	return {
		concurrency: options.concurrency,
		country,
		prepare: (given, itemIndex, ledger) => {
			const values = { ...given };
			if (!isEmpty(values.defaultCountryCode)) values[COUNTRY] = values.defaultCountryCode;
			if (values.to !== undefined) values.to = addressDigits(values.to, values);
			if (values.contactPhone !== undefined)
				values.contactPhone = `+${parsePhone(values.contactPhone, 'Contact Phone Number', values).digits}`;
			const carry = { caller, options, gateways, able, action, itemIndex, values, ledger };
			return {
				to: values.to as string | undefined,
				work: async (halt) => await deliverBy({ ...carry, halt }),
			};
		},
		toError: (error, itemIndex) => finalError(caller, form, error, itemIndex),
	};
}

/** The gateways whose credential is set, in the order that the node names. */
function chosenGateways(
	caller: IExecuteFunctions,
	maps: GatewayMap[],
	options: DeliveryOptions,
): Gateway[] {
	const { credentials = {} } = caller.getNode();
	const given = caller.getNodeParameter('order', 0, {}) as { entry?: Array<{ gateway?: string }> };
	const order = (given.entry ?? []).map(({ gateway }) => gateway);
	const place = ({ value }: GatewayMap) =>
		order.includes(value) ? order.indexOf(value) : maps.length;
	const set = maps.filter(({ provider }) => credentials[provider.credential]);
	if (!set.length)
		throw new NodeOperationError(caller.getNode(), 'No gateway is chosen', {
			description: 'Select a credential of at least one gateway at the top of the node.',
		});
	return set
		.map((map) => ({ map, rank: place(map) }))
		.sort((a, b) => a.rank - b.rank)
		.map(({ map }) => ({
			...map,
			session: openSession(caller, map.provider, options.timeout),
			senders: new Map<string, Promise<string | undefined>>(),
		}));
}

async function deliverBy(carry: Carry): Promise<INodeExecutionData[]> {
	const { gateways, action, caller, itemIndex, able } = carry;
	const tried: Attempted[] = [];
	let last: NodeError | undefined;
	for (const [index, gateway] of gateways.entries()) {
		const { provider } = gateway;
		const session = await gateway.session;
		try {
			const mapped = gateway.actions[action];
			if (!mapped) throw new WrongValue(`${provider.name} can't do this; these can: ${able}`);
			const row = await carryOut(carry, gateway, session, mapped, index < gateways.length - 1);
			const json = resultOf(action, carry.values, gateway, row, tried);
			return [{ json, pairedItem: { item: itemIndex } }];
		} catch (error) {
			last = toNodeError(error, {
				node: caller.getNode(),
				provider,
				secrets: session.secrets,
				itemIndex,
			});
			tried.push({ gateway: provider.name, error: reason(gateway, session, error) });
			if (!isCertain(error)) break;
		}
	}
	throw new NoneTook(last as NodeError, tried);
}

/** Certain that this gateway sent nothing: its refusal, or ours before anything was sent. */
const isCertain = (error: unknown): boolean =>
	error instanceof WrongValue || (error instanceof Failure && error.fate !== 'unknown');

const reason = ({ provider }: Gateway, { secrets }: Session, error: unknown): string =>
	redact(
		error instanceof Failure ? explain(provider, error).title : (error as Error).message,
		secrets,
	);

async function carryOut(
	carry: Carry,
	gateway: Gateway,
	session: Session,
	mapped: Mapped,
	hasNext: boolean,
): Promise<IDataObject> {
	const { values, action, options } = carry;
	const sender = await senderOf(carry, gateway, session);
	const maxWait = hasNext ? Math.min(options.maxWait, WAIT_BEFORE_NEXT) : options.maxWait;
	const parameters = mapped.parameters({ ...values, to: international(values.to) }, sender);
	const [first] = await runOperation(
		{ ...carry, options: { ...options, maxWait } },
		gateway,
		session,
		mapped,
		parameters,
	);
	const json = first?.json ?? {};
	if (action !== 'checkNumber' && json.error) throw new WrongValue(String(json.error));
	return json;
}

/** The parameter with the sender to use at a gateway. */
export const senderName = ({ value }: GatewayMap): string => `${value}Sender`;

async function senderOf(
	carry: Carry,
	gateway: Gateway,
	session: Session,
): Promise<string | undefined> {
	const given = carry.values[senderName(gateway)];
	if (typeof given === 'string') return given;
	const source = gateway.sender?.sources.find(
		({ actions }) => !actions || actions.includes(carry.action),
	);
	if (!source) return undefined;
	const key = `${source.resource}.${source.operation}`;
	let found = gateway.senders.get(key);
	if (!found) {
		found = firstSender(carry, gateway, session, source);
		gateway.senders.set(key, found);
	}
	return await found;
}

async function firstSender(
	carry: Carry,
	gateway: Gateway,
	session: Session,
	source: SenderSource,
): Promise<string | undefined> {
	const rows = await runOperation(carry, gateway, session, source, { returnAll: true });
	return rows.map(({ json }) => source.pick(json)).find((sender) => sender !== undefined);
}

/** One of the provider's own operations, with parameters that are not from the form. */
async function runOperation(
	{ caller, options, ledger, itemIndex, halt }: Carry,
	{ provider }: Gateway,
	session: Session,
	{ resource, operation: value }: Pick<Mapped, 'resource' | 'operation'>,
	parameters: IDataObject,
): Promise<INodeExecutionData[]> {
	const operation = findOperation(provider, resource, value);
	if (!operation) throw new WrongValue(`${provider.name} has no operation ${resource}.${value}`);
	const wanted: ItemRequest = collect(
		operation,
		// The gateway's own output has the whole answer.
		(name, fallback) => (name === 'simplify' ? false : (parameters[name] ?? fallback)),
		caller.getTimezone(),
	);
	return await perform({
		caller,
		provider,
		operation,
		options,
		session,
		ledger,
		itemIndex,
		wanted,
		halt,
	});
}

function finalError(
	caller: IExecuteFunctions,
	provider: Provider,
	error: unknown,
	itemIndex: number,
): NodeError {
	if (!(error instanceof NoneTook))
		return toNodeError(error, { node: caller.getNode(), provider, secrets: [], itemIndex });
	const { last, tried } = error;
	if (tried.length > 1) {
		const answers = tried.map(({ gateway, error: answer }) => `${gateway}: ${answer}`).join('; ');
		last.description = `${last.description ?? ''} Gateways in order: ${answers}.`.trim();
	}
	last.context.tried = tried.map((entry) => ({ ...entry }));
	return last;
}
