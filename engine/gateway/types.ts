/** How one form of message is told to each provider: data, next to the provider's own descriptors. */
import type { IDataObject } from 'n8n-workflow';

import type { Provider, Values } from '../define/types';

export type SendKind =
	| 'sendText'
	| 'sendImage'
	| 'sendVideo'
	| 'sendAudio'
	| 'sendDocument'
	| 'sendLocation'
	| 'sendContact'
	| 'sendPoll'
	| 'sendTemplate';

export type GatewayAction = SendKind | 'checkNumber' | 'getStatus';

/** An operation of the provider and its parameters, made from the common values. */
export interface Mapped {
	resource: string;
	operation: string;
	/** @throws WrongValue where this provider can't take the values */
	parameters: (values: Values, sender: string | undefined) => IDataObject;
}

/** What an answer tells, in the words that all providers share. */
export interface GatewayFacts {
	messageId?: string;
	status?: string;
	chatId?: string;
	sentAt?: string;
	onWhatsApp?: boolean;
}

/** A gateway that did not take the message, and what it said. */
export interface Attempted {
	gateway: string;
	error: string;
}

export interface GatewayMap {
	provider: Provider;
	/** Stable value of this provider in the node's parameters. */
	value: string;
	/** What the provider can do; a missing action it can't. */
	actions: Partial<Record<GatewayAction, Mapped>>;
	/** Reads the facts out of the first item of an action's output. */
	facts: (row: IDataObject, action: GatewayAction) => GatewayFacts;
	/**
	 * The number or session to send from when the person names none: `list` is an operation, `pick`
	 * gives the first row's that can send. Providers whose credential is one number have none.
	 */
	sender?: {
		resource: string;
		operation: string;
		pick: (row: IDataObject) => string | undefined;
		/** Some actions use another kind of number. */
		only?: GatewayAction[];
	};
	/** The sender of the actions that `sender.only` leaves out. */
	otherSender?: Omit<NonNullable<GatewayMap['sender']>, 'only'>;
}
