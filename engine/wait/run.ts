/** The `execute` of an action node that can also ask and wait. */
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { UnexpectedError } from 'n8n-workflow';
import pick from 'lodash/pick';

import type { Provider } from '../define/types';
import { isObject } from '../define/values';
import { toNodeError } from '../http/failure';
import { openSession, type Session } from '../http/session';
import { collect, COLLECTIONS, type ReadParameter } from '../item/collect';
import { openRun } from '../item/context';
import { performItem } from '../item/perform';
import { countryFor, readDeliveryOptions } from '../run/options';
import { parameterReader, run } from '../run/run';
import { testReader } from '../run/testRuns';
import { digits } from '../trigger/reading';
import { carrierOf } from './form';
import { askAndWait, isSendAndWait, type Messenger, type Order, sentTo } from './send';
import type { Listener, WaitMap } from './types';

const ADDITIONAL = COLLECTIONS.options.name;

/**
 * @param form the provider with the operation added, as `withSendAndWait` makes it
 * @param maps one for each resource that has it
 * @throws NodeApiError | NodeOperationError
 */
export async function runOrAsk(
	caller: IExecuteFunctions,
	provider: Provider,
	form: Provider,
	maps: WaitMap[],
): Promise<INodeExecutionData[][]> {
	if (!isSendAndWait(caller)) return await run(caller, provider);
	const asked = caller.getNodeParameter('resource', 0);
	const map = maps.find(({ resource }) => resource === asked);
	if (!map) throw new UnexpectedError(`Nothing asks in the resource ${String(asked)}`);
	return await askAndWait(caller, form, map, await messengerOf(caller, provider, map));
}

async function messengerOf(
	caller: IExecuteFunctions,
	provider: Provider,
	map: WaitMap,
): Promise<Messenger> {
	const options = readDeliveryOptions(caller.getNodeParameter('options', 0, {}));
	const session = await openSession(caller, provider, options.timeout);
	const listening = await isListening(caller, provider, map, session);
	return {
		options,
		address: (order) => {
			const { operation, read } = carried(caller, provider, map, order, listening);
			const wanted = collect(
				operation,
				testReader(caller, provider, operation, options, read),
				caller.getTimezone(),
				countryFor(options, session),
			);
			const to = provider.recipient(wanted.values);
			const { run: itsRun } = order;
			return {
				lane: to,
				perform: async () => {
					const work = { run: itsRun, provider, operation, session, wanted, itemIndex: 0 };
					const shown = await performItem(work);
					return itsRun.preview ? shown : sentTo({ to: to ?? null });
				},
			};
		},
		toError: (error, itemIndex) =>
			toNodeError(error, { node: caller.getNode(), provider, secrets: session.secrets, itemIndex }),
	};
}

/** WhatsApp shows no more below a message. */
const MOST_BUTTONS = 3;

/** Whether a trigger of this n8n surely gets the taps; where that can't be known, the page is offered. */
async function isListening(
	caller: IExecuteFunctions,
	provider: Provider,
	{ chat }: WaitMap,
	session: Session,
): Promise<boolean> {
	if (!chat?.listens || caller.getNodeParameter('sendAs', 0, '') !== 'chat') return false;
	const { resource, operation: value, sender, isListening: finds } = chat.listens;
	const operation = carrierOf(provider, resource, value);
	const wanted = collect(operation, (_name, fallback) => fallback, caller.getTimezone());
	const run = openRun(caller, readDeliveryOptions({}), new AbortController().signal);
	const from = sender ? caller.getNodeParameter(sender, 0, '') : '';
	const here: Listener = {
		origin: new URL(caller.getSignedResumeUrl()).origin,
		sender: digits(isObject(from) ? from.value : from) ?? '',
	};
	const work = { run, provider, operation, session, wanted, itemIndex: 0 };
	// Where it can't be read, the page is offered; sending tells what is wrong.
	return await performItem(work).then(
		(rows) => rows.some(({ json }) => finds(json, here)),
		() => false,
	);
}

/** The provider's own operation, with the question in place of the node's text. */
function carried(
	caller: IExecuteFunctions,
	provider: Provider,
	map: WaitMap,
	{ ask, sendAs }: Order,
	listening: boolean,
) {
	const { links, buttons, chat, resource } = map;
	const inChat = sendAs === 'chat' && ask.chat.length ? chat : undefined;
	const withPage = ask.offersPage && !listening;
	const text = carrierOf(provider, resource, links.operation);
	const address = (text.fields ?? []).map(({ name }) => name);
	const useButtons = sendAs === 'buttons' && buttons !== undefined;
	const carrier = inChat && (ask.chat.length > MOST_BUTTONS ? inChat.list : inChat.buttons);
	const chatText = withPage ? `${ask.message}\n\n${ask.page.label}: ${ask.page.url}` : ask.message;
	const parameters: IDataObject = carrier
		? carrier.parameters(chatText, ask.chat)
		: useButtons
			? buttons.parameters(ask)
			: { [links.text]: ask.text, [ADDITIONAL]: additional(caller, map) };
	const operation = carrier?.operation ?? (useButtons ? buttons.operation : undefined);
	const own = parameterReader(caller, 0);
	const read: ReadParameter = (name, fallback) =>
		parameters[name] ??
		(address.includes(name) && name !== links.text ? own(name, fallback) : fallback);
	return {
		operation: operation ? carrierOf(provider, resource, operation) : text,
		read,
	};
}

/** The additional fields that the text operation shares with this one. */
export function additional(caller: IExecuteFunctions, map: WaitMap): IDataObject {
	const given = caller.getNodeParameter(ADDITIONAL, 0, {});
	return {
		...(isObject(given) ? pick(given, map.options ?? []) : {}),
		...map.links.additional,
	};
}
