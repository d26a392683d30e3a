/** Sends through the first gateway that takes the message; to the next only when that is safe. */
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { addressDigits, international } from '../define/addresses';
import { parsePhone } from '../define/phone';
import type { Operation, Provider, Values } from '../define/types';
import { COUNTRY, isEmpty, isObject, WrongValue } from '../define/values';
import { Cancelled } from '../http/exchange';
import { Failure, explain, toNodeError } from '../http/failure';
import { Patience } from '../http/patience';
import { redact } from '../http/redact';
import { openSession, type Session } from '../http/session';
import { stageOf } from '../http/stage';
import { collect, type ItemRequest, parameterNames } from '../item/collect';
import type { DeliveryOptions, Run } from '../item/context';
import { performItem } from '../item/perform';
import { fileFacts, onceKey } from '../once/once';
import { batchExpressions } from '../run/expressions';
import { runItems } from '../run/items';
import type { NodeError } from '../run/job';
import { countryFor, onceScope, readDeliveryOptions } from '../run/options';
import { findOperation, ownKey, parameterReader } from '../run/run';
import { testReader } from '../run/testRuns';
import type { MessagingEvent } from '../trigger/event';
import { filesOf } from './files';
import { filesResult, resultOf } from './result';
import {
	type Attempted,
	canDo,
	EVENT_ACTIONS,
	type GatewayAction,
	type GatewayMap,
	type Mapped,
	type SenderSource,
} from './types';

/** If there is another gateway, waiting minutes for the first one makes no sense. */
const WAIT_BEFORE_NEXT = 30_000;

interface Gateway extends GatewayMap {
	/** Opened when it is needed, once a run; it may fail. */
	session: () => Promise<Session>;
	senders: Map<string, Promise<string | undefined>>;
}

/** One item on its way through the gateways. */
interface Parcel {
	run: Run;
	gateways: Gateway[];
	able: string;
	action: GatewayAction;
	itemIndex: number;
	values: Values;
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
	const once = sends ? onceScope(caller, delivery.options) : undefined;
	return await runItems(caller, {
		options: delivery.options,
		hasEffect: sends,
		once,
		read: (itemIndex, itsRun) => {
			const own = parameterReader(caller, itemIndex, batch?.valuesOf(itemIndex));
			const read = testReader(caller, form, operation, delivery.options, own);
			const { values } = collect(operation, read, timezone, delivery.country);
			const { to, perform } = delivery.address(values, itemIndex, itsRun);
			if (!sends) return { perform };
			const content = () => [action, values, filesIn(caller, values, itemIndex)];
			return {
				lane: to,
				to,
				onceKey: once && onceKey(ownKey(caller, itemIndex), to, content()),
				perform,
			};
		},
		toError: delivery.toError,
	});
}

/** The files of the item that a value of the form names. */
const filesIn = (caller: IExecuteFunctions, values: Values, itemIndex: number) =>
	Object.values(values)
		.filter((value) => typeof value === 'string')
		.map((name) => fileFacts(caller, itemIndex, name))
		.filter(Boolean);

/** One action through the gateways of this node, with values from any form. */
export interface Delivery {
	options: DeliveryOptions;
	/** Of the first credential that has a default country. */
	country?: string;
	/**
	 * Whom the item goes to, and the function that sends it.
	 * @throws WrongValue
	 */
	address: (
		values: Values,
		itemIndex: number,
		run: Run,
	) => { to?: string; perform: () => Promise<INodeExecutionData[]> };
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
	const ableNames = maps
		.filter((map) => canDo(map, action))
		.map(({ provider }) => provider.name)
		.join(', ');
	const country = await firstCountry(gateways, options);
	return {
		options,
		country,
		address: (given, itemIndex, run) => {
			const values = { ...given };
			const able = EVENT_ACTIONS.includes(action)
				? addressed(gateways, maps, values)
				: { gateways };
			if (!isEmpty(values.defaultCountryCode)) values[COUNTRY] = values.defaultCountryCode;
			if (values.to !== undefined)
				values.to = ownChatId(maps, values.to) ?? addressDigits(values.to, values);
			if (values.contactPhone !== undefined)
				values.contactPhone = `+${parsePhone(values.contactPhone, 'Contact Phone Number', values).digits}`;
			const parcel = { run, ...able, able: ableNames, action, itemIndex, values };
			return {
				to: values.to as string | undefined,
				perform: async () =>
					action === 'downloadMedia' ? await downloadBy(parcel) : await deliverBy(parcel),
			};
		},
		toError: (error, itemIndex) => finalError(caller, form, error, itemIndex),
	};
}

/**
 * Whom the answer to an event goes to, through which gateway: put into the values.
 * @throws WrongValue for what is no event, and where its gateway is not chosen
 */
function addressed(
	gateways: Gateway[],
	maps: GatewayMap[],
	values: Values,
): { gateways: Gateway[] } {
	const event = values.event as MessagingEvent | undefined;
	const chat = isObject(event) && isObject(event.chat) ? event.chat.id : undefined;
	const map = isObject(event)
		? maps.find(({ provider, value }) => [provider.name, value].includes(event.provider))
		: undefined;
	if (!event || !map || typeof chat !== 'string')
		throw new WrongValue(
			'this is no event of one of the triggers of this package',
			'Event',
			"If other nodes are in between, use the trigger's item: {{ $('Name of the Trigger').item.json }}",
		);
	const chosen = gateways.filter(({ value }) => value === map.value);
	if (!chosen.length)
		throw new WrongValue(
			`the event came through ${map.provider.name}, which is not among the gateways`,
			'Event',
			'Choose it under "Gateways" and select its credential',
		);
	Object.assign(values, { to: chat, messageId: event.message?.id });
	const sender = map.senderOf?.(event);
	if (sender) values[senderName(map)] = sender;
	return { gateways: chosen };
}

/** An ID that one of the providers gave to a chat, as its own trigger has it. */
function ownChatId(maps: GatewayMap[], address: unknown): string | undefined {
	const text = String(address).trim();
	return maps.some((map) => map.ownChatId?.test(text)) ? text : undefined;
}

async function firstCountry(gateways: Gateway[], options: DeliveryOptions) {
	for (const { session } of gateways) {
		// A credential that can't be opened is reported when its gateway has its turn.
		const opened = await session().catch(() => undefined);
		const country = opened && countryFor(options, opened);
		if (country) return country;
	}
	return options.country;
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
	const wanted = caller.getNodeParameter('gateways', 0, []) as string[];
	const isWanted = ({ value }: GatewayMap) => !wanted.length || wanted.includes(value);
	const place = ({ value }: GatewayMap) =>
		order.includes(value)
			? order.indexOf(value)
			: order.length || !wanted.length
				? maps.length
				: wanted.indexOf(value);
	const set = maps.filter((map) => isWanted(map) && credentials[map.provider.credential]);
	if (!set.length)
		throw new NodeOperationError(caller.getNode(), 'No gateway is chosen', {
			description:
				'Choose at least one gateway under "Gateways" and select its credential at the top of the node.',
		});
	return set
		.map((map) => ({ map, rank: place(map) }))
		.sort((a, b) => a.rank - b.rank)
		.map(({ map }) => ({
			...map,
			session: once(async () => await openSession(caller, map.provider, options.timeout)),
			senders: new Map<string, Promise<string | undefined>>(),
		}));
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
	let made: Promise<T> | undefined;
	return async () => await (made ??= make());
}

/** The files of the message that an event tells of, from the gateway that it came through. */
async function downloadBy({
	run,
	gateways,
	itemIndex,
	values,
}: Parcel): Promise<INodeExecutionData[]> {
	const [gateway] = gateways as [Gateway];
	const event = values.event as MessagingEvent;
	const binary = await filesOf(run, gateway, event, values);
	const json = filesResult(values, gateway, Object.keys(binary));
	return [{ json, binary, pairedItem: { item: itemIndex } }];
}

async function deliverBy(parcel: Parcel): Promise<INodeExecutionData[]> {
	const { gateways, action, run, itemIndex, able } = parcel;
	const tried: Attempted[] = [];
	let last: NodeError | undefined;
	let stopped: Cancelled | undefined;
	// An earlier try of n8n may have delivered it: only that gateway may try again.
	const taker = run.ledger?.takers.get(itemIndex);
	const left = taker ? gateways.filter(({ value }) => value === taker) : gateways;
	for (const [index, gateway] of left.entries()) {
		const { provider } = gateway;
		let session: Session | undefined;
		let row: IDataObject;
		try {
			session = await gateway.session();
			const found = gateway.actions[action];
			const mapped = found?.instead?.(parcel.values) ?? found;
			if (!mapped) throw new WrongValue(`${provider.name} can't do this; these can: ${able}`);
			row = await carryOut(parcel, gateway, session, mapped, index < left.length - 1);
		} catch (error) {
			if (error instanceof Cancelled) {
				stopped = error;
				break;
			}
			const secrets = session?.secrets ?? [];
			last = toNodeError(error, { node: run.caller.getNode(), provider, secrets, itemIndex });
			tried.push({ gateway: provider.name, error: reason(gateway, secrets, error) });
			// Without its credential a gateway has sent nothing.
			if (!session || isCertain(error)) continue;
			run.ledger?.takers.set(itemIndex, gateway.value);
			break;
		}
		const json =
			run.preview && row.sent === false
				? { gateway: provider.name, ...row }
				: resultOf(action, parcel.values, gateway, row, tried);
		return [{ json, pairedItem: { item: itemIndex } }];
	}
	if (stopped) throw stopped;
	throw new NoneTook(last as NodeError, tried);
}

/** Certain that this gateway sent nothing: its refusal, or an error before anything was sent. */
const isCertain = (error: unknown): boolean =>
	error instanceof Failure ? error.fate !== 'unknown' : stageOf(error) === 'before';

const reason = ({ provider }: Gateway, secrets: string[], error: unknown): string =>
	redact(
		error instanceof Failure ? explain(provider, error).title : (error as Error).message,
		secrets,
	);

async function carryOut(
	parcel: Parcel,
	gateway: Gateway,
	session: Session,
	mapped: Mapped,
	hasNext: boolean,
): Promise<IDataObject> {
	const { values, action, run } = parcel;
	const { maxWait } = run.options;
	const patience = new Patience(hasNext ? Math.min(maxWait, WAIT_BEFORE_NEXT) : maxWait);
	const turn = { parcel, gateway, session, patience };
	const sender = await senderOf(turn);
	const parameters = mapped.parameters({ ...values, to: international(values.to) }, sender);
	const [first] = await runOperation(turn, mapped, parameters);
	const json = first?.json ?? {};
	if (action !== 'checkNumber' && json.error) throw new WrongValue(String(json.error));
	return json;
}

/** The parameter with the sender to use at a gateway. */
export const senderName = ({ value }: GatewayMap): string => `${value}Sender`;

/** A gateway's turn to take an item. */
interface Turn {
	parcel: Parcel;
	gateway: Gateway;
	session: Session;
	/** All waiting before the next gateway is tried. */
	patience: Patience;
}

async function senderOf(turn: Turn): Promise<string | undefined> {
	const { gateway, parcel } = turn;
	const given = parcel.values[senderName(gateway)];
	if (typeof given === 'string') return given;
	const source = gateway.sender?.sources.find(
		({ actions }) => !actions || actions.includes(parcel.action),
	);
	if (!source) return undefined;
	const key = `${source.resource}.${source.operation}`;
	let found = gateway.senders.get(key);
	if (!found) {
		found = firstSender(turn, source);
		gateway.senders.set(key, found);
	}
	return await found;
}

async function firstSender(turn: Turn, source: SenderSource): Promise<string | undefined> {
	const rows = await runOperation(turn, source, { returnAll: true });
	return rows.map(({ json }) => source.pick(json)).find((sender) => sender !== undefined);
}

/** One of the provider's own operations, with parameters that are not from the form. */
async function runOperation(
	{ parcel, gateway, session, patience }: Turn,
	{ resource, operation: value }: Pick<Mapped, 'resource' | 'operation'>,
	parameters: IDataObject,
): Promise<INodeExecutionData[]> {
	const { run, itemIndex } = parcel;
	const { provider } = gateway;
	const operation = findOperation(provider, resource, value);
	if (!operation) throw new WrongValue(`${provider.name} has no operation ${resource}.${value}`);
	const wanted: ItemRequest = collect(
		operation,
		// The gateway's own output has the whole answer.
		(name, fallback) => (name === 'simplify' ? false : (parameters[name] ?? fallback)),
		run.caller.getTimezone(),
	);
	return await performItem({ run, provider, operation, session, itemIndex, wanted, patience });
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
