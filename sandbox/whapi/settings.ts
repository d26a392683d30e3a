import { loadContract } from '../core/contract';
import { SMALL_PNG, SMALL_PNG_URI } from '../core/files';
import type { Answer, Dict, SandboxRequest } from '../core/types';
import { asDict, asText, at } from '../core/values';
import { WHAPI_CHANNEL, WHAPI_OWN_NAME, WHAPI_OWN_NUMBER } from './demo';
import { CONTRACT, ok, refusal } from './answers';
import { addTarget, followSettings, tell } from './deliveries';
import { defaultSettings } from './seed';
import { type Context, seconds } from './state';

/** Pairs as in the documentation, the deprecated ones included: they still work. */
const ALLOWED_EVENTS = [
	...['messages.post', 'messages.put', 'messages.patch', 'messages.delete'],
	...['statuses.post', 'statuses.put'],
	...['chats.post', 'chats.put', 'chats.patch', 'chats.delete'],
	...['contacts.post', 'contacts.patch', 'groups.post', 'groups.put', 'groups.patch'],
	...['presences.post', 'calls.post', 'channel.post', 'channel.patch'],
	...['users.post', 'users.delete', 'labels.post', 'labels.delete', 'service.post'],
	...['message.put', 'ack.put', 'chat.put', 'status.put'],
];

const getChannelSettings = (_request: SandboxRequest, { state }: Context): Answer =>
	ok(structuredClone(state.settings));

/** Only the named settings change; `webhooks` is one of them and is replaced as a whole. */
function updateChannelSettings(request: SandboxRequest, context: Context): Answer {
	const { state } = context;
	const before = structuredClone(state.settings);
	const given = structuredClone(asDict(request.body));
	Object.assign(state.settings, given);
	followSettings(context);
	const changes = Object.keys(given).filter(
		(name) => JSON.stringify(given[name]) !== JSON.stringify(before[name]),
	);
	return ok({ before_update: before, after_update: structuredClone(state.settings), changes });
}

function resetChannelSettings(_request: SandboxRequest, context: Context): Answer {
	context.state.settings = defaultSettings();
	followSettings(context);
	return ok();
}

const getAllowedEvents = (): Answer =>
	ok(
		ALLOWED_EVENTS.map((pair) => {
			const [type, method] = pair.split('.');
			return { type, method };
		}),
	);

/** One delivery, with the documented example of the type, to an address that need not be registered. */
function webhookTest(request: SandboxRequest, context: Context): Answer {
	const { url, mode, headers, type } = asDict(request.body);
	const sample = sampleOf(asText(type));
	if (!sample) return refusal(400, `there is no event of the type ${asText(type)}`);
	const key = JSON.stringify({ url, mode, headers, events: [sample.event], isTest: true });
	const target = addTarget(context, key);
	context.emit({ type: `${sample.event.type}.${sample.event.method}`, payload: sample.payload });
	// The delivery has started; no other one may follow.
	context.later(0, () => void context.targets.remove(target.id));
	return ok();
}

/** The contract's first example of an event of this type. */
function sampleOf(
	type: string,
): { event: { type: string; method: string }; payload: Dict } | undefined {
	const { document } = loadContract(CONTRACT);
	const [pair, entry] =
		Object.entries(asDict(document.webhooks)).find(([name]) => name.startsWith(`${type}.`)) ?? [];
	if (!pair) return undefined;
	const media = asDict(at(entry, 'post.requestBody.content.application/json'));
	const named = asDict(Object.values(asDict(media.examples))[0]);
	return {
		event: { type, method: pair.slice(type.length + 1) },
		payload: asDict(media.example ?? named.value),
	};
}

function healthOf(context: Context): Dict {
	const { connection, startedAt, profile } = context.state;
	return {
		channel_id: WHAPI_CHANNEL,
		start_at: startedAt,
		uptime: Math.max(0, seconds(context) - startedAt),
		version: '1.8.7-3-gab12cd3',
		core_version: 'v1.8.7',
		api_version: '1.8.7',
		device_id: 4,
		ip: '203.0.113.24',
		status: { ...connection },
		...(connection.text === 'AUTH'
			? {
					user: {
						id: WHAPI_OWN_NUMBER,
						name: profile.name || WHAPI_OWN_NAME,
						pushname: profile.name,
						is_business: true,
						saved: true,
					},
				}
			: {}),
	};
}

const CODES: Record<string, number> = {
	NOT_INIT: 0,
	INIT: 1,
	LAUNCH: 2,
	QR: 3,
	AUTH: 4,
	ERROR: 5,
	SYNC_ERROR: 8,
};

/** Connects or disconnects the number and sends the event. */
export function connect(context: Context, text: string): void {
	const code = CODES[text];
	if (code === undefined) throw new TypeError(`status is one of ${Object.keys(CODES).join(', ')}`);
	const was = context.state.connection.text;
	context.state.connection = { code, text };
	tell(context, 'channel', 'post', { health: healthOf(context) });
	tell(context, 'status', 'put', { health: healthOf(context) });
	if (was !== text && (was === 'AUTH' || text === 'AUTH')) {
		const user = { id: WHAPI_OWN_NUMBER, name: context.state.profile.name, saved: true };
		tell(context, 'users', text === 'AUTH' ? 'post' : 'delete', { user });
	}
}

/** A QR code to log in with: new at each call. */
export const freshQr = (context: Context): Dict => ({
	status: 'OK',
	base64: SMALL_PNG_URI,
	rowdata: `2@${context.ids.hex(64)}`,
	expire: 20,
});

/** A code to log in with, unless that has been done. */
const whileLoggedOut =
	(answer: (context: Context) => Answer) =>
	(_request: SandboxRequest, context: Context): Answer =>
		context.state.connection.text === 'AUTH'
			? refusal(409, 'the channel is connected already')
			: answer(context);

function logoutUser(_request: SandboxRequest, context: Context): Answer {
	connect(context, 'QR');
	return ok();
}

const getLimits = (_request: SandboxRequest, { state }: Context): Answer =>
	state.trial ? ok(structuredClone(state.trial)) : { status: 204 };

const getUserProfile = (_request: SandboxRequest, { state }: Context): Answer =>
	ok({ ...state.profile });

function updateUserProfile(request: SandboxRequest, { state }: Context): Answer {
	const { name, about } = asDict(request.body);
	if (name !== undefined) state.profile.name = asText(name);
	if (about !== undefined) state.profile.about = asText(about);
	return ok();
}

function changeStatus(request: SandboxRequest, { state }: Context): Answer {
	state.profile.about = asText(asDict(request.body).status);
	return ok();
}

export const settingsHandlers = {
	checkHealth: (_request: SandboxRequest, context: Context): Answer => ok(healthOf(context)),
	getChannelSettings,
	updateChannelSettings,
	resetChannelSettings,
	getAllowedEvents,
	webhookTest,
	getLimits,
	loginUser: whileLoggedOut((context) => ok(freshQr(context))),
	loginUserRowData: whileLoggedOut((context) => ok(freshQr(context))),
	loginUserImage: whileLoggedOut(() => ({ status: 200, body: SMALL_PNG, type: 'image/png' })),
	logoutUser,
	getUserProfile,
	updateUserProfile,
	changeStatus,
};
