import type { Contract, Problem } from './contract';
import type { FileShelf } from './files';
import type { Ids } from './ids';
import type { Dict } from './values';

export type { Dict };

/** What a handler answers. A body that is neither a string nor bytes is sent as JSON. */
export interface Answer {
	status: number;
	body?: unknown;
	/** Content type; `application/json` unless the body is a string (`text/plain`) or bytes. */
	type?: string;
	headers?: Record<string, string>;
}

/** A file part or a raw body: its bytes were read once. */
export interface ReceivedFile {
	/** Form field, or '' for a raw body. */
	field: string;
	filename: string;
	mimeType: string;
	/** Bytes. */
	size: number;
	sha256: string;
}

export type BodyKind = 'none' | 'json' | 'form' | 'multipart' | 'raw' | 'malformed';

/** One API request after routing and body reading. */
export interface SandboxRequest {
	provider: string;
	/** Key of the provider's host (`x-host` in the contract). */
	host: string;
	method: string;
	/** Path below the host's prefix, without the query. */
	path: string;
	/** Undefined when no operation of the contract has this method and path. */
	operationId?: string;
	/** Names in lower case. */
	headers: Record<string, string>;
	params: Dict;
	query: Dict;
	bodyKind: BodyKind;
	/** Media type of the body without parameters, '' when there is none. */
	mediaType: string;
	body: unknown;
	files: ReceivedFile[];
	/** The bytes of `files`, for providers that keep them; empty for others and for large files. */
	uploads: Buffer[];
}

/** What the sandbox remembers of one API request. */
export interface ReceivedRequest {
	provider: string;
	host: string;
	method: string;
	path: string;
	operationId: string | null;
	/** Secrets are replaced by `[hidden]`, in query and body too. */
	headers: Record<string, string>;
	query: Dict;
	body: unknown;
	files: ReceivedFile[];
	/** Members that the contract does not know, such as "body.colour"; where the provider takes them. */
	unknown: string[];
	/** HTTP status that was sent, or null when the connection was cut or left hanging. */
	status: number | null;
	/** True when the handler ran and did not refuse. */
	tookEffect: boolean;
	/** Kind of the fault that was applied. */
	fault: string | null;
	/** ISO 8601, by the sandbox's clock. */
	time: string;
}

export type WebhookEncoding = 'json' | 'form' | 'multipart';

export type WebhookAuth =
	| { kind: 'none' }
	| { kind: 'header'; name: string; value: string }
	| { kind: 'basic'; username: string; password: string };

/** An address that events go to, as a provider's panel or API would hold it. */
export interface WebhookTarget {
	id: string;
	provider: string;
	url: string;
	encoding: WebhookEncoding;
	auth: WebhookAuth;
	/** Extra static headers. */
	headers: Record<string, string>;
	/** Event types; empty = all. */
	events: string[];
	/** Whatever else the provider needs to know about it (family, number, secret, ...). */
	settings: Dict;
}

/** An event at the provider, which is delivered to registered addresses. */
export interface SandboxEvent {
	/** The key in the contract's `webhooks`. */
	type: string;
	/** Which envelope it has, where a provider has several. */
	family?: string;
	/** The whole body that is delivered. */
	payload: unknown;
	/** For targets that want one event only, e.g. a number or a channel. */
	about?: Dict;
}

/** Changes that a provider makes to one delivery. */
export interface WebhookDialect {
	/** Whether this address wants this event; by default `events` and nothing else decides. */
	accepts?(target: WebhookTarget, event: SandboxEvent): boolean;
	/** Method and address; by default POST to the target's URL. */
	route?(target: WebhookTarget, event: SandboxEvent): { method: string; url: string };
	/** Fields of a form or multipart body; by default the top-level keys, nested values as JSON. */
	formFields?(target: WebhookTarget, event: SandboxEvent): Record<string, string> | undefined;
	/** Headers computed from the exact body; `forged` asks for a wrong signature. */
	sign?(target: WebhookTarget, raw: string, forged: boolean, now: Date): Record<string, string>;
}

/** What handlers and events of a provider work with. */
export interface ProviderContext<S> {
	readonly state: S;
	readonly ids: Ids;
	readonly files: FileShelf;
	now(): Date;
	/** Delivers an event to every address that wants it. */
	emit(event: SandboxEvent): void;
	/** Runs something later; `settled()` waits for it. Milliseconds. */
	later(ms: number, run: () => void): void;
	/** Pause between the stages of a message or a call, in milliseconds. */
	readonly stageMs: number;
	/** Absolute URL of one of the provider's hosts in this sandbox. */
	url(host: string): string;
	targets: {
		list(): WebhookTarget[];
		add(target: NewTarget): WebhookTarget;
		remove(id: string): boolean;
	};
}

export type NewTarget = Pick<WebhookTarget, 'url'> &
	Partial<Omit<WebhookTarget, 'provider' | 'url'>>;

export type Handler<S> = (
	request: SandboxRequest,
	context: ProviderContext<S>,
) => Answer | Promise<Answer>;

/** Makes something happen; receives what the caller of the control API sent. */
export type Happening<S> = (input: Dict, context: ProviderContext<S>) => unknown;

export interface ShownButton {
	id: string;
	title: string;
}

export interface ShownMessage {
	id: string;
	/** Written by the business; otherwise by the person. */
	fromBusiness: boolean;
	/** The provider's own word: text, image, interactive ... */
	kind: string;
	text: string;
	/** Address of a picture or file. */
	file?: string;
	/** The provider's own word for how far it got. */
	status: string;
	/** ISO 8601. */
	time: string;
	/** What the person can tap or choose. */
	buttons: ShownButton[];
}

export interface ShownChat {
	/** The person's number, digits only, or the ID of a group. */
	id: string;
	name: string;
	/** The number of the business that the chat is with, where a provider has several. */
	own: string;
	/** Oldest first. */
	messages: ShownMessage[];
}

/** Something to happen at the provider: the name of a happening and its input. */
export type Cause = [happening: string, input: Dict];

/** Who does something, to whom. */
export interface Doer {
	/** Digits only. */
	person: string;
	name: string;
	/** As in `ShownChat.own`. */
	own: string;
}

/** A provider, seen from the phone of a person. */
export interface PhoneView<S> {
	chats(context: ProviderContext<S>): ShownChat[];
	/** The numbers of the business that people can write to. */
	owns(context: ProviderContext<S>): string[];
	writes(doer: Doer, text: string): Cause;
	/** Left out where messages have nothing to tap. */
	taps?(doer: Doer, message: ShownMessage, button: ShownButton): Cause;
	/** Left out where a missed call can't happen. */
	missesCall?(doer: Doer): Cause;
	/** Of addresses that a person enters in the provider's panel. */
	webhookAuth?: WebhookAuth;
	/** What is special about some numbers, for a person who tries failures. */
	numbers: Record<string, string>;
}

/** Everything the core needs to know of a provider. */
export interface ProviderDefinition<S> {
	name: string;
	/** File below contracts/, or a contract that was made some other way. */
	contract: string | Contract;
	/** `x-host` of the contract -> path prefix below `/<name>`. */
	hosts: Record<string, string>;
	/** What a person needs to try it: shown by the CLI. */
	demo: Record<string, string>;
	/** Names whose values are never recorded. */
	secrets: { headers?: string[]; query?: string[]; body?: string[] };
	/** Handlers get the bytes of uploaded files, which are dropped otherwise. */
	keepsFiles?: boolean;
	/**
	 * Members that the contract does not know are taken, as the real server does, and listed under
	 * `unknown` of the received request.
	 */
	takesUnknown?: boolean;
	/** Changes names that clients of the provider use into those of the contract, before it is checked. */
	rename?(request: SandboxRequest): void;
	/** Query parameters taken on every operation though the contract lists them nowhere. */
	commonQuery?: string[];
	createState(seed: { ids: Ids; now: Date; url(host: string): string }): S;
	/** A refusal, or undefined when the credentials are right. */
	authenticate(request: SandboxRequest, context: ProviderContext<S>): Answer | undefined;
	/** The provider's words for a request that the contract does not allow. */
	invalid(problems: Problem[], request: SandboxRequest): Answer;
	/** The provider's answer to a path or method it does not have. */
	unknownRoute(request: SandboxRequest): Answer;
	/** The provider's body for a failure that a fault asks for. */
	failure(status: number, request: SandboxRequest): Answer;
	/** Whose requests count together for the rate limit. */
	limitKey?(request: SandboxRequest): string;
	/** Requests per minute and credential, when the provider limits them. */
	perMinute?: number;
	handlers: Record<string, Handler<S>>;
	happenings: Record<string, Happening<S>>;
	dialect?: WebhookDialect;
	/** For the page at /_sandbox; without it nobody is seen there. */
	phone?: PhoneView<S>;
}

/** Services of the core that a running provider uses. */
export interface Services {
	now(): Date;
	ids(provider: string): Ids;
	files: FileShelf;
	stageMs: number;
	baseUrl(): string;
	emit(provider: string, dialect: WebhookDialect, event: SandboxEvent): void;
	later(ms: number, run: () => void): void;
	targets(provider: string): ProviderContext<unknown>['targets'];
}

/** A provider with its state; the state's type shows only on the way out. */
export interface RunningProvider<S> {
	readonly state: S;
	readonly contract: Contract;
	authenticate(request: SandboxRequest): Answer | undefined;
	handler(operationId: string): ((request: SandboxRequest) => Answer | Promise<Answer>) | undefined;
	happen(name: string, input: Dict): unknown;
	/** The chats as people see them, and the own numbers that they can write to. */
	chats(): { owns: string[]; chats: ShownChat[] };
	reset(): void;
}

export interface Provider<S> {
	readonly info: Omit<
		ProviderDefinition<S>,
		'createState' | 'authenticate' | 'handlers' | 'happenings'
	>;
	start(services: Services): RunningProvider<S>;
}
