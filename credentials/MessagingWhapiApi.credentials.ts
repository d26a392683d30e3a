import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

const BASE_URL = 'https://gate.whapi.cloud';

/** The token goes only to addresses under the credential's own base URL. */
export const authenticate: IAuthenticate = async (credentials, options) => {
	// n8n's HTTP Request node, which may use this credential too, calls it `uri`.
	const { uri = options.url } = options as { uri?: string };
	const url = (options.baseURL ?? '') + uri;
	const base = String(credentials.baseUrl || BASE_URL).replace(/\/+$/, '');
	if (url !== base && !url.startsWith(`${base}/`))
		throw new Error('The address is not one of this credential: no secret was sent to it');
	if (!credentials.token)
		throw new Error('The credential lacks the Channel Token: open it and fill it in');
	options.headers = {
		...options.headers,
		Authorization: `Bearer ${String(credentials.token)}`,
	};
	return options;
};

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
				'The API token of one channel, which is one WhatsApp number. In the Whapi.Cloud panel: open the channel and copy its token.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: BASE_URL,
			description: 'Change it only if Whapi.Cloud told you to, or to try the sandbox',
		},
	];

	authenticate = authenticate;

	/** Reads the channel's health without starting a stopped channel. */
	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.baseUrl }}',
			url: '/health?wakeup=false',
		},
		rules: [
			{
				type: 'responseCode',
				properties: { value: 401, message: 'Whapi.Cloud does not know this channel token' },
			},
			{
				type: 'responseCode',
				properties: { value: 402, message: 'The channel or its trial has expired, or is not paid' },
			},
			{
				type: 'responseCode',
				properties: { value: 403, message: 'Whapi.Cloud refused this channel token' },
			},
		],
	};
}
