import { inStages, type Stage, stagesFor } from '../core/stages';
import type { Answer, Dict, SandboxRequest } from '../core/types';
import { asDict, asText, isDict } from '../core/values';
import { CRASHING_RECIPIENT, REFUSED_RECIPIENTS } from './demo';
import { failure, refusal, success } from './envelopes';
import { emitMessage } from './messageEvents';
import type { Context, Conversation, Message, PhoneNumber, Template } from './state';
import { micros } from './times';

export function sendMessage(request: SandboxRequest, context: Context): Answer {
	const body = asDict(request.body);
	const countryCode = asText(body.customer_country_code).replace(/^\+/, '');
	const number = asText(body.customer_number);
	const recipient = countryCode + number;
	if (recipient === CRASHING_RECIPIENT) return failure(500, request);
	const refused = REFUSED_RECIPIENTS[recipient];
	if (refused) return refusal(400, refused.code, refused.message, { error: {} });
	const sender = findSender(context, asText(body.phone_number_id));
	if (!sender) return refusal(400, 'CHAT_0306', 'Phone Number does not exist', { error: {} });
	const data = { type: asText(asDict(body.data).type), context: asDict(asDict(body.data).context) };
	const replyTo = asText(body.reply_to) || null;
	if (replyTo !== null && !context.state.messages.has(replyTo)) {
		return invalidField('reply_to', 'reply_to does not exist');
	}
	if (data.type === 'template') {
		const rendered = renderTemplate(context, sender, data.context);
		if ('status' in rendered) return rendered;
		data.context = rendered.context;
	}
	const known = conversationWith(context, countryCode, number);
	if (data.type !== 'template' && known?.expire_at && known.expire_at < micros(context.now()))
		return refusal(400, 'CHAT_3001', 'Message Sending Failed', {
			error: { '131047': 'Re-engagement message' },
		});
	const mediaId = asText(asDict(data.context.header).media_id);
	if (mediaId !== '' && !context.state.media.has(mediaId)) {
		return invalidField('media_id', 'media_id does not exist');
	}
	const conversation = openConversation(context, countryCode, number);
	const message = addMessage(context, {
		action: 'outgoing',
		status: 'accepted',
		message_by: null,
		data,
		reply_to: replyTo,
		myop_ref_id: body.myop_ref_id === undefined ? null : asText(body.myop_ref_id),
		conversation_id: conversation.id,
		phone_number_id: sender.phone_number_id,
		source: 'api',
	});
	inStages(context, stagesFor(recipient), (stage) => advance(message, stage, context));
	// The answer to interactive messages has another text, and the key is spelled correctly.
	return data.type === 'interactive'
		? success({ conversation_id: conversation.id, message_id: message.id }, 'Accepted')
		: success({ message_id: message.id, conversaton_id: conversation.id }, 'Message Sent');
}

function invalidField(field: string, message: string): Answer {
	const error = { [field]: [message] };
	return refusal(400, '400', 'Missing required fields or Invalid Input', { error });
}

/** Accepts both IDs of a number: the documentation shows either. */
export function findSender(context: Context, id: string): PhoneNumber | undefined {
	return context.state.phoneNumbers.find((one) => one.phone_number_id === id || one.id === id);
}

/** Moves a message to a stage and notifies the registered addresses. */
function advance(message: Message, stage: Stage, context: Context): void {
	const now = context.now();
	message.status = stage;
	message.modified = micros(now);
	message.is_read = stage === 'read';
	if (stage === 'failed') message.errors = { '131026': 'Message undeliverable' };
	for (const event of message.events) {
		if (event.name === stage) event.timestamp = now.toISOString().replace(/\.\d+Z$/, '.000000Z');
	}
	emitMessage(message, stage, context);
}

type NewMessage = Pick<
	Message,
	| 'action'
	| 'status'
	| 'message_by'
	| 'data'
	| 'reply_to'
	| 'myop_ref_id'
	| 'conversation_id'
	| 'phone_number_id'
	| 'source'
>;

/** Keeps a message of either direction, with the ids and times that MyOperator gives it. */
export function addMessage(context: Context, fields: NewMessage): Message {
	const time = micros(context.now());
	const message: Message = {
		...fields,
		id: context.ids.uuid(),
		is_reply: fields.reply_to !== null,
		waba_msg_id: `wamid.${Buffer.from(context.ids.hex(40)).toString('base64')}`,
		errors: null,
		created: time,
		modified: time,
		is_read: false,
		events: ['sent', 'delivered', 'read'].map((name) => ({ name, timestamp: null })),
	};
	context.state.messages.set(message.id, message);
	return message;
}

const conversationWith = (context: Context, countryCode: string, number: string) =>
	[...context.state.conversations.values()].find(
		(one) => one.customer_country_code === countryCode && one.customer_contact === number,
	);

/** The conversation with a customer; a new one is unassigned. */
export function openConversation(
	context: Context,
	countryCode: string,
	number: string,
	name?: string,
): Conversation {
	const time = micros(context.now());
	const { conversations } = context.state;
	let conversation = conversationWith(context, countryCode, number);
	if (!conversation) {
		conversation = {
			id: context.ids.uuid(),
			customer_country_code: countryCode,
			customer_contact: number,
			customer_name: name ?? countryCode + number,
			assigned_to: null,
			status: 'unassigned',
			expire_at: null,
			last_message_at: time,
			created: time,
			modified: time,
			unread_count: 0,
		};
		conversations.set(conversation.id, conversation);
	}
	// WhatsApp sends the name with the messages of the customer.
	if (name) conversation.customer_name = name;
	conversation.last_message_at = time;
	conversation.modified = time;
	return conversation;
}

/** The template message as webhooks show it, or the refusal. */
function renderTemplate(
	context: Context,
	sender: PhoneNumber,
	asked: Dict,
): { context: Dict } | Answer {
	const name = asText(asked.template_name);
	const language = asText(asked.language);
	const template = [...context.state.templates.values()].find(
		(one) =>
			one.name === name &&
			one.waba_id === sender.waba_account.waba_id &&
			(language === '' || one.language === language),
	);
	if (!template) return refusal(400, '400', 'Template not associated with this company');
	const body = componentText(template, 'BODY');
	const missing = variables(body).find((key) => !(key in asDict(asked.body)));
	if (missing !== undefined) return invalidField('body', `${missing} is required`);
	const header = componentText(template, 'HEADER');
	return {
		context: {
			template_id: template.id,
			name,
			language: template.language,
			category: template.category,
			...(header === '' ? {} : { header: { format: 'text', text: fill(header, asked.header) } }),
			body: { type: 'text', context: fill(body, asked.body) },
			template_payload: {
				header: asDict(asked.header),
				body: asDict(asked.body),
				...(Array.isArray(asked.buttons) ? { buttons: asked.buttons } : {}),
			},
			link_tracking: template.link_tracking,
		},
	};
}

function componentText(template: Template, type: string): string {
	return asText(template.components.find((component) => component.type === type)?.text);
}

function variables(text: string): string[] {
	return [...text.matchAll(/\{\{\s*([^}\s]+)\s*\}\}/g)].map((match) => match[1] ?? '');
}

function fill(text: string, values: unknown): string {
	return text.replace(/\{\{\s*([^}\s]+)\s*\}\}/g, (whole, key: string) => {
		const given = isDict(values) ? values[key] : undefined;
		return given === undefined ? whole : asText(given);
	});
}
