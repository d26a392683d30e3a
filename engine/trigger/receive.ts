/** The `webhook` function behind every trigger node: verify, decode, split, filter, pass on. */
import type {
	IDataObject,
	INodeExecutionData,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { isObject, parseJson } from '../define/values';
import { forgetCredential } from './credential';
import { compact, type MessagingEvent } from './event';
import { type FilterValues, passes } from './filters';
import { fetchMedia, reasonOf } from './media';
import { type ReadEvent, stamp } from './reading';
import { isFirst, nodeKey } from './repeats';
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
	const found = readEvents(spec, call);
	if (found instanceof Error) return refuse(context, 400, found.message);
	const wanted = selectEvents(context, spec, found);
	if (!wanted.length) return { webhookResponse: { received: true } };
	const items: INodeExecutionData[] = [];
	for (const { event } of wanted) items.push(await toItem(context, spec, event));
	return { workflowData: [items], webhookResponse: { received: true } };
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

function readEvents(spec: TriggerSpec, call: IncomingCall): ReadEvent[] | BadBody {
	const body = decode(call);
	if (!body) return new BadBody('The body is not a JSON object or a form');
	try {
		return stamp(spec.provider.name, body, spec.read(body, call));
	} catch (error) {
		if (error instanceof BadBody) return error;
		return new BadBody(`The body can't be understood: ${(error as Error).message}`);
	}
}

/**
 * The body as an object. Forms hold nested values as JSON text, multipart forms come from n8n as
 * `{data, files}`; a JSON body sent without its content type is text.
 */
function decode({ body, headers }: IncomingCall): IDataObject | undefined {
	const type = String(headers['content-type'] ?? '');
	let value: unknown = body;
	if (type.startsWith('multipart/') && isObject(value) && isObject(value.data)) value = value.data;
	if (typeof value === 'string') value = parseJson(value);
	if (!isObject(value) || value instanceof Error || Object.keys(value).length === 0)
		return undefined;
	return /json/.test(type) ? value : (unfold(value) as IDataObject);
}

/** Form fields that hold JSON text, as what they mean. */
function unfold(fields: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(fields).map(([name, value]) => {
			const text = Array.isArray(value) && value.length === 1 ? value[0] : value;
			if (typeof text !== 'string' || !/^\s*[[{]/.test(text)) return [name, text];
			const parsed = parseJson(text);
			return [name, parsed instanceof Error ? text : parsed];
		}),
	) as IDataObject;
}

function selectEvents(
	context: IWebhookFunctions,
	spec: TriggerSpec,
	found: ReadEvent[],
): ReadEvent[] {
	const chosen = context.getNodeParameter('events', []) as string[];
	const filters = context.getNodeParameter('filters', {}) as FilterValues;
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const node = nodeKey(context);
	return found.filter((entry) => {
		const isChosen =
			(entry.choice ? chosen.includes(entry.choice) : options.unknownEvents === true) ||
			spec.alsoWanted?.(context, entry) === true;
		return (
			isChosen &&
			passes(entry.event, filters) &&
			(options.dropRepeats === false || !entry.key || isFirst(node, entry.key))
		);
	});
}

async function toItem(
	context: IWebhookFunctions,
	spec: TriggerSpec,
	event: MessagingEvent,
): Promise<INodeExecutionData> {
	// Last, as the editor shows them in this order and the provider's own form is long.
	const { raw, ...shaped } = compact(event) as unknown as IDataObject;
	const json: IDataObject = raw === undefined ? shaped : { ...shaped, raw };
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const source = options.downloadMedia === true ? spec.media?.(event) : undefined;
	if (!source) return { json };
	try {
		return { json, binary: { data: await fetchMedia(context, spec.provider, event, source) } };
	} catch (error) {
		// The message itself must not get lost with its file.
		return { json: { ...json, mediaProblem: reasonOf(error) } };
	}
}
