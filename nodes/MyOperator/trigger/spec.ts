/**
 * MyOperator's trigger. The panel alone can register an address; it offers a header, an API key (in a
 * header or the query) or Basic authentication as protection.
 */
import type { IWebhookFunctions } from 'n8n-workflow';

import { choice, notice, parsePhone } from '../../../engine/define';
import { triggerCredential } from '../../../engine/trigger/credential';
import type { IncomingCall, TriggerSpec, Verdict } from '../../../engine/trigger/types';
import { byBasic, byHeader, byToken, header } from '../../../engine/trigger/verify';
import { myOperator } from '../provider';
import { EVENTS } from './events';
import { readWebhook } from './read';

const STEPS =
	'n8n can\'t set up this webhook for you. In the MyOperator panel, open APIs & Webhooks > Webhooks, choose the "v2" tab and add a webhook with the production URL shown above, the same events, and the same protection as under "Authentication" below. To test, paste the test URL there and click "Execute step"; put the production URL back afterwards.';

export const myOperatorTrigger: TriggerSpec = {
	provider: myOperator,
	events: EVENTS,
	filters: ['accounts'],
	fields: [
		notice('setup', STEPS),
		choice(
			'authentication',
			'Authentication',
			'How MyOperator proves that an event is genuine; choose the same in the panel',
			[
				['none', 'None', 'Anyone who knows the URL can start the workflow'],
				[
					'query',
					'API Key in the Query String',
					'The webhook header name and value in the credential, as a query parameter',
				],
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
	say({ from, to }, text) {
		const { countryCode, national } = parsePhone(`+${from?.phone ?? ''}`, 'From', {});
		return {
			method: 'POST',
			path: '/chat/messages',
			body: {
				phone_number_id: to?.id,
				customer_country_code: countryCode,
				customer_number: national,
				data: { type: 'text', context: { body: text } },
			},
			isMessage: true,
		};
	},
};

async function verify(context: IWebhookFunctions, call: IncomingCall): Promise<Verdict> {
	const kind = context.getNodeParameter('authentication') as string;
	if (kind === 'none') return 'genuine';
	if (kind === 'basic' && header(call, 'authorization') === undefined) return 'forged';
	const credential = await triggerCredential(context, myOperator.credential);
	const text = (name: string) => String(credential[name] ?? '').trim();
	if (kind === 'basic') return byBasic(call, text('webhookUser'), text('webhookPassword'));
	const by = kind === 'query' ? byToken : byHeader;
	const secret = text('webhookSecret');
	// The panel's custom header "Authorization" may have the usual word before the secret.
	const secrets = secret && kind === 'header' ? [secret, `Bearer ${secret}`] : secret;
	return by(call, text('webhookHeaderName'), secrets);
}
