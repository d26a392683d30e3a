/** The events that 2Chat can report, and what a subscription to each is narrowed by. */

/** Which of the account's numbers an event belongs to. */
export type EventFamily = 'whatsapp' | 'group' | 'waba' | 'phone';

export interface TwoChatEvent {
	/** 2Chat's name of the event. */
	value: string;
	name: string;
	description: string;
	family: EventFamily;
	/** Known only from programs that use it, not from 2Chat's documentation. */
	unofficial?: true;
}

const event = (
	family: EventFamily,
	value: string,
	name: string,
	description: string,
): TwoChatEvent => ({ family, value, name, description });

const unofficial = (entry: TwoChatEvent): TwoChatEvent => ({
	...entry,
	description: `${entry.description}. Not in 2Chat's public documentation; it may change.`,
	unofficial: true,
});

export const EVENTS: TwoChatEvent[] = [
	event('whatsapp', 'whatsapp.message.new', 'Message New', 'A message came in or went out'),
	event('whatsapp', 'whatsapp.message.received', 'Message Received', 'A message came in'),
	event('whatsapp', 'whatsapp.message.sent', 'Message Sent', 'A message went out'),
	event(
		'whatsapp',
		'whatsapp.message.reaction',
		'Message Reaction',
		'Someone reacted to a message',
	),
	event(
		'whatsapp',
		'whatsapp.message.edited',
		'Message Edited',
		'The text of a message was changed, also in groups',
	),
	event(
		'whatsapp',
		'whatsapp.conversation.new',
		'Conversation New',
		'Someone wrote for the first time, or again after a time that you choose',
	),
	event(
		'whatsapp',
		'whatsapp.audio.transcribed',
		'Audio Transcribed',
		'A voice message was turned into text',
	),
	event(
		'whatsapp',
		'whatsapp.order.received',
		'Order Received',
		'A customer ordered from the catalog',
	),
	event(
		'whatsapp',
		'whatsapp.message.receipt.sent',
		'Receipt Sent',
		'A message of yours left for the recipient',
	),
	event(
		'whatsapp',
		'whatsapp.message.receipt.received',
		'Receipt Received',
		"A message of yours arrived on the recipient's phone",
	),
	event(
		'whatsapp',
		'whatsapp.message.receipt.read',
		'Receipt Read',
		'A message of yours was read; only where the recipient allows read receipts',
	),
	unofficial(
		event(
			'whatsapp',
			'whatsapp.message.receipt.not-sent',
			'Receipt Not Sent',
			'A message of yours could not be sent',
		),
	),
	event(
		'whatsapp',
		'whatsapp.call.received',
		'WhatsApp Call Received',
		'A WhatsApp call came in, answered or missed',
	),
	event(
		'whatsapp',
		'whatsapp.call.made',
		'WhatsApp Call Made',
		'A WhatsApp call was placed from the app',
	),
	event(
		'group',
		'whatsapp.group.message.received',
		'Group Message Received',
		'Someone wrote in a group',
	),
	event(
		'group',
		'whatsapp.group.message.reaction',
		'Group Message Reaction',
		'Someone reacted to a message in a group',
	),
	event('group', 'whatsapp.group.join', 'Group Join', 'Someone joined a group'),
	event('group', 'whatsapp.group.leave', 'Group Leave', 'Someone left a group of their own accord'),
	event('group', 'whatsapp.group.remove', 'Group Remove', 'Someone was removed from a group'),
	event(
		'whatsapp',
		'whatsapp.number.status',
		'Number Status',
		'Your number was connected or disconnected, or has a new QR code',
	),
	unofficial(
		event(
			'waba',
			'whatsapp.waba.message.received',
			'WABA Message Received',
			'A message came in at an official WhatsApp Business (WABA) number',
		),
	),
	event(
		'waba',
		'whatsapp.waba.message.sent',
		'WABA Message Sent',
		'A message went out from an official WhatsApp Business (WABA) number',
	),
	event(
		'waba',
		'whatsapp.waba.message.receipt.sent',
		'WABA Receipt Sent',
		'A message from an official WhatsApp Business (WABA) number left for the recipient',
	),
	event(
		'waba',
		'whatsapp.waba.message.receipt.received',
		'WABA Receipt Received',
		"A message from an official WhatsApp Business (WABA) number arrived on the recipient's phone",
	),
	unofficial(
		event(
			'waba',
			'whatsapp.waba.template.status.updated',
			'WABA Template Status Updated',
			'Meta approved or refused a template of an official WhatsApp Business (WABA) number',
		),
	),
	event(
		'phone',
		'call.status.update',
		'Phone Call Status Update',
		'A phone call rings, was answered or ended',
	),
	event(
		'phone',
		'call.incoming.completed',
		'Phone Call Incoming Completed',
		'A call to a virtual number ended, answered or missed',
	),
	event(
		'phone',
		'call.outbound.completed',
		'Phone Call Outbound Completed',
		'A call from a virtual number ended',
	),
];

export const eventsOf = (...families: EventFamily[]): string[] =>
	EVENTS.filter(({ family }) => families.includes(family)).map(({ value }) => value);
