/** Examples with an AI agent; the model is a script. */
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

export const agents: ExampleCase[] = [
	{
		file: 'ai-assistant',
		model: [
			{ call: 'Look_Up_Customer' },
			{ call: 'Reply', with: { text: ANSWER } },
			{ say: 'Answered.' },
		],
		steps: [question],
		received: [
			{
				operation: 'sendMessage',
				body: { customer_number: '9876543210', data: { context: { body: ANSWER } } },
			},
		],
		returned: { Agent: [{ output: 'Answered.' }] },
		// The customer is not in the contact book: an empty answer.
		answers: [/^(\[\]|"")$/, /message_id/],
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
