/**
 * The node's own entry in the channel's list of webhooks. The API can only replace the whole list,
 * which others use too: it is read, the own entry is set or taken out, and the list is written back.
 * An entry is one's own by its address; every other entry goes back exactly as it came.
 */
import isEqual from 'lodash/isEqual';
import mapKeys from 'lodash/mapKeys';
import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import pLimit from 'p-limit';

import { isObject, WrongValue } from '../../../engine/define';
import { clock } from '../../../engine/http/clock';
import { callProvider, memory, nodeSecret, ownUrl } from '../../../engine/trigger/register';
import type { Registration } from '../../../engine/trigger/types';
import { whapi } from '../provider';
import { type Pair, pairsOf } from './events';

export const SECRET_HEADER = 'X-Webhook-Secret';

/** Writes before giving up, when others keep changing the list at the same moment. */
const TRIES = 5;

/** Two nodes of one n8n would overwrite each other's entry: they take turns, per credential. */
const turns = new Map<string, ReturnType<typeof pLimit>>();

async function inTurn<T>(hook: IHookFunctions, work: () => Promise<T>): Promise<T> {
	const key = hook.getNode().credentials?.[whapi.credential]?.id ?? '';
	const turn = turns.get(key) ?? pLimit(1);
	turns.set(key, turn);
	return await turn(work);
}

/** The raw pairs of "Other Events". */
export function otherPairs(context: IHookFunctions | IWebhookFunctions): Pair[] {
	const { entry } = context.getNodeParameter('otherEvents', {}) as { entry?: IDataObject[] };
	return (entry ?? []).map(({ type, method }): Pair => `${String(type)}.${String(method)}`);
}

/** The entry as it should stand in the settings. @throws WrongValue when nothing is chosen */
async function wantedEntry(hook: IHookFunctions): Promise<IDataObject> {
	const pairs = pairsOf(hook.getNodeParameter('events', []) as string[], otherPairs(hook));
	if (!pairs.length) throw new WrongValue('choose at least one event', 'Events');
	const maxAge = Number(hook.getNodeParameter('maxAge', 0));
	if (maxAge && !(maxAge >= 15 && maxAge <= 172_800))
		throw new WrongValue(`"${maxAge}" is not a number from 15 to 172800`, 'Max Age (Seconds)');
	return {
		url: ownUrl(hook),
		mode: 'body',
		headers: { [SECRET_HEADER]: await nodeSecret(hook, whapi) },
		...(maxAge ? { webhook_max_age_seconds: maxAge } : {}),
		events: pairs.map((pair) => {
			const [type, method] = pair.split('.');
			return { type, method };
		}),
	};
}

/** Own are the present address and the one that an earlier activation noted (a tunnel's, say). */
function isOwn(hook: IHookFunctions, entry: unknown): boolean {
	const url = isObject(entry) ? String(entry.url).replace(/\/+$/, '') : '';
	return [ownUrl(hook), memory(hook).url].some(
		(own) => typeof own === 'string' && own !== '' && own.replace(/\/+$/, '') === url,
	);
}

const listOf = (settings: unknown): unknown[] =>
	isObject(settings) && Array.isArray(settings.webhooks) ? settings.webhooks : [];

const readList = async (hook: IHookFunctions): Promise<unknown[]> =>
	listOf(await callProvider(hook, whapi, { path: '/settings' }));

const isSet = (hook: IHookFunctions, list: unknown[]): boolean =>
	list.some((entry) => isOwn(hook, entry));

/** Alike in what counts, whatever the provider adds or reorders when it stores an entry. */
function sameEntry(one: unknown, other: IDataObject): boolean {
	const essence = (entry: IDataObject) => ({
		url: String(entry.url).replace(/\/+$/, ''),
		mode: entry.mode ?? 'body',
		headers: isObject(entry.headers)
			? mapKeys(entry.headers, (_value, name) => name.toLowerCase())
			: {},
		maxAge: entry.webhook_max_age_seconds ?? 0,
		events: (Array.isArray(entry.events) ? (entry.events as IDataObject[]) : [])
			.map(({ type, method }) => `${String(type)}.${String(method)}`)
			.sort(),
	});
	return isObject(one) && isEqual(essence(one), essence(other));
}

/** The list with the own entry where its first one stood, or last; without it when undefined. */
function merged(hook: IHookFunctions, list: unknown[], own: IDataObject | undefined): unknown[] {
	const mine = list.filter((entry) => isOwn(hook, entry));
	const others = list.filter((entry) => !isOwn(hook, entry));
	if (!own) return others;
	const place = list.findIndex((entry) => isOwn(hook, entry));
	const kept = mine.find((entry) => sameEntry(entry, own)) ?? own;
	others.splice(place < 0 ? others.length : place, 0, kept);
	return others;
}

/**
 * Writes until the list was written over exactly what had been read. The answer tells the state
 * before the write: if somebody else had changed it meanwhile, their state is taken and written
 * again with the own entry, so that neither is lost. At last the list is read once more.
 */
async function write(hook: IHookFunctions, own: IDataObject | undefined): Promise<void> {
	let list = await readList(hook);
	let standing = list;
	for (let tries = 1; tries <= TRIES; tries++) {
		const next = merged(hook, list, own);
		if (isEqual(next, standing)) return;
		const answer = await callProvider(hook, whapi, {
			method: 'PATCH',
			path: '/settings',
			body: { webhooks: next as IDataObject[] },
		});
		const before = isObject(answer) && isObject(answer.before_update) && answer.before_update;
		if (before && !isEqual(listOf(before), standing)) {
			list = listOf(before);
			standing = next;
			continue;
		}
		list = await readList(hook);
		standing = list;
		if (isSet(hook, list) === (own !== undefined)) return;
		await clock.wait(200 * tries * (0.5 + clock.random()));
	}
	throw new WrongValue(
		"the channel's list of webhooks is changed by others all the time; try again in a moment",
	);
}

export const registration: Registration = {
	async exists(hook) {
		const own = await wantedEntry(hook);
		const mine = (await readList(hook)).filter((entry) => isOwn(hook, entry));
		return mine.length === 1 && sameEntry(mine[0], own);
	},
	async create(hook) {
		const own = await wantedEntry(hook);
		await inTurn(hook, async () => await write(hook, own));
		memory(hook).url = own.url;
	},
	async remove(hook) {
		await inTurn(hook, async () => await write(hook, undefined));
		delete memory(hook).url;
	},
};
