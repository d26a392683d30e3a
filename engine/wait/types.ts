/** What "Send and Wait for Response" is made of: a question, and how a provider carries it. */
import type { IDataObject } from 'n8n-workflow';

/**
 * What the page behind a link has to know. It is kept in the execution's own data from the sending to
 * the answer, so that any process of n8n can take the answer.
 */
export interface Question {
	/** Which run of the node asks: links of earlier runs (of a loop) no longer count. */
	ask: string;
	kind: 'approval' | 'freeText' | 'choice';
	message: string;
	/** Labels; without `decline` the person can only approve. */
	approve: string;
	decline?: string;
	submit: string;
	title: string;
	thanks: string;
	/** Labels of a choice. */
	choices?: string[];
	/** Digits of those who may answer; then only answers from the chat count. */
	only?: string[];
	/** What the person gets in the chat after the decision. */
	reply?: string;
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
	/** Answers whose IDs bring them back from the chat; none for free text. */
	chat: Array<{ title: string; id: string }>;
	/** Whether the page may be used besides the buttons in the chat. */
	offersPage: boolean;
}

/** An operation that carries the question with its answers. */
export interface Carrier {
	operation: string;
	/** @param text the message, with the link of the page where it is offered */
	parameters: (text: string, answers: Ask['chat']) => IDataObject;
}

/** Whom the taps have to reach. */
export interface Listener {
	/** Of this n8n's addresses. */
	origin: string;
	/** Digits of the number that the question is sent from; empty where it does not matter. */
	sender: string;
}

/** How a provider carries the question. */
export interface WaitMap {
	/** The resource of the operations that carry it; it gets the new operation as well. */
	resource: string;
	/** How the list of actions names the operation, where the usual name is taken. */
	action?: string;
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
	/** Buttons (and a list for more answers) whose taps come back through the provider's trigger. */
	chat?: {
		hint: string;
		buttons: Carrier;
		/** For more answers than the buttons take. */
		list: Carrier;
		/** How to find out whether a trigger of this n8n gets the taps; without it nobody knows. */
		listens?: {
			resource: string;
			operation: string;
			/** The parameter with the number that the question is sent from, where it matters. */
			sender?: string;
			isListening: (row: IDataObject, here: Listener) => boolean;
		};
		/**
		 * A reply that quotes the question brings its text back, and with it the link: what the person
		 * wrote is the answer then.
		 */
		quotes?: true;
	};
	/** Additional fields of the text operation that are offered here as well. */
	options?: string[];
}
