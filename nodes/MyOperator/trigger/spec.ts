/**
 * MyOperator's webhooks: a family of 15 events with one envelope, and two older families (WhatsApp,
 * calls) that some accounts still get. All are read into the shape that all providers share.
 * The panel alone can register an address, and offers a header, an API key or Basic as protection.
 */
import type { IWebhookFunctions } from 'n8n-workflow';

import { choice, notice } from '../../../engine/define';
import { triggerCredential } from '../../../engine/trigger/credential';
import type {
	IncomingCall,
	TriggerEvent,
	TriggerSpec,
	Verdict,
} from '../../../engine/trigger/types';
import { byBasic, byHeader } from '../../../engine/trigger/verify';
import { myOperator } from '../provider';
import { readWebhook } from './read';

const events: TriggerEvent[] = [
	{
		value: 'messageReceived',
		name: 'Message Received',
		description: 'A customer sent you a message on WhatsApp',
		selected: true,
	},
	{
		value: 'messageSent',
		name: 'Message Sent',
		description: 'A message of yours was sent, from a chat, a campaign or the API',
	},
	{
		value: 'messageDelivered',
		name: 'Message Delivered',
		description: 'A message of yours reached the customer',
	},
	{ value: 'messageRead', name: 'Message Read', description: 'A customer read a message of yours' },
	{
		value: 'messageFailed',
		name: 'Message Failed',
		description: 'A message of yours could not be sent or delivered, with the reason',
	},
	{
		value: 'linkClicked',
		name: 'Link Clicked',
		description: 'A customer opened a tracked link in a template message',
	},
	{
		value: 'conversationAssigned',
		name: 'Conversation Assigned',
		description: 'A WhatsApp conversation was assigned to a user (agent)',
	},
	{
		value: 'conversationClosed',
		name: 'Conversation Closed',
		description: 'A WhatsApp conversation was closed',
	},
	{
		value: 'callInitiated',
		name: 'Call Initiated',
		description: 'A call began; nobody has been dialed yet',
	},
	{
		value: 'callIvrStarted',
		name: 'Call Reached Phone Menu (IVR)',
		description: 'The caller hears your phone menu (IVR). Calls without a menu skip this.',
	},
	{
		value: 'callDialBegin',
		name: 'Call Dialing',
		description: 'A user, department or customer is being dialed, also on a transfer',
	},
	{ value: 'callAnswered', name: 'Call Answered', description: 'Someone answered the call' },
	{
		value: 'callEnd',
		name: 'Call Ended',
		description: 'The call is over, with its duration and the name of the recording',
	},
	{
		value: 'callSummary',
		name: 'Call Summary',
		description:
			'The complete record of a call after its end, with users, departments and comments',
	},
	{
		value: 'disposition',
		name: 'Call Disposition',
		description: 'A user (agent) noted the outcome of a call',
	},
	{
		value: 'afterCall',
		name: 'Call Ended (Old Webhook)',
		description:
			'The record of a finished call, for accounts that still use the older "After Call" webhook',
	},
];

const STEPS =
	'n8n can\'t set up this webhook for you. In the MyOperator panel, open the webhook settings under Manage > API Integration and add a webhook with the production URL shown above, the same events, and the same protection as under "Authentication" below. To test, paste the test URL there and click "Execute step"; put the production URL back afterwards.';

export const myOperatorTrigger: TriggerSpec = {
	provider: myOperator,
	events,
	filters: ['accounts', 'messageTypes', 'own', 'senders', 'statuses'],
	fields: [
		notice('setup', STEPS),
		choice(
			'authentication',
			'Authentication',
			'How MyOperator proves that an event is genuine; choose the same in the panel',
			[
				['none', 'None', 'Anyone who knows the URL can start the workflow'],
				[
					'header',
					'Custom Header or API Key',
					'The webhook header name and value in the credential',
				],
				['basic', 'Basic Auth', 'The webhook user and password in the credential'],
			],
			{ default: 'header', noDataExpression: true },
		),
	],
	verify,
	read: readWebhook,
	media: (event) => (event.message?.media?.url ? { open: event.message.media.url } : undefined),
};

async function verify(context: IWebhookFunctions, call: IncomingCall): Promise<Verdict> {
	const kind = context.getNodeParameter('authentication') as string;
	if (kind === 'none') return 'genuine';
	const credential = await triggerCredential(context, myOperator.credential);
	const text = (name: string) => String(credential[name] ?? '');
	return kind === 'basic'
		? byBasic(call, text('webhookUser'), text('webhookPassword'))
		: byHeader(call, text('webhookHeaderName'), text('webhookSecret'));
}
