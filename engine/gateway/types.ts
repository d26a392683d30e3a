/** How the shared message form maps to each provider: data, next to the provider's descriptors. */
import type { IDataObject } from 'n8n-workflow';

import type { Provider, Values } from '../define/types';
import type { MessagingEvent } from '../trigger/event';
import type { TriggerSpec } from '../trigger/types';

export type SendKind =
	| 'sendText'
	| 'sendImage'
	| 'sendVideo'
	| 'sendAudio'
	| 'sendDocument'
	| 'sendLocation'
	| 'sendContact'
	| 'sendPoll'
	| 'sendTemplate'
	| 'sendButtons'
	| 'sendList';

/** Actions that answer an event of a trigger: only the gateway that it came through can. */
export type EventAction = 'reply' | 'react' | 'markAsRead' | 'showTyping' | 'downloadMedia';

export type GatewayAction = SendKind | EventAction | 'checkNumber' | 'getStatus';

export const EVENT_ACTIONS: readonly GatewayAction[] = [
	'reply',
	'react',
	'markAsRead',
	'showTyping',
	'downloadMedia',
];

/** What goes out as a message. */
export const isSend = (action: GatewayAction): boolean =>
	action === 'reply' || action.startsWith('send');

/** An operation of the provider and its parameters, made from the common values. */
export interface Mapped {
	resource: string;
	operation: string;
	/** @throws WrongValue where this provider can't take the values */
	parameters: (values: Values, sender: string | undefined) => IDataObject;
	/** Another operation, where the values need it. */
	instead?: (values: Values) => Mapped | undefined;
}

/** The facts in an answer, under names that all providers share. */
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

/** An operation that lists the numbers or sessions of an account, to send from one of them. */
export interface SenderSource {
	resource: string;
	operation: string;
	/** The sender in a row; undefined if the row is one that can't send now. */
	pick: (row: IDataObject) => string | undefined;
	/** The actions that use this kind of sender; left out: all. */
	actions?: GatewayAction[];
}

/** What a provider calls the number or session that it sends from. */
export interface SenderField {
	label: string;
	/** One sentence without its period: what the value is and where to find it. */
	description: string;
	example: string;
	/** Where the first one that can send is found if the person names none: the first that fits. */
	sources: SenderSource[];
}

/** What a provider does with a field of the form, as the end of a sentence that begins with its name. */
export type FieldNotes = Partial<Record<'fileName' | 'variableName' | 'language', string>>;

export interface GatewayMap {
	provider: Provider;
	/** Stable value of this provider in the node's parameters. */
	value: string;
	/** The provider's operation for an action; see `canDo`. */
	actions: Partial<Record<GatewayAction, Mapped>>;
	/** Where the file of a received message is. */
	media?: TriggerSpec['media'];
	/** The own number or session that an event came to, as the sender of an answer. */
	senderOf?: (event: MessagingEvent) => string | undefined;
	/** Reads the facts out of the first item of an action's output. */
	facts: (row: IDataObject, action: GatewayAction) => GatewayFacts;
	/** Absent for providers whose credential belongs to one number. */
	sender?: SenderField;
	/** IDs that this provider alone gives to chats; "To" takes them as they are. */
	ownChatId?: RegExp;
	/** Whether "To" may be the chat ID of a group. */
	takesGroups?: boolean;
	/** Whether it fetches a file from the input through a link to this n8n. */
	fetchesFiles?: boolean;
	/** What identifies a template, such as "the name of the template". */
	template?: string;
	notes?: FieldNotes;
}

/** Downloading is no operation of the API: the trigger knows where the file is. */
export const canDo = ({ actions, media }: GatewayMap, action: GatewayAction): boolean =>
	(action === 'downloadMedia' ? media : actions[action]) !== undefined;
