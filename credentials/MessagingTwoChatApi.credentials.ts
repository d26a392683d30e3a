import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { defaultCountryProperty } from '../engine/editor/country';
import {
	baseOf,
	isUnder,
	refuseStranger,
	secretOf,
	type TestRule,
	withoutRedirects,
} from '../engine/http/signing';

const BASE_URL = 'https://api.p.2chat.io/open';
const SDK_URL = 'https://api.p.2chat.io';

/** The key is sent only to addresses below this credential's base URLs. */
export const authenticate: IAuthenticate = withoutRedirects(async (credentials, options) => {
	const bases = [baseOf(credentials.baseUrl, BASE_URL), baseOf(credentials.sdkBaseUrl, SDK_URL)];
	if (!bases.some((base) => isUnder(base, options))) refuseStranger();
	const key = secretOf(credentials.apiKey);
	if (!key) throw new UserError('The credential lacks the API Key: open it and fill it in');
	options.headers = {
		...options.headers,
		'X-User-API-Key': key,
	};
	return options;
});

const TEST_RULES: TestRule[] = [
	{
		type: 'responseCode',
		properties: {
			value: 401,
			message: '2Chat does not recognize this API key. Copy it again from the 2Chat app.',
		},
	},
	{
		type: 'responseCode',
		properties: {
			value: 402,
			message: 'The trial or plan has expired, or the API credits are used up',
		},
	},
	{
		type: 'responseCode',
		properties: {
			value: 403,
			message:
				'2Chat refused: the API key is missing, or the account is not allowed to use the API',
		},
	},
	{
		type: 'responseSuccessBody',
		properties: {
			key: 'success',
			value: false,
			message: '2Chat refused the API key: the account may have expired or been closed',
		},
	},
	{
		type: 'responseSuccessBody',
		properties: {
			key: 'account',
			value: undefined,
			message: 'The response contains no account: check the API key and the base URL',
		},
	},
	{
		type: 'responseSuccessBody',
		properties: {
			key: 'account.blocked',
			value: true,
			message: 'The API key is correct, but 2Chat has blocked this account',
		},
	},
];

export class MessagingTwoChatApi implements ICredentialType {
	name = 'messagingTwoChatApi';

	displayName = '2Chat API';

	icon = {
		light: 'file:../icons/twochat.svg',
		dark: 'file:../icons/twochat.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/messaging-gateways/n8n-nodes-messaging-gateways/blob/main/docs/providers/twochat.md';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'In the 2Chat app, open Developers > API Access and copy the key, or create one there',
		},
		defaultCountryProperty(),
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: BASE_URL,
			description: 'Change it only if 2Chat asks you to, or to try the sandbox',
		},
		{
			displayName: 'Voice SDK Base URL',
			name: 'sdkBaseUrl',
			type: 'string',
			default: SDK_URL,
			description:
				'Used only by Account > Create Voice SDK Token, which creates tokens for apps that make calls. Change it only together with the base URL.',
		},
	];

	authenticate = authenticate;

	/** 2Chat reports blocked and foreign accounts in a 2xx response, so the body is checked as well. */
	test: ICredentialTestRequest = {
		request: {
			baseURL: `={{ ($credentials.baseUrl || "${BASE_URL}").trim().replace(/\\/+$/, "") }}`,
			url: '/info',
		},
		rules: TEST_RULES as ICredentialTestRequest['rules'],
	};
}
