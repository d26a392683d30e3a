/** What "Send and Wait for Response" is made of: a question, and how a provider carries it. */
import type { IDataObject } from 'n8n-workflow';

/**
 * What the page behind a link has to know. It is kept in the execution's own data from the sending to
 * the answer, so that any process of n8n can take the answer.
 */
export interface Question {
	/** Which run of the node asks: links of earlier runs (of a loop) no longer count. */
	ask: string;
	kind: 'approval' | 'freeText';
	message: string;
	/** Labels; without `decline` the person can only approve. */
	approve: string;
	decline?: string;
	submit: string;
	title: string;
	thanks: string;
	/** The page for declining asks why. */
	reason: boolean;
	/** The deadline for answers, in milliseconds since 1970. */
	until?: number;
	/** Copied into the answer: who was asked, and through what. */
	sent: IDataObject;
}

/** The question as it is sent. */
export interface Ask {
	/** The message with the links below it. */
	text: string;
	/** The message alone, for buttons. */
	message: string;
	links: Array<{ label: string; url: string }>;
	/** One page with all answers, for messages with one button only, and that button's label. */
	page: { label: string; url: string };
}

/** How a provider carries the question. */
export interface WaitMap {
	/** The resource of the operations that carry it; it gets the new operation as well. */
	resource: string;
	/** The ordinary text message, with links: works everywhere. */
	links: {
		operation: string;
		/** Name of the parameter with the text; the others are the recipient and the sender. */
		text: string;
		/** Additional fields that are always set. */
		additional?: IDataObject;
	};
	/** A message with buttons that open the links, where the provider has one. */
	buttons?: {
		operation: string;
		parameters: (ask: Ask) => IDataObject;
		hint: string;
	};
	/** Additional fields of the text operation that are offered here as well. */
	options?: string[];
}
