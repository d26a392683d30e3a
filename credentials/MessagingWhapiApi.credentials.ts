import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

import { defaultCountryProperty } from '../engine/editor/country';
import { bearer } from '../engine/http/signing';

const BASE_URL = 'https://gate.whapi.cloud';

export class MessagingWhapiApi implements ICredentialType {
	name = 'messagingWhapiApi';

	displayName = 'Whapi.Cloud API';

	icon = {
		light: 'file:../icons/whapi.svg',
		dark: 'file:../icons/whapi.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/messaging-gateways/n8n-nodes-messaging-gateways/blob/main/docs/providers/whapi.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Channel Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'In the Whapi.Cloud panel, open the channel (your WhatsApp number) and copy its API token. Each number has its own token.',
		},
		defaultCountryProperty(),
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: BASE_URL,
			description: 'Change it only if Whapi.Cloud told you to, or to try the sandbox',
		},
	];

	/** The token goes only to addresses under the credential's own base URL. */
	authenticate: IAuthenticate = bearer(BASE_URL, 'Channel Token');

	/** Reads the channel's health without starting a stopped channel. */
	test: ICredentialTestRequest = {
		request: {
			baseURL: `={{ ($credentials.baseUrl || "${BASE_URL}").trim().replace(/\\/+$/, "") }}`,
			url: '/health?wakeup=false',
		},
		rules: [
			{
				type: 'responseCode',
				properties: { value: 401, message: 'Whapi.Cloud does not know this channel token' },
			},
			{
				type: 'responseCode',
				properties: {
					value: 402,
					message: 'The channel or its trial has expired, or has not been paid for',
				},
			},
			{
				type: 'responseCode',
				properties: { value: 403, message: 'Whapi.Cloud refused this channel token' },
			},
		],
	};
}
