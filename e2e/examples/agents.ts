/** Examples with an AI agent; the model is a script. */
import { WHAPI_OWN_NUMBER } from '../../sandbox/whapi';
import type { ModelStep } from '../lib/chatModel';
import type { ExampleCase, Step } from '../lib/examples';

const ANSWER = 'We are open until 18:00 today.';

const question: Step = {
	happen: 'message.received',
	at: 'myoperator',
	with: { from: '919876543210', name: 'Asha Rao', text: 'How long are you open?' },
};

/** With a review in between, n8n asks the model for the tool's input and for the review's. */
const reviewed: ModelStep = {
	call: 'Reply',
	with: { toolParameters: { text: ANSWER }, hitlParameters: {} },
};

const ASHA = '919876543210';
/** An own message that was written on the phone. */
const BY_PHONE = { from: WHAPI_OWN_NUMBER, text: 'Asha, I will look into it.' };

export const agents: ExampleCase[] = [
	{
		file: 'ai-assistant',
		model: [{ call: 'Look_Up_Customer' }, { say: ANSWER }],
		steps: [question],
		received: [
			{
				operation: 'sendMessage',
				body: { customer_number: '9876543210', data: { context: { body: ANSWER } } },
			},
		],
		returned: { Agent: [{ output: ANSWER }] },
		// The customer is not in the contact book: an empty answer.
		answers: [/^(\[\]|"")$/],
	},
	{
		file: 'ai-assistant',
		when: 'the model calls no tool',
		model: [{ say: ANSWER }],
		steps: [question],
		received: [{ operation: 'sendMessage', body: { data: { context: { body: ANSWER } } } }],
		returned: { Agent: [{ output: ANSWER }] },
	},
	{
		file: 'ai-assistant-with-pause',
		tables: { Pauses: ['chat'] },
		numbers: { Pauses: ['until'] },
		inTurn: true,
		model: [{ say: 'First.' }, { say: 'To the other.' }],
		steps: [
			{ happen: 'message.received', at: 'whapi', with: { from: ASHA, text: 'Hello' } },
			// The agent's own answer has come back as an event by now. Then a colleague writes.
			{ happen: 'message.received', at: 'whapi', with: { ...BY_PHONE, to: ASHA } },
			{ happen: 'message.received', at: 'whapi', with: { from: ASHA, text: 'And on Sunday?' } },
			{ happen: 'message.received', at: 'whapi', with: { from: '447700900123', text: 'Hello' } },
		],
		received: [
			{ operation: 'sendMessageText', body: { to: ASHA, body: 'First.' } },
			{ operation: 'sendMessageText', body: { to: '447700900123', body: 'To the other.' } },
		],
		returned: {},
		stored: { Pauses: [{ chat: ASHA }] },
	},
	{
		file: 'voice-notes',
		heard: 'How long are you open?',
		model: [{ say: ANSWER }, { say: 'You are welcome.' }],
		inTurn: true,
		steps: [
			{ happen: 'message.received', at: 'whapi', with: { from: ASHA, type: 'voice' } },
			{ happen: 'message.received', at: 'whapi', with: { from: ASHA, text: 'Thank you' } },
		],
		received: [
			{ operation: 'sendMessageText', body: { to: ASHA, body: ANSWER } },
			{ operation: 'sendMessageText', body: { to: ASHA, body: 'You are welcome.' } },
		],
		returned: {
			'Get File': [{ gateway: 'Whapi.Cloud', files: ['data'] }],
			'As Text': [{ chatInput: 'How long are you open?' }],
			Agent: [{ output: ANSWER }, { output: 'You are welcome.' }],
		},
	},
	{
		file: 'message-an-agent',
		model: [{ say: ANSWER }],
		steps: [{ happen: 'message.received', at: 'whapi', with: { from: ASHA, text: 'Until when?' } }],
		received: [
			{ operation: 'sendPresence' },
			{ operation: 'sendMessageText', body: { to: ASHA, body: ANSWER } },
		],
		returned: { 'Message an Agent': [{ text: ANSWER }] },
	},
	{
		file: 'mcp-server',
		inTurn: true,
		steps: [
			{
				tool: 'Write_to_Person',
				with: { person: 'Asha', text: 'The order is on its way' },
				answer: /"chat_id":"919876543210@s.whatsapp.net"/,
			},
			{ tool: 'Read_Chat', with: { person: 'Asha' }, answer: /The order is on its way/ },
			{
				tool: 'Write_to_Person',
				with: { person: '+44 7700 900123', text: 'Hello' },
				answer: /a value is required/,
			},
		],
		received: [
			{ operation: 'sendMessageText', body: { to: ASHA, body: 'The order is on its way' } },
		],
		returned: {},
	},
	{
		file: 'message-approval',
		model: [reviewed, { say: 'Answered.' }],
		steps: [question, { press: 'Approve', at: 'myoperator' }],
		received: [
			{
				operation: 'sendMessage',
				body: {
					customer_number: '9876543219',
					data: { context: { body: /^Shall this go to Asha Rao\?\s+.*We are open until 18:00/s } },
				},
			},
			{
				operation: 'sendMessage',
				body: { customer_number: '9876543210', data: { context: { body: ANSWER } } },
			},
		],
		returned: { Agent: [{ output: 'Answered.' }] },
		answers: [/message_id/],
	},
	{
		file: 'message-approval',
		when: 'the colleague declines',
		model: [reviewed, { say: 'Nothing was sent.' }],
		steps: [question, { press: 'Decline', at: 'myoperator' }],
		received: [{ operation: 'sendMessage', body: { customer_number: '9876543219' } }],
		returned: { Agent: [{ output: 'Nothing was sent.' }], Reply: [] },
		answers: [/declin|reject|denied|not approved/i],
	},
];
