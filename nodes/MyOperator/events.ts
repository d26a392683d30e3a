/**
 * MyOperator's webhooks: a family of 15 events with one envelope, and two older families (WhatsApp,
 * calls) that some accounts still get. All are read into the shape that all providers share.
 * The panel alone can register an address, and offers a header, an API key or Basic as protection.
 */
import type { IWebhookFunctions } from 'n8n-workflow';

import { choice, notice } from '../../engine/fields';
import { triggerCredential } from '../../engine/trigger/credential';
import type { IncomingCall, TriggerEvent, TriggerSpec, Verdict } from '../../engine/trigger/types';
import { byBasic, byHeader } from '../../engine/trigger/verify';
import { myOperator } from './provider';
import { readWebhook } from './webhookShapes';

const events: TriggerEvent[] = [
	{
		value: 'messageReceived',
		name: 'Message Received',
		description: 'A customer wrote on WhatsApp',
		selected: true,
	},
	{
		value: 'messageSent',
		name: 'Message Sent',
		description: 'A message of yours was sent on to WhatsApp',
	},
	{
		value: 'messageDelivered',
		name: 'Message Delivered',
		description: 'A message of yours reached the phone',
	},
	{ value: 'messageRead', name: 'Message Read', description: 'A message of yours was read' },
	{
		value: 'messageFailed',
		name: 'Message Failed',
		description: 'A message of yours could not be delivered',
	},
	{
		value: 'linkClicked',
		name: 'Link Clicked',
		description: 'A tracked link in a template message was opened',
	},
	{
		value: 'conversationAssigned',
		name: 'Conversation Assigned',
		description: 'A WhatsApp conversation was given to a user',
	},
	{
		value: 'conversationClosed',
		name: 'Conversation Closed',
		description: 'A WhatsApp conversation was closed',
	},
	{ value: 'callInitiated', name: 'Call Initiated', description: 'A call began' },
	{
		value: 'callIvrStarted',
		name: 'Call Reached Phone Menu (IVR)',
		description: 'A call reached the phone menu (IVR)',
	},
	{
		value: 'callDialBegin',
		name: 'Call Dialing',
		description: 'A user or department is being rung',
	},
	{ value: 'callAnswered', name: 'Call Answered', description: 'Somebody answered the call' },
	{
		value: 'callEnd',
		name: 'Call Ended',
		description: 'The call is over, with its recording name',
	},
	{
		value: 'callSummary',
		name: 'Call Summary',
		description: 'The complete record of a call, with users, departments and comments',
	},
	{
		value: 'disposition',
		name: 'Call Disposition',
		description: 'A user noted the outcome of a call',
	},
	{
		value: 'afterCall',
		name: 'After Call (Old Webhook)',
		description: 'The record of a call, for accounts that still get events at the older webhook',
	},
];

const STEPS =
	'MyOperator has no way to register this address by itself. In the MyOperator panel open Manage > Webhooks, add a webhook, paste the production URL shown above, choose the same events, and choose the same protection as under "Authentication".';

export const myOperatorTrigger: TriggerSpec = {
	provider: myOperator,
	events,
	filters: ['accounts', 'messageTypes', 'own', 'senders', 'statuses'],
	fields: [
		notice('setup', STEPS),
		choice(
			'authentication',
			'Authentication',
			'How MyOperator proves that a call is genuine; enter the values in the credential',
			[
				['none', 'None'],
				['header', 'Custom Header or API Key'],
				['basic', 'Basic'],
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
