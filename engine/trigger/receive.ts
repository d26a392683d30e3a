/** The `webhook` function behind every trigger node: verify, decode, split, filter, pass on. */
import type {
	IDataObject,
	INodeExecutionData,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { isObject } from '../define/values';
import { bodiesOf } from './body';
import { passOnAnswers } from './chatAnswers';
import { forgetCredential } from './credential';
import { areTaken, combine, MOST_SECONDS } from './combine';
import { conversationOf } from './conversation';
import { compact, type MessagingEvent } from './event';
import { type FilterValues, passes } from './filters';
import { fetchAll, fieldOf } from './media';
import { type ReadEvent, type Reading, stamp, unknownReading } from './reading';
import { isFirst } from './repeats';
import { BadBody, type IncomingCall, type TriggerSpec } from './types';

/** Answers the provider and starts the workflow with the wanted events. */
export async function receive(
	context: IWebhookFunctions,
	spec: TriggerSpec,
): Promise<IWebhookResponseData> {
	const call = incomingCall(context);
	let verdict = await spec.verify(context, call);
	if (verdict === 'forged' && forgetCredential(context, spec.provider.credential))
		verdict = await spec.verify(context, call);
	if (verdict === 'repeated') return { webhookResponse: { received: true } };
	if (verdict !== 'genuine')
		return refuse(context, 401, 'The secret or signature is missing or wrong');
	const bodies = bodiesOf(call);
	if (bodies instanceof BadBody) return refuse(context, 400, bodies.message);
	const found = bodies.flatMap((body) =>
		stamp(spec.provider.name, body, readingsOf(context, spec, body, call)),
	);
	let events: ReadEvent[];
	try {
		events = await passOnAnswers(context, spec, found);
	} catch (error) {
		context.logger.warn(`An answer could not be passed on: ${(error as Error).message}`);
		return refuse(context, 503, 'n8n has not taken the answer. Deliver it again.');
	}
	const wanted = await selectEvents(context, spec, events);
	if (!wanted.length) return { webhookResponse: { received: true } };
	const window = combineWindow(context);
	const { events: taken, elsewhere } = window
		? await combine(context, wanted, window)
		: { events: wanted, elsewhere: [] };
	if (taken.length)
		return {
			workflowData: [await toItems(context, spec, taken)],
			webhookResponse: { received: true },
		};
	if (await areTaken(elsewhere)) return { webhookResponse: { received: true } };
	return refuse(context, 503, 'n8n has not taken the message. Deliver it again.');
}

/** Milliseconds; 0 where messages are not combined. */
function combineWindow(context: IWebhookFunctions): number {
	const { combineMessages } = context.getNodeParameter('options', {}) as IDataObject;
	const seconds = Number(combineMessages ?? 0);
	return seconds > 0 ? Math.min(seconds, MOST_SECONDS) * 1000 : 0;
}

function refuse(context: IWebhookFunctions, status: number, message: string): IWebhookResponseData {
	context.getResponseObject().status(status).json({ error: message }).end();
	return { noWebhookResponse: true };
}

function incomingCall(context: IWebhookFunctions): IncomingCall {
	const request = context.getRequestObject() as unknown as {
		headers: IncomingCall['headers'];
		rawBody?: Buffer;
		method: string;
	};
	return {
		headers: request.headers,
		rawBody: request.rawBody ?? Buffer.alloc(0),
		body: context.getBodyData(),
		query: context.getQueryData() as IDataObject,
		method: request.method,
		path: Object.values((context.getParamsData() ?? {}) as Record<string, string>).join('/'),
	};
}

/** What is in a body. A kind of body that the reader does not know is one event of its own. */
function readingsOf(
	{ logger }: IWebhookFunctions,
	{ provider, read }: TriggerSpec,
	body: unknown,
	call: IncomingCall,
): Reading[] {
	try {
		if (isObject(body)) return read(body, call);
	} catch (error) {
		// No reason to refuse it: the provider would deliver it again and again.
		if (!(error instanceof BadBody))
			logger.warn(`A webhook of ${provider.name} could not be read`, { error });
	}
	return [unknownReading(body)];
}

async function selectEvents(
	context: IWebhookFunctions,
	spec: TriggerSpec,
	found: ReadEvent[],
): Promise<ReadEvent[]> {
	const chosen = context.getNodeParameter('events', []) as string[];
	const filters = context.getNodeParameter('filters', {}) as FilterValues;
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const isChosen = (entry: ReadEvent) =>
		(entry.choice ? chosen.includes(entry.choice) : options.unknownEvents === true) ||
		spec.alsoWanted?.(context, entry) === true;
	const selected: ReadEvent[] = [];
	for (const entry of found) {
		if (!isChosen(entry) || !passes(entry.event, filters)) continue;
		const isNew =
			options.dropRepeats === false || !entry.key || (await isFirst(context, entry.key));
		if (isNew) selected.push(entry);
	}
	return selected;
}

/** Items for events, with their files if those are wanted. A message never gets lost with its file. */
async function toItems(
	context: IWebhookFunctions,
	{ provider, media }: TriggerSpec,
	events: ReadEvent[],
): Promise<INodeExecutionData[]> {
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const items = events.map(({ event, parts }) => ({
		item: { json: jsonOf(event, options.describeMedia === true) } as INodeExecutionData,
		files: (parts ?? [{ event }]).flatMap((part) => {
			const source = options.downloadMedia === true ? media?.(part.event) : undefined;
			return source ? [{ event: part.event, source }] : [];
		}),
	}));
	const wanted = items.flatMap(({ item, files }) =>
		files.map((file, place) => ({ ...file, item, field: fieldOf(place) })),
	);
	if (!wanted.length) return items.map(({ item }) => item);
	for (const [index, file] of (await fetchAll(context, provider, wanted, options)).entries()) {
		const { item, field } = wanted[index] as (typeof wanted)[number];
		if ('binary' in file) item.binary = { ...item.binary, [field]: file.binary };
		else item.json.mediaProblem = file.problem;
	}
	return items.map(({ item }) => item);
}

/** `raw` last, as the editor shows fields in this order and the provider's own form is long. */
function jsonOf(event: MessagingEvent, describesMedia: boolean): IDataObject {
	const { raw, ...shaped } = compact(event) as unknown as IDataObject;
	const json = { ...shaped, ...conversationOf(event, describesMedia) };
	return raw === undefined ? json : { ...json, raw };
}
