/**
 * The files of received messages. The provider waits for an answer meanwhile: all files of a delivery
 * are fetched side by side, within one time limit.
 */
import type {
	IBinaryData,
	IDataObject,
	IExecuteFunctions,
	IWebhookFunctions,
	NodeApiError,
} from 'n8n-workflow';

import type { Answer, Provider } from '../define/types';
import { WrongValue } from '../define/values';
import { fileNameFrom, fileOf, storeBody } from '../files/incoming';
import { isLocalAddress } from '../files/localAddress';
import { clock } from '../http/clock';
import { exchange, type Exchange } from '../http/exchange';
import { Failure, isNoRoute, toNodeError } from '../http/failure';
import { gateFor } from '../http/pace';
import { Patience } from '../http/patience';
import { anonymousSession, baseUrl, openSession, type Session } from '../http/session';
import { type ByteStream, discard, streamOf } from '../http/streams';
import { triggerCredential } from './credential';
import type { MessagingEvent } from './event';
import { callProvider } from './register';
import type { HookRequest, MediaSource } from './types';

/** Milliseconds for all files of a delivery. */
const LIMIT = 3_500;
/** Milliseconds of waiting between tries: enough for a second one. */
const PATIENCE = 2_000;
const MOST_REDIRECTS = 5;
const MEGABYTE = 1_048_576;

/** The files of a burst are data, data_1 and so on. */
export const fieldOf = (place: number): string => (place ? `data_${place}` : 'data');

/** Megabytes, unless the option says otherwise: the most that WhatsApp takes as a document. */
export const MOST_MEGABYTES = 100;

export interface Wanted {
	event: MessagingEvent;
	source: MediaSource;
}

/** A file, or why there is none and what can be done. */
export type Fetched = { binary: IBinaryData } | { problem: string };

/**
 * Fetches the files of a delivery. None of them fails the others, or takes longer than the limit.
 *
 * @param options of the trigger node: `maxFileSize` in megabytes, `localFiles` to allow local addresses
 * @returns in the order of `wanted`
 */
export async function fetchAll(
	context: IWebhookFunctions,
	provider: Provider,
	wanted: Wanted[],
	options: IDataObject,
): Promise<Fetched[]> {
	const stop = new AbortController();
	const rules = { ...options, ...HURRIED, signal: stop.signal };
	const done = new AbortController();
	const over = clock.wait(LIMIT, done.signal).then(() => stop.abort());
	const fetched = await Promise.all(
		wanted.map(async (one): Promise<Fetched> => {
			const file = fetchMedia(context, provider, one, rules).then(
				(binary) => ({ binary }),
				(error: unknown) => ({ problem: stop.signal.aborted ? tooSlow(one) : reasonOf(error) }),
			);
			return await Promise.race([file, over.then(() => ({ problem: tooSlow(one) }))]);
		}),
	);
	done.abort();
	return fetched;
}

const tooSlow = ({ event: { message } }: Wanted): string => {
	const place = message?.media?.url ? 'link is in message.media.url' : 'ID is in message.media.id';
	return `The file did not arrive within ${LIMIT / 1000} seconds, and the provider waits no longer. Download it later in this workflow: its ${place}.`;
};

/** Why there is no file, and what can be done. */
const reasonOf = (error: unknown): string =>
	[(error as Error).message, (error as NodeApiError).description].filter(Boolean).join('. ');

/** `maxFileSize` in megabytes, `localFiles` to allow local addresses; times in milliseconds. */
export interface Rules {
	maxFileSize?: unknown;
	localFiles?: unknown;
	timeout: number;
	/** Waiting between tries. */
	maxWait: number;
	signal: AbortSignal;
}

/** The provider waits for an answer meanwhile. */
const HURRIED = { timeout: LIMIT, maxWait: PATIENCE };

type Context = IWebhookFunctions | IExecuteFunctions;

/** @throws NodeApiError | NodeOperationError */
export async function fetchMedia(
	context: Context,
	provider: Provider,
	{ event, source: given }: Wanted,
	rules: Rules,
): Promise<IBinaryData> {
	const source = 'ask' in given ? { open: await linkTo(context, provider, given, rules) } : given;
	const open = 'open' in source;
	const session: Session = {
		...(open
			? anonymousSession(context, provider, rules.timeout)
			: await openSession(context, provider, rules.timeout)),
		signal: rules.signal,
	};
	try {
		let url = open ? source.open : baseUrl(session, source.host) + source.path;
		for (let redirects = 0; ; redirects++) {
			if (open) await refuseLocal(context, provider, url, rules);
			const got = await fetchFrom(session, url, open, event, rules).catch(
				async (error: unknown) => await redirectOf(error, session, open, url),
			);
			if (typeof got !== 'string') return got;
			if (redirects === MOST_REDIRECTS) throw new WrongValue('the link leads on and on');
			url = got;
		}
	} catch (error) {
		const { secrets } = session;
		throw toNodeError(error, { node: context.getNode(), provider, secrets });
	}
}

/** The link that the provider gives for a file. @throws NodeApiError | NodeOperationError */
async function linkTo(
	context: Context,
	provider: Provider,
	{ ask, otherPath, link }: Extract<MediaSource, { ask: HookRequest }>,
	{ maxWait, timeout }: Rules,
): Promise<string> {
	const asked = async (path: string) =>
		link(await callProvider(context, provider, { ...ask, path, maxWait }));
	try {
		const found = await asked(ask.path).catch(async (error: unknown) => {
			if (otherPath && isNoRoute(error)) return await asked(otherPath);
			throw error;
		});
		if (!found) throw new WrongValue(`${provider.name} returned no link to the file`);
		return found;
	} catch (error) {
		const { secrets } = await openSession(context, provider, timeout);
		throw toNodeError(error, { secrets, provider, node: context.getNode() });
	}
}

async function fetchFrom(
	session: Session,
	url: string,
	open: boolean,
	event: MessagingEvent,
	rules: Rules,
): Promise<IBinaryData> {
	const job: Exchange = {
		request: async () => ({
			method: 'GET',
			url,
			...(open ? { disableFollowRedirect: true } : {}),
		}),
		open,
		effect: 'read',
		// What holds back sends must not hold up the provider's call.
		gate: gateFor(`media ${new URL(url).origin}`),
		file: true,
		receive: async (answer) => ({ ...answer, body: await store(session, answer, event, rules) }),
	};
	const patience = new Patience(rules.maxWait);
	const sending = { run: session, perMinute: 0, patience, stop: rules.signal };
	const { body } = await exchange(session, job, sending);
	return body as IBinaryData;
}

async function store(
	session: Session,
	answer: Answer,
	event: MessagingEvent,
	{ maxFileSize, signal }: Rules,
): Promise<IBinaryData> {
	const { headers } = answer;
	const file = fileOf(answer);
	if (!file) throw new WrongValue(`${session.provider.name} returned no file`);
	const media = event.message?.media;
	const mimeType = media?.mimeType ?? headers['content-type'] ?? 'application/octet-stream';
	const name =
		media?.fileName ??
		fileNameFrom(headers['content-disposition']) ??
		event.message?.type ??
		'file';
	const [plainType = ''] = mimeType.split(';');
	const most = Number(maxFileSize ?? MOST_MEGABYTES);
	if (Buffer.isBuffer(file)) return await storeBody(session, file, name, plainType);
	if (Number(headers['content-length']) > most * MEGABYTE) {
		discard(file);
		throw tooLarge(most);
	}
	signal.addEventListener('abort', () => discard(file), { once: true });
	return await storeBody(session, streamOf(file, limited(file, most)), name, plainType);
}

const tooLarge = (most: number) =>
	new WrongValue(
		`the file is larger than ${most} MB`,
		undefined,
		'Raise "Maximum File Size", or download the file later in the workflow',
	);

/** The pieces of a file. @throws WrongValue when there are more bytes than allowed */
async function* limited(file: ByteStream, most: number): AsyncGenerator<Buffer> {
	let size = 0;
	for await (const piece of file as AsyncIterable<Buffer>) {
		size += piece.length;
		if (size > most * MEGABYTE) throw tooLarge(most);
		yield piece;
	}
}

/** Where a link leads on to. @throws the error itself if it is no redirect */
async function redirectOf(
	error: unknown,
	{ caller, signal, timeout }: Session,
	open: boolean,
	url: string,
): Promise<string> {
	const status = error instanceof Failure ? (error.problem.status ?? 0) : 0;
	if (!open || ![301, 302, 303, 307, 308].includes(status)) throw error;
	const { headers, body } = (await caller.helpers.httpRequest({
		method: 'GET',
		url,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		encoding: 'stream',
		timeout,
		abortSignal: signal,
	})) as { headers: IDataObject; body: unknown };
	discard(body);
	const target = String(headers.location ?? '');
	if (!URL.canParse(target, url)) throw error;
	return new URL(target, url).href;
}

/** @throws WrongValue for a local address, unless it is allowed or is the provider's own */
async function refuseLocal(
	context: Context,
	provider: Provider,
	url: string,
	{ localFiles }: Rules,
): Promise<void> {
	if (localFiles === true || !isLocalAddress(url)) return;
	// None is chosen where the trigger needs none.
	const hasCredential = context.getNode().credentials?.[provider.credential] !== undefined;
	const credential = hasCredential ? await triggerCredential(context, provider.credential) : {};
	const own = Object.values(provider.hosts).map(({ baseUrlField }) => credential[baseUrlField]);
	const isOwn = own.some(
		(base) =>
			typeof base === 'string' &&
			URL.canParse(base) &&
			URL.canParse(url) &&
			new URL(base).origin === new URL(url).origin,
	);
	if (isOwn) return;
	throw new WrongValue(
		'the link of the file leads to a local address',
		undefined,
		'If it is right, switch on "Files From Local Addresses" in the options of this node',
	);
}
