/** Examples with an AI agent; the model is a script. */
import type { ExampleCase } from '../lib/examples';

const ANSWER = 'We are open until 18:00 today.';

export const agents: ExampleCase[] = [
	{
		file: 'ai-assistant',
		model: [
			{ call: 'Look_Up_Customer' },
			{ call: 'Reply', with: { text: ANSWER } },
			{ say: 'Answered.' },
		],
		steps: [
			{
				happen: 'message.received',
				at: 'myoperator',
				with: { from: '919876543210', name: 'Asha Rao', text: 'How long are you open?' },
			},
		],
		received: [
			{
				operation: 'sendMessage',
				body: { customer_number: '9876543210', data: { context: { body: ANSWER } } },
			},
		],
		returned: { Agent: [{ output: 'Answered.' }] },
		told: [/^\[\]$/, /message_id/],
	},
];
