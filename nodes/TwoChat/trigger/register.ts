/**
 * The node's subscriptions: one for each event and number, and group where groups are given. 2Chat's deliveries do not always say
 * which event they are about, nor of which number, so each subscription has an address of its own
 * that does. All addresses of a node begin alike: that is how its subscriptions are known in the
 * account's list, also those that a crash left behind.
 */
import isEqual from 'lodash/isEqual';
import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { isObject, WrongValue } from '../../../engine/define';
import { Failure } from '../../../engine/http/failure';
import { callProvider, memory, nodeSecret, ownUrl } from '../../../engine/trigger/register';
import type { HookRequest, Registration } from '../../../engine/trigger/types';
import { e164 } from '../fields/common';
import { twoChat } from '../provider';
import { EVENTS, type EventFamily } from './events';
import { canonical } from './names';

/** Names in the address's query. */
export const TOKEN = 'token';
export const EVENT = 'event';
export const NUMBER = 'number';
const GROUP = 'group';
const PERIOD = 'period';

/** The field with the groups that group events are limited to. */
export const GROUPS = 'groups';
const GROUP_ID = /^W(AG|GP)\S+$/;

/** A trial account has 10 calls a minute, fewer than many a node's subscriptions. */
const MAX_WAIT = 120_000;

/** Which list of numbers an event goes by, and how a number of it is named to 2Chat. */
export const NUMBER_LISTS: Record<EventFamily, { parameter: string; label: string }> = {
	whatsapp: { parameter: 'whatsAppNumbers', label: 'WhatsApp Numbers' },
	group: { parameter: 'whatsAppNumbers', label: 'WhatsApp Numbers' },
	waba: { parameter: 'wabaNumbers', label: 'WABA Numbers' },
	phone: { parameter: 'virtualNumbers', label: 'Virtual Numbers' },
};

interface Subscription {
	event: string;
	url: string;
	body: IDataObject;
}

/** As 2Chat lists it. */
interface Entry {
	uuid: string;
	event: string;
	url: string;
}

const TAKEN = {
	todo: 'Find it with 2Chat > Webhook > Get Many. If it leads to another URL and is no longer needed, delete it and activate the workflow again.',
};

const call = async (hook: IHookFunctions, request: HookRequest): Promise<unknown> =>
	await callProvider(hook, twoChat, { ...request, maxWait: MAX_WAIT });

/** The numbers of a list as they go to 2Chat. @throws WrongValue when there is none */
function numbersOf(hook: IHookFunctions, family: EventFamily, event: string): string[] {
	const { parameter, label } = NUMBER_LISTS[family];
	const rows = hook.getNodeParameter(`${parameter}.entry`, []) as IDataObject[];
	const given = rows
		.map(({ number }) => (isObject(number) ? number.value : number))
		.filter((value) => value !== undefined && value !== null && value !== '');
	if (!given.length) throw new WrongValue(`choose at least one number for "${event}"`, label);
	const numbers = given.map((value) =>
		family === 'phone' ? String(value).trim() : e164(label)(value),
	);
	return [...new Set(numbers)];
}

/** The groups that group events are limited to; none means all. @throws WrongValue */
function groupsOf(hook: IHookFunctions, family: EventFamily): Array<string | undefined> {
	if (family !== 'group') return [undefined];
	const given = hook.getNodeParameter(GROUPS, []) as unknown[];
	const groups = [...new Set(given.map((value) => String(value ?? '').trim()).filter(Boolean))];
	const wrong = groups.find((id) => !GROUP_ID.test(id));
	if (wrong !== undefined)
		throw new WrongValue(
			`"${wrong}" is not the ID of a group, which begins with WAG or WGP`,
			'Groups',
		);
	return groups.length ? groups : [undefined];
}

/** One for each event, number and group. @throws WrongValue when nothing is chosen */
async function wantedBy(hook: IHookFunctions): Promise<Subscription[]> {
	const chosen = hook.getNodeParameter('events', []) as string[];
	const events = EVENTS.filter(({ value }) => chosen.includes(value));
	if (!events.length) throw new WrongValue('choose at least one event', 'Events');
	const token = await nodeSecret(hook, twoChat);
	return events.flatMap(({ value: event, family, name }) =>
		pairs(numbersOf(hook, family, name), groupsOf(hook, family)).map(([number, group]) => {
			const period =
				event === 'whatsapp.conversation.new'
					? (hook.getNodeParameter('timePeriod', 'all-time') as string)
					: undefined;
			const query = new URLSearchParams({
				[TOKEN]: token,
				[EVENT]: event,
				[NUMBER]: number,
				...(period ? { [PERIOD]: period } : {}),
				...(group ? { [GROUP]: group } : {}),
			});
			const url = `${ownUrl(hook)}?${query.toString()}`;
			return {
				event,
				url,
				body: {
					hook_url: url,
					...(family === 'phone' ? { channel_uuid: number } : { on_number: number }),
					...(period ? { time_period: period } : {}),
					...(group ? { to_group_uuid: group } : {}),
				},
			};
		}),
	);
}

const pairs = <A, B>(firsts: A[], seconds: B[]): Array<[A, B]> =>
	firsts.flatMap((first) => seconds.map((second): [A, B] => [first, second]));

const addressOf = (url: string): string => (url.split('?')[0] ?? '').replace(/\/+$/, '');

const queryOf = (url: string): IDataObject =>
	Object.fromEntries(new URLSearchParams(url.split('?').slice(1).join('?')));

/** Alike whatever 2Chat did to the order or the escapes of the address. */
const isSame = (entry: Entry, wanted: Subscription): boolean =>
	canonical(entry.event) === wanted.event &&
	addressOf(entry.url) === addressOf(wanted.url) &&
	isEqual(queryOf(entry.url), queryOf(wanted.url));

const remembered = (hook: IHookFunctions): string[] => {
	const { subscriptions } = memory(hook);
	return Array.isArray(subscriptions) ? subscriptions.map(String) : [];
};

/** The account's subscriptions that lead here, or were noted by an earlier activation. */
async function ownEntries(hook: IHookFunctions): Promise<Entry[]> {
	const answer = await call(hook, { path: '/webhooks' });
	const list = isObject(answer) && Array.isArray(answer.webhooks) ? answer.webhooks : [];
	const addresses = [ownUrl(hook), memory(hook).url]
		.filter((url): url is string => typeof url === 'string' && url !== '')
		.map(addressOf);
	const known = remembered(hook);
	return (list as unknown[])
		.filter(isObject)
		.map(({ uuid, event_name, hook_url }) => ({
			uuid: String(uuid),
			event: String(event_name),
			url: String(hook_url),
		}))
		.filter(({ uuid, url }) => known.includes(uuid) || addresses.includes(addressOf(url)));
}

/** Which entries are wanted, which are too many, and what is still missing. */
function compare(wanted: Subscription[], own: Entry[]) {
	const kept: string[] = [];
	const missing: Subscription[] = [];
	for (const one of wanted) {
		const entry = own.find((candidate) => isSame(candidate, one));
		if (entry) kept.push(entry.uuid);
		else missing.push(one);
	}
	const extra = own.map(({ uuid }) => uuid).filter((uuid) => !kept.includes(uuid));
	return { kept, missing, extra };
}

/**
 * @returns its ID; undefined when 2Chat told none
 * @throws Failure also for a subscription that is there already and does not lead here
 */
async function subscribe(hook: IHookFunctions, wanted: Subscription): Promise<string | undefined> {
	const answer = await call(hook, {
		method: 'POST',
		path: `/webhooks/subscribe/${wanted.event}`,
		body: wanted.body,
		doneOn: [409],
	});
	if (!isObject(answer)) return undefined;
	if (answer.alreadyDone === true) {
		// An earlier call's answer got lost, or the list was behind.
		const entry = (await ownEntries(hook)).find((candidate) => isSame(candidate, wanted));
		if (entry) return entry.uuid;
		const message = `This number already has another subscription to ${wanted.event}`;
		throw new Failure({ status: 409, message, advice: TAKEN }, 'refused');
	}
	const data = isObject(answer.data) ? answer.data : {};
	return typeof data.uuid === 'string' ? data.uuid : undefined;
}

/** Gone already is what was wanted. */
const unsubscribe = async (hook: IHookFunctions, uuid: string): Promise<unknown> =>
	await call(hook, {
		method: 'DELETE',
		path: `/webhooks/${encodeURIComponent(uuid)}`,
		doneOn: [404],
	});

/**
 * Removes whatever leads here, besides what is known by ID. One that fails does not keep the others.
 * @returns what could not be removed, and the first reason
 */
async function removeAll(
	hook: IHookFunctions,
	known: string[],
): Promise<{ left: string[]; reason?: unknown }> {
	let uuids = known;
	const left: string[] = [];
	const reasons: unknown[] = [];
	try {
		uuids = [...new Set([...known, ...(await ownEntries(hook)).map(({ uuid }) => uuid)])];
	} catch (error) {
		reasons.push(error);
	}
	for (const uuid of uuids) {
		const error = await errorOf(unsubscribe(hook, uuid));
		if (error === undefined) continue;
		left.push(uuid);
		reasons.push(error);
	}
	return { left, reason: reasons[0] };
}

const note = (hook: IHookFunctions, subscriptions: string[]): void => {
	Object.assign(memory(hook), { url: ownUrl(hook), subscriptions });
};

/**
 * Takes over what is there, removes what is not wanted (any more) and adds what is missing.
 *
 * @param held gets the IDs as they come, so that they are known when it fails
 */
async function settle(hook: IHookFunctions, held: Set<string>): Promise<void> {
	const wanted = await wantedBy(hook);
	const drop = async (uuids: string[]) => {
		for (const uuid of uuids) {
			await unsubscribe(hook, uuid);
			held.delete(uuid);
		}
	};
	const before = compare(wanted, await ownEntries(hook));
	before.kept.forEach((uuid) => held.add(uuid));
	await drop(before.extra);
	for (const one of before.missing) {
		const uuid = await subscribe(hook, one);
		if (uuid !== undefined) held.add(uuid);
	}
	// Where an answer got lost, the call was made again, and there may be two.
	const after = compare(wanted, await ownEntries(hook));
	await drop(after.extra);
	after.kept.forEach((uuid) => held.add(uuid));
}

/** The error that a promise ends with. */
const errorOf = async (work: Promise<unknown>): Promise<unknown> =>
	await work.then(
		() => undefined,
		(error: unknown) => error,
	);

export const registration: Registration = {
	async exists(hook) {
		const { kept, missing, extra } = compare(await wantedBy(hook), await ownEntries(hook));
		if (missing.length || extra.length) return false;
		note(hook, kept);
		return true;
	},
	async create(hook) {
		const held = new Set<string>();
		const error = await errorOf(settle(hook, held));
		if (error === undefined) {
			note(hook, [...held]);
			return;
		}
		const { left, reason } = await removeAll(hook, [...held]);
		note(hook, left);
		if (reason !== undefined && error instanceof Failure)
			error.remark = [
				error.remark,
				'Subscriptions made before the error are removed at the next start',
			]
				.filter(Boolean)
				.join('. ');
		throw error;
	},
	async remove(hook) {
		const { left, reason } = await removeAll(hook, remembered(hook));
		note(hook, left);
		if (reason !== undefined) throw reason;
	},
};
