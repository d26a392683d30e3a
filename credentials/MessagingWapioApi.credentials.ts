import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

import { defaultCountryProperty } from '../engine/editor/country';
import { bearer } from '../engine/http/signing';

const BASE_URL = 'https://api.wapio.io';

export class MessagingWapioApi implements ICredentialType {
	name = 'messagingWapioApi';

	displayName = 'Wapio API';

	icon = {
		light: 'file:../icons/wapio.svg',
		dark: 'file:../icons/wapio.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/messaging-gateways/n8n-nodes-messaging-gateways/blob/main/docs/providers/wapio.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. bps_pat_...',
			description:
				'An account token (bps_pat_...) from the Wapio dashboard, which works with all sessions, or a session key (bps_sk_...), which works with one and is shown only once, when the session is created. Creating and deleting sessions, regenerating keys, and the automatic registration of the Wapio Trigger require an account token.',
		},
		{
			displayName: 'Webhook Signing Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only for a Wapio Trigger with "Registration" set to "Manual": the signing secret that you set in the Wapio dashboard. Otherwise leave it empty.',
		},
		defaultCountryProperty(),
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: BASE_URL,
			description: 'Change it only if Wapio told you to, or to try the sandbox',
		},
	];

	/** The token goes only to addresses under the credential's own base URL. */
	authenticate: IAuthenticate = bearer(BASE_URL, 'Token');

	/** Both kinds of token may list the sessions that they see. */
	test: ICredentialTestRequest = {
		request: {
			baseURL: `={{ ($credentials.baseUrl || "${BASE_URL}").trim().replace(/\\/+$/, "") }}`,
			url: '/v1/whatsapp-sessions?limit=1',
		},
		rules: [
			{
				type: 'responseCode',
				properties: { value: 401, message: 'Wapio does not recognize this token' },
			},
			{
				type: 'responseCode',
				properties: { value: 403, message: 'Wapio refused: this token may not list its sessions' },
			},
		],
	};
}
