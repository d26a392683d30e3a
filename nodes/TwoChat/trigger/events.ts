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
	description: `${entry.description}. Not documented by 2Chat, so it may change.`,
	unofficial: true,
});

export const EVENTS: TwoChatEvent[] = [
	event('whatsapp', 'whatsapp.message.new', 'Message New', 'A message was received or sent'),
	event(
		'whatsapp',
		'whatsapp.message.received',
		'Message Received',
		'Someone wrote to your number',
	),
	event('whatsapp', 'whatsapp.message.sent', 'Message Sent', 'Your number sent a message'),
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
		'Someone changed the text of a message, in a private chat or a group',
	),
	event(
		'whatsapp',
		'whatsapp.conversation.new',
		'Conversation New',
		'Someone wrote for the first time, or again after a time of silence that you choose',
	),
	event(
		'whatsapp',
		'whatsapp.audio.transcribed',
		'Audio Transcribed',
		'2Chat turned a voice message into text',
	),
	event(
		'whatsapp',
		'whatsapp.order.received',
		'Order Received',
		'A customer placed an order from your catalog',
	),
	event(
		'whatsapp',
		'whatsapp.message.receipt.sent',
		'Receipt Sent',
		'Your message is on its way to the recipient',
	),
	event(
		'whatsapp',
		'whatsapp.message.receipt.received',
		'Receipt Received',
		"Your message arrived on the recipient's phone",
	),
	event(
		'whatsapp',
		'whatsapp.message.receipt.read',
		'Receipt Read',
		'The recipient read your message; only reported if they have read receipts on',
	),
	unofficial(
		event(
			'whatsapp',
			'whatsapp.message.receipt.not-sent',
			'Receipt Not Sent',
			'Your message could not be sent',
		),
	),
	event(
		'whatsapp',
		'whatsapp.call.received',
		'WhatsApp Call Received',
		'Someone called your number on WhatsApp, whether answered or missed',
	),
	event(
		'whatsapp',
		'whatsapp.call.made',
		'WhatsApp Call Made',
		'Someone called a person from the WhatsApp app of your number',
	),
	event(
		'group',
		'whatsapp.group.message.received',
		'Group Message Received',
		'Someone wrote in a group that your number is in',
	),
	event(
		'group',
		'whatsapp.group.message.reaction',
		'Group Message Reaction',
		'Someone reacted to a message in a group',
	),
	event(
		'group',
		'whatsapp.group.join',
		'Group Join',
		'Someone joined a group that your number is in',
	),
	event('group', 'whatsapp.group.leave', 'Group Leave', 'Someone chose to leave a group'),
	event('group', 'whatsapp.group.remove', 'Group Remove', 'Someone was removed from a group'),
	event(
		'whatsapp',
		'whatsapp.number.status',
		'Number Status',
		'Your number was connected or disconnected, or has a new QR code to scan',
	),
	unofficial(
		event(
			'waba',
			'whatsapp.waba.message.received',
			'WABA Message Received',
			'Someone wrote to your official WhatsApp Business (WABA) number',
		),
	),
	event(
		'waba',
		'whatsapp.waba.message.sent',
		'WABA Message Sent',
		'Your official WhatsApp Business (WABA) number sent a message',
	),
	event(
		'waba',
		'whatsapp.waba.message.receipt.sent',
		'WABA Receipt Sent',
		'A message from your official WhatsApp Business (WABA) number is on its way to the recipient',
	),
	event(
		'waba',
		'whatsapp.waba.message.receipt.received',
		'WABA Receipt Received',
		"A message from your official WhatsApp Business (WABA) number arrived on the recipient's phone",
	),
	unofficial(
		event(
			'waba',
			'whatsapp.waba.template.status.updated',
			'WABA Template Status Updated',
			'The status of a template of your official WhatsApp Business (WABA) number changed, for example to approved or rejected',
		),
	),
	event(
		'phone',
		'call.status.update',
		'Phone Call Status Update',
		'A phone call of a virtual number started to ring, was answered or ended',
	),
	event(
		'phone',
		'call.incoming.completed',
		'Phone Call Incoming Completed',
		'A phone call to your virtual number ended, whether answered or missed',
	),
	event(
		'phone',
		'call.outbound.completed',
		'Phone Call Outbound Completed',
		'A phone call from your virtual number ended',
	),
];

export const eventsOf = (...families: EventFamily[]): string[] =>
	EVENTS.filter(({ family }) => families.includes(family)).map(({ value }) => value);
