/**
 * The vocabulary of the package: what a provider's files declare and the engine runs.
 * Everything here is data. A function appears only where a value has to be mapped, and is pure.
 */
import type {
	IDataObject,
	IHttpRequestMethods,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

import type { Reason } from './reasons';

/** Where a field's value goes. `nowhere`: it only steers the form or is used by `request.shape`. */
export type Place = 'body' | 'query' | 'path' | 'header' | 'file' | 'nowhere';

/** All values of one item, converted, by field name (children of collections included). */
export type Values = Record<string, unknown>;

export interface Send {
	/** Default: `path` if the path names it, else `query` for GET, HEAD and DELETE, else `body`. */
	in?: Place;
	/**
	 * Name on the wire, dotted for nested body keys. Default: the field's name.
	 * '': the value is an object whose (dotted) keys are the names.
	 */
	as?: string;
	/** Maps the value to what is sent; `undefined` leaves it out; throws `WrongValue` to refuse it. */
	value?: (value: unknown, values: Values) => unknown;
	/**
	 * The value names a file of the item; what is sent is n8n's own signed link to it. The wire names
	 * get the file's name and MIME type, unless the person gave others.
	 */
	signedUrl?: { fileName?: string; mimeType?: string };
}

/** What the provider's documents forbid; checked before anything is sent. */
export interface Limits {
	minLength?: number;
	maxLength?: number;
	min?: number;
	max?: number;
	maxItems?: number;
	minItems?: number;
	/** The whole value must match; `patternHint` says in words what is expected. */
	pattern?: RegExp;
	patternHint?: string;
	/** Files: bytes. */
	maxBytes?: number;
	/** Files: accepted MIME types, `image/*` allowed. */
	mimeTypes?: string[];
}

/** One group of a fixedCollection. */
export interface FieldGroup {
	name: string;
	displayName: string;
	values: Field[];
}

/** An n8n property plus where its value goes. */
export type Field = Omit<INodeProperties, 'routing' | 'options' | 'type'> & {
	type: INodeProperties['type'];
	options?: Array<INodePropertyOptions | Field | FieldGroup>;
	send?: Send;
	limits?: Limits;
};

/**
 * What repeating an operation would do.
 * `read`: nothing. `idempotent`: the same state again. `send`: it might happen twice.
 */
export type Effect = 'read' | 'idempotent' | 'send';

export interface RequestSpec {
	method: IHttpRequestMethods;
	/** Appended to the host's base URL; `{name}` are path fields. */
	path: string;
	/** Key of `Provider.hosts`; default: the first. */
	host?: string;
	/**
	 * How the body is written. A file part makes JSON multipart; `binary` sends the file alone;
	 * `base64` is JSON in which files are Base64 data URLs.
	 */
	encoding?: 'json' | 'form' | 'multipart' | 'binary' | 'base64';
	/** Constant parts. */
	body?: IDataObject;
	query?: IDataObject;
	headers?: Record<string, string>;
	/** For odd APIs: the request's parts and all values in, the changed parts out. */
	shape?: (parts: RequestParts, values: Values) => RequestParts;
	/** A second route for the same, asked when the first one does not exist (404, 405). */
	otherRoute?: (parts: RequestParts) => RequestParts;
}

/** A file that the provider fetches by a link. */
export interface LinkedFile {
	/** Name of the binary property of the item. */
	property: string;
	field: Field;
}

/** A request as collected from the fields, before it is encoded. */
export interface RequestParts {
	/** Instead of the operation's own, where an API has two routes for the same. */
	method?: IHttpRequestMethods;
	path: string;
	query: IDataObject;
	headers: Record<string, string>;
	body: IDataObject;
	/** Wire name to name of the binary property of the item. */
	files: Record<string, string>;
	/** Body name to the file whose link is sent there. */
	links?: Record<string, LinkedFile>;
}

/** What came back, after one HTTP exchange. `body` is parsed JSON, text, or a stream (`file` output). */
export interface Answer {
	status: number;
	headers: Record<string, string>;
	body: unknown;
}

/** One page's request changes; `undefined` from `next` ends the list. */
export interface Pager {
	/** Most rows that the provider gives in one page. */
	pageSize: number;
	first: (size: number) => IDataObject;
	/** Rows so far, the last page's rows and answer in; the next page's query (or body) values out. */
	next: (state: PageState) => IDataObject | undefined;
	in?: 'query' | 'body';
}

export interface PageState {
	/** 1 for the first page that was fetched. */
	page: number;
	size: number;
	total: number;
	rows: unknown[];
	answer: unknown;
	last: IDataObject;
	/** All query (or body) values of the page's request, what the person gave included. */
	asked?: IDataObject;
}

/** How an answer becomes items. `at` is a dotted path into the answer, after the provider's envelope. */
export type Output =
	/** `proof`: dotted paths into the answer; with none of them it does not say that it was done. */
	| { kind: 'item'; at?: string; map?: MapRow; proof?: string[] }
	| { kind: 'items'; at?: string; map?: MapRow }
	/** A map keyed by id: one item per entry, the key under `key`. */
	| { kind: 'entries'; at?: string; key: string; map?: MapRow }
	/** A fixed answer (`{deleted: true}`), with what the provider said merged in when `keep`. */
	| { kind: 'fixed'; json: IDataObject; keep?: boolean }
	/** 2xx: `{[name]: true}`, 404: `{[name]: false}`. */
	| { kind: 'exists'; name: string; keep?: string[] }
	/** The body is a file. `link`: the body is JSON and the file is behind the URL found there. */
	| {
			kind: 'file';
			/** May also lead to a data URI. Of several places the first with a text counts. */
			link?: string | string[];
			name?: (values: Values) => string;
			mimeType?: string;
			/** What to do when the answer has no file. */
			missing?: string;
	  };

/**
 * Part of a simplified row: a dotted path, kept under its last key; or a name and the paths of which
 * the first with a value is kept under that name.
 */
export type Kept = string | [name: string, path: string, ...others: string[]];

export type MapRow = (row: IDataObject, values: Values) => IDataObject;

export interface IdempotencyKey {
	in: 'header' | 'body';
	as: string;
	/** The field by which a user gives an own key. */
	field?: string;
	/** Recognises "this key was used before", which after a lost answer means: it was accepted. */
	isDuplicate?: (problem: Problem) => boolean;
}

export interface Operation {
	name: string;
	/** Never changes: saved workflows hold it. */
	value: string;
	action: string;
	description: string;
	request: RequestSpec;
	/** Shown at once, in this order. */
	fields?: Field[];
	/** Optional ones, under "Additional Fields", "Filters" or "Update Fields". */
	options?: Field[];
	filters?: Field[];
	updates?: Field[];
	output?: Output;
	pager?: Pager;
	/** Default by method: GET and HEAD read, PUT, PATCH and DELETE idempotent, POST send. */
	effect?: Effect;
	idempotencyKey?: IdempotencyKey;
	/** Names a list field: one request per entry, one output item each. */
	forEach?: string;
	/** What is kept of a row when "Simplify" is on; shows the switch. */
	simplify?: Kept[];
	/** Words and times that a person can read in what "Simplify" keeps. */
	inWords?: MapRow;
	/** Refuses combinations that no single field can see; throws `WrongValue`. */
	check?: (values: Values) => void;
	/** What a template says, for test runs: how it is looked up, and its text with the values filled in. */
	wording?: {
		request: (values: Values) => { path: string; query: IDataObject; host?: string };
		/** @param found the answer, without the provider's envelope */
		text: (found: unknown, parts: RequestParts, values: Values) => string | undefined;
	};
	/** By provider code or HTTP status, where they mean something else than in the provider's table. */
	advice?: Record<string, Advice>;
}

export interface Resource {
	name: string;
	value: string;
	description?: string;
	operations: Operation[];
}

export interface Host {
	/** Credential field that holds the base URL; empty means `baseUrl`. */
	baseUrlField: string;
	baseUrl: string;
	/** What this part of the account is called, for "is not set up" errors. */
	product: string;
	/** Where the same API may be as well, when an answer says that it is not at this base URL. */
	otherBase?: { isElsewhere: (problem: Problem) => boolean; of: (base: string) => string };
	/** Credential fields that must be filled for it. */
	needs: Array<{ field: string; label: string }>;
}

/** An error as the provider reported it. */
export interface Problem {
	/** HTTP status; 0 when there was no answer. */
	status: number;
	code?: string;
	message?: string;
	details?: string;
	/** What the operation itself says about it. */
	advice?: Advice;
	/** A success that leaves open whether it was done. */
	unconfirmed?: true;
}

/** What to tell the person about a code or status. */
export interface Advice {
	/** What happened, for the error's title; default: the provider's own message. */
	what?: string;
	/** What to do now. */
	todo: string;
	/** Refused for the moment (number booting, busy): nothing was sent, trying again is safe. */
	retry?: true;
	/** Why, in the words that all providers share; default: by what was said, or by the status. */
	reason?: Reason;
}

export interface Provider {
	name: string;
	credential: string;
	hosts: Record<string, Host>;
	resources: Resource[];
	/** Reads an error out of an answer; `undefined` when the answer is a success. */
	problem: (answer: Answer) => Problem | undefined;
	/** By provider code or HTTP status; codes win. */
	advice: Record<string, Advice>;
	/** Takes the provider's envelope off a successful answer's body. */
	unwrap?: (body: unknown) => unknown;
	/** Default for operations that send. */
	idempotencyKey?: IdempotencyKey;
	/** Which value names the recipient: items of one recipient go out in order. */
	recipient: (values: Values) => string | undefined;
	/** The parameters that send a message to this number instead; default: `{to: number}`. */
	recipientParameters?: (number: string) => IDataObject;
	/** Documented limits, shown as a hint at the pace option. */
	paceHint?: string;
	/** How arrays and objects look in multipart and form bodies. */
	formStyle?: { arrays: 'repeat' | 'json' | 'comma' };
}
