/** What a provider's `events.ts` declares; the trigger engine does the rest. */
import type {
	IDataObject,
	IHookFunctions,
	IHttpRequestOptions,
	IWebhookFunctions,
} from 'n8n-workflow';

import type { Field, Provider } from '../define/types';
import type { MessagingEvent } from './event';
import type { ReadEvent, Reading } from './reading';

export interface TriggerEvent {
	/** Never changes: saved workflows hold it. */
	value: string;
	name: string;
	description: string;
	/** Chosen in a new node. */
	selected?: true;
}

/** A webhook call as n8n received it. */
export interface IncomingCall {
	headers: Record<string, string | string[] | undefined>;
	/** The bytes of the body; empty for multipart. */
	rawBody: Buffer;
	/** Decoded from JSON, form or multipart. */
	body: unknown;
	query: IDataObject;
	method: string;
	/** Parts of the path after the webhook's own. */
	path: string;
}

/** `repeated`: genuine, but the very same call came before: accepted and dropped. */
export type Verdict = 'genuine' | 'forged' | 'repeated';

/** Filters that not every provider's events can be put through. */
export type EventFilter = 'accounts' | 'chatKind' | 'chats';

/**
 * Where a received file is: below a host of the provider, behind a link with its own permission, or
 * behind one that the provider gives for what it sent.
 */
export type MediaSource =
	| { host?: string; path: string }
	| { open: string }
	| {
			ask: HookRequest;
			/** Asked when the first path does not exist (404, 405). */
			otherPath?: string;
			link: (answer: unknown) => string | undefined;
	  };

export interface TriggerSpec {
	provider: Provider;
	events: TriggerEvent[];
	/** Those that this provider has besides the ones that all have. */
	filters: EventFilter[];
	/** Fields of the provider's own, above the filters (account, authentication, registration). */
	fields?: Field[];
	/** Who sent this? Compares in constant time. */
	verify: (context: IWebhookFunctions, call: IncomingCall) => Promise<Verdict> | Verdict;
	/**
	 * Splits a body into events. @throws BadBody for one that is not known: it becomes an event of
	 * the kind "other"
	 */
	read: (body: IDataObject, call: IncomingCall) => Reading[];
	/** How a received file is fetched: with the credential, unless `open`. */
	media?: (event: MessagingEvent) => MediaSource | undefined;
	/** Provider-specific choice of events, besides the list (raw type and method pairs). */
	alsoWanted?: (context: IWebhookFunctions, event: ReadEvent) => boolean;
	/** The text of the message that an event quotes, where the provider sends it along. */
	quotedText?: (event: MessagingEvent) => string | undefined;
	/** A text to the person or chat that an event came from, for the answers of Send and Wait. */
	say?: (event: MessagingEvent, text: string) => HookRequest;
	/** None for providers whose panel alone can register a webhook. */
	registration?: Registration;
}

export interface Registration {
	/** True when the provider has exactly what the node wants. */
	exists: (hook: IHookFunctions) => Promise<boolean>;
	create: (hook: IHookFunctions) => Promise<void>;
	remove: (hook: IHookFunctions) => Promise<void>;
}

/** A body that is neither JSON nor a form (answered with 400), or that a reader does not know. */
export class BadBody extends Error {}

export type HookRequest = Pick<IHttpRequestOptions, 'method' | 'body' | 'qs'> & {
	path: string;
	host?: string;
	/** Milliseconds of waiting in retries; 30 seconds unless a provider's limits need more. */
	maxWait?: number;
	/** It must not be done twice. */
	isMessage?: boolean;
	/** Statuses of refusals that say that it is so already: the answer is `{alreadyDone: true}`. */
	doneOn?: number[];
};
