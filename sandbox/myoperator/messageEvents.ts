import type { Dict, SandboxEvent } from '../core/types';
import { asDict, asText } from '../core/values';
import { MYOPERATOR_AGENT, MYOPERATOR_DEMO } from './demo';
import type { Context, Conversation, Message } from './state';
import { micros, nanos } from './times';

/** The envelope of every event of the new family. */
export function envelope(
	context: Context,
	fields: {
		event_type: string;
		event_sequence: number;
		channel: 'call' | 'whatsapp';
		direction: string;
		session_id: string;
		system_identifier: string | null;
		customer_identifier: string;
		payload: Dict;
		timestamp?: string;
	},
): SandboxEvent {
	const { timestamp, ...rest } = fields;
	return {
		type: fields.event_type,
		family: 'new',
		payload: {
			company_id: MYOPERATOR_DEMO.companyId,
			event_id: `event-${context.ids.hex(72)}`,
			event_version: '1',
			timestamp: timestamp ?? nanos(context.now()),
			...rest,
		},
	};
}

function conversationOf(message: Message, context: Context): Conversation {
	const conversation = context.state.conversations.get(message.conversation_id);
	if (!conversation) throw new Error(`message ${message.id} has no conversation`);
	return conversation;
}

function customerOf(conversation: Conversation): string {
	return conversation.customer_country_code + conversation.customer_contact;
}

/** The message as both families carry it. */
function messageObject(message: Message, context: Context): Dict {
	return {
		id: message.id,
		message_by: message.message_by,
		action: message.action,
		status: message.status,
		is_reply: message.is_reply,
		reply_to: message.reply_to,
		reply_data: null,
		data: message.data,
		metadata: {
			waba_msg_id: message.waba_msg_id,
			myop_ref_id: message.myop_ref_id,
			errors: message.errors,
		},
		star_mark: false,
		created: message.created,
		modified: message.modified,
		is_read: message.is_read,
		events: structuredClone(message.events),
		conversation: { ...conversationOf(message, context) },
		activity: null,
		phone_number_id: message.phone_number_id,
	};
}

/** Sends to both families that a message was received, sent, delivered, read or failed. */
export function emitMessage(message: Message, stage: string, context: Context): void {
	const conversation = conversationOf(message, context);
	const object = messageObject(message, context);
	context.emit(
		envelope(context, {
			event_type: `message.${stage}`,
			event_sequence: 1,
			channel: 'whatsapp',
			direction: message.action,
			session_id: conversation.id,
			system_identifier: message.phone_number_id,
			customer_identifier: customerOf(conversation),
			payload: { ...object, mode: 'lc', source: message.source },
		}),
	);
	const legacy = legacyKey(message, stage);
	if (legacy !== undefined) {
		context.emit({
			type: legacy,
			family: 'legacy-whatsapp',
			payload: legacyEnvelope(message, stage, legacyMessage(object, stage), context),
		});
	}
}

/** The old family documents texts, templates and failures only. */
function legacyKey(message: Message, stage: string): string | undefined {
	if (stage === 'failed') return 'legacy.failed';
	if (!['sent', 'delivered', 'read'].includes(stage)) return undefined;
	const isTemplate = message.data.type === 'template' && stage !== 'read';
	return `legacy.${isTemplate ? 'template' : 'text'}.${stage}`;
}

function legacyEnvelope(message: Message, event: string, data: Dict, context: Context): Dict {
	return {
		type: 'message',
		source: message.source,
		mode: 'lc',
		event,
		timestamp: micros(context.now()),
		data,
	};
}

function legacyMessage(object: Dict, stage: string): Dict {
	if (stage === 'delivered') {
		// As documented: the inside of "delivered" still says "sent".
		const events = (object.events as Message['events']).map((event) =>
			event.name === 'delivered' ? { ...event, timestamp: null } : event,
		);
		return { ...object, status: 'sent', events };
	}
	if (stage !== 'failed') return object;
	const { phone_number_id: _left, ...rest } = object;
	const metadata = asDict(object.metadata);
	const errors = Object.fromEntries(
		Object.entries(asDict(metadata.errors)).map(([code, text]) => [`WABA_${code}`, text]),
	);
	return { ...rest, metadata: { ...metadata, errors } };
}

/** Someone opened a tracked link of a template message. */
export function emitLinkClick(message: Message, button: string, context: Context): void {
	const conversation = conversationOf(message, context);
	const now = micros(context.now());
	const { star_mark: _left, metadata, ...object } = messageObject(message, context);
	const { errors: _errors, ...ids } = asDict(metadata);
	const data: Dict = {
		...object,
		metadata: ids,
		link_tracking: {
			template_id: asText(message.data.context.template_id),
			template_name: asText(message.data.context.name),
			button_info: button,
			clicked_at: now,
		},
		errors: null,
		conversation_id: conversation.id,
	};
	context.emit(
		envelope(context, {
			event_type: 'message.link_tracking',
			event_sequence: 1,
			channel: 'whatsapp',
			direction: 'outgoing',
			session_id: conversation.id,
			system_identifier: message.phone_number_id,
			customer_identifier: customerOf(conversation),
			payload: { ...data, source: message.source, mode: 'lc' },
		}),
	);
	context.emit({
		type: 'legacy.template.link_tracking',
		family: 'legacy-whatsapp',
		payload: legacyEnvelope(
			message,
			'message.link_tracking',
			{ ...data, source: message.source },
			context,
		),
	});
}

/** A conversation was given to an agent or closed. */
export function emitConversation(
	conversation: Conversation,
	what: 'assign' | 'close',
	context: Context,
): void {
	const agent = conversation.assigned_to ?? MYOPERATOR_AGENT;
	const { last_message_at: _last, unread_count: _unread, ...shown } = conversation;
	context.emit(
		envelope(context, {
			event_type: `conversation.${what}`,
			event_sequence: 1,
			channel: 'whatsapp',
			direction: '',
			session_id: conversation.id,
			system_identifier: agent,
			customer_identifier: customerOf(conversation),
			payload: {
				...shown,
				activity: {
					id: context.ids.uuid(),
					conversation_id: conversation.id,
					activity: what === 'assign' ? 'conv_assigned' : 'conv_closed',
					action_by: agent,
					action_to: what === 'assign' ? agent : null,
					created: micros(context.now()),
				},
				mode: 'lc',
				source: 'lc',
			},
		}),
	);
}
