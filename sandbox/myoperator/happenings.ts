import { DAY } from '../core/times';
import type { Dict, Happening } from '../core/types';
import { asDict, asText, asTexts } from '../core/values';
import { emitDisposition } from './callEvents';
import { receiveCall } from './calls';
import { MYOPERATOR_AGENT } from './demo';
import { emitConversation, emitLinkClick, emitMessage } from './messageEvents';
import { addMessage, findSender, openConversation } from './messages';
import type { Context, Conversation, MyOperatorState } from './state';
import { micros } from './times';

/** A customer writes. `{from, text, name, type, context, phoneNumberId, replyTo}`, all optional. */
function messageReceived(input: Dict, context: Context): unknown {
	const from = (asText(input.from) || '919876543210').replace(/^\+/, '');
	const sender = findSender(context, asText(input.phoneNumberId)) ?? context.state.phoneNumbers[0];
	if (!sender) throw new TypeError('there is no phone number to write to');
	const countryCode = asText(input.countryCode) || from.slice(0, from.length - 10);
	const conversation = openConversation(
		context,
		countryCode,
		from.slice(countryCode.length),
		asText(input.name) || 'Asha Rao',
	);
	conversation.unread_count += 1;
	conversation.expire_at = micros(new Date(context.now().getTime() + DAY));
	if (conversation.status === 'closed') conversation.status = 'unassigned';
	const text = asText(input.text) || 'Hello';
	const message = addMessage(context, {
		action: 'incoming',
		status: 'received',
		message_by: null,
		data: {
			type: asText(input.type) || 'text',
			context: 'context' in input ? asDict(input.context) : { body: text },
		},
		reply_to: asText(input.replyTo) || null,
		myop_ref_id: null,
		conversation_id: conversation.id,
		phone_number_id: sender.phone_number_id,
		source: 'lc',
	});
	emitMessage(message, 'received', context);
	return { message_id: message.id, conversation_id: conversation.id };
}

/** The 24 hours after the last message of a customer are over. `{from}` */
function windowClosed(input: Dict, context: Context): unknown {
	const from = (asText(input.from) || '919876543210').replace(/^\+/, '');
	const countryCode = asText(input.countryCode) || from.slice(0, from.length - 10);
	const conversation = openConversation(context, countryCode, from.slice(countryCode.length));
	conversation.expire_at = micros(new Date(context.now().getTime() - 1));
	return { conversation_id: conversation.id };
}

/** A customer opens a tracked link. `{messageId, button?}` */
function linkTracking(input: Dict, context: Context): unknown {
	const message = context.state.messages.get(asText(input.messageId));
	if (!message) throw new TypeError('messageId names no message');
	emitLinkClick(message, asText(input.button) || 'btn-0', context);
	return { message_id: message.id };
}

function conversationFor(input: Dict, context: Context): Conversation {
	const { conversations } = context.state;
	const wanted = asText(input.conversationId);
	const conversation =
		wanted === '' ? [...conversations.values()].at(-1) : conversations.get(wanted);
	if (!conversation) throw new TypeError('conversationId names no conversation');
	return conversation;
}

/** `{conversationId?, agent?}`: the newest conversation and the seeded agent by default. */
function conversationAssign(input: Dict, context: Context): unknown {
	const conversation = conversationFor(input, context);
	conversation.assigned_to = asText(input.agent) || MYOPERATOR_AGENT;
	conversation.status = 'assigned';
	conversation.modified = micros(context.now());
	emitConversation(conversation, 'assign', context);
	return { conversation_id: conversation.id };
}

/** `{conversationId?}` */
function conversationClose(input: Dict, context: Context): unknown {
	const conversation = conversationFor(input, context);
	conversation.status = 'closed';
	conversation.modified = micros(context.now());
	emitConversation(conversation, 'close', context);
	return { conversation_id: conversation.id };
}

/** Someone calls. `{from?, agent?, answered?}` */
function callIncoming(input: Dict, context: Context): unknown {
	return { call_id: receiveCall(input, context).id };
}

/** `{callId?, names?, comment?, agent?}`: the newest call by default. */
function disposition(input: Dict, context: Context): unknown {
	const { calls, users } = context.state;
	const wanted = asText(input.callId);
	const call = wanted === '' ? [...calls.values()].at(-1) : calls.get(wanted);
	if (!call) throw new TypeError('callId names no call');
	const agent = users.get(asText(input.agent) || MYOPERATOR_AGENT);
	if (!agent) throw new TypeError('agent names no user');
	const names = Array.isArray(input.names) ? asTexts(input.names) : ['Interested'];
	emitDisposition(call, names, asText(input.comment), agent, context);
	return { call_id: call.id };
}

/** Meta has decided on a template. `{templateId, status?}` */
function templateDecided(input: Dict, context: Context): unknown {
	const template = context.state.templates.get(asText(input.templateId));
	if (!template) throw new TypeError('templateId names no template');
	template.waba_template_status = asText(input.status) || 'approved';
	template.modified = micros(context.now());
	return { template_id: template.id };
}

export const happenings: Record<string, Happening<MyOperatorState>> = {
	'message.received': messageReceived,
	'message.link_tracking': linkTracking,
	'conversation.windowClosed': windowClosed,
	'conversation.assign': conversationAssign,
	'conversation.close': conversationClose,
	'call.incoming': callIncoming,
	disposition,
	'template.decided': templateDecided,
};
