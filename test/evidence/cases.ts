/** The recorded cases: which ones a run takes, and how a case reads. README.md explains the format. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { IDataObject, INode } from 'n8n-workflow';

export type Json = Record<string, unknown>;

export const isObject = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

export interface Case {
	id: string;
	kind: string;
	strength: (typeof STRENGTHS)[number];
}

export interface EventExpectation extends Json {
	timestamp?: unknown;
}

export interface WebhookExpectation extends EventExpectation {
	httpStatus?: number;
	answer?: unknown;
	/** Whether the workflow is started. */
	started?: boolean;
	events?: EventExpectation[];
	anyOf?: WebhookExpectation[];
	choice?: string;
	sameEventAs?: string;
	notSameEventAs?: string;
}

export interface WebhookCase extends Case {
	body?: unknown;
	text?: string;
	contentType?: string;
	headers?: Record<string, string>;
	query?: IDataObject;
	subscribed?: string[] | 'fresh';
	filters?: IDataObject;
	options?: IDataObject;
	parameters?: IDataObject;
	credential?: IDataObject;
	anyProtection?: boolean;
	expect: WebhookExpectation;
}

export interface SentExpectation {
	provider?: string;
	method?: string;
	path?: string;
	body?: unknown;
	bodyText?: string[];
	bodyTextNot?: string[];
	query?: Json;
	headers?: Json;
}

export interface ActionExpectation {
	anyOf?: ActionExpectation[];
	error?: { says?: string[]; saysNot?: string[] };
	sent?: SentExpectation[];
	output?: unknown;
	results?: unknown;
}

/** How the server answers the requests that fit. */
export interface CannedAnswer {
	provider?: string;
	method?: string;
	/** A regular expression for the whole path. */
	path?: string;
	status?: number;
	json?: unknown;
	text?: string;
	headers?: Record<string, string>;
}

export interface CaseItem {
	json?: IDataObject;
	binary?: Record<string, { content: string; mimeType: string; fileName?: string }>;
}

/** What an action node runs with. */
export interface ActionRun {
	node: string;
	resource?: string;
	operation?: string;
	parameters?: IDataObject;
	items?: CaseItem[];
	/** For the gateway: by provider. */
	credential?: Json;
	answers?: CannedAnswer[];
	settings?: Partial<INode>;
}

export interface ActionCase extends Case, ActionRun {
	list?: string;
	expect: ActionExpectation;
}

export interface PhoneCase extends Case {
	input: string;
	ways?: string[];
	defaultCountry?: string;
	defaultCallingCode?: string;
	defaultCountryAs?: string;
	expect: {
		digits?: string | string[];
		code?: string;
		refused?: true | { says?: string[] };
		orRefused?: true | { says?: string[] };
	};
}

const STRENGTHS = ['weak', 'medium', 'strong'] as const;
const OWN = join(__dirname, 'cases');

/** True when a run takes the cases of another folder. */
export const isForeign = !!process.env.EVIDENCE;

const folder = process.env.EVIDENCE || OWN;
const only = new RegExp(process.env.EVIDENCE_ONLY ?? '');
const minimum = STRENGTHS.findIndex((one) => one === (process.env.EVIDENCE_MIN ?? 'weak'));

/** True for a case that this run is to check: EVIDENCE_MIN and EVIDENCE_ONLY narrow it. */
export const isWanted = ({ id, strength }: Case): boolean =>
	only.test(id) && STRENGTHS.indexOf(strength) >= minimum;

/**
 * The cases of a file, in its order; none if the folder does not have it.
 *
 * @param file relative to the folder, such as "webhooks/wapio.json"
 */
export function casesOf<T extends Case>(file: string): T[] {
	const path = join(folder, file);
	return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T[]) : [];
}
