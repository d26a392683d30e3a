import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

const BASE_URL = 'https://api.wapio.io';

/** The token goes only to addresses under the credential's own base URL. */
export const authenticate: IAuthenticate = async (credentials, options) => {
	// n8n's HTTP Request node, which may use this credential too, calls it `uri`.
	const { uri = options.url } = options as { uri?: string };
	const url = (options.baseURL ?? '') + uri;
	const base = String(credentials.baseUrl || BASE_URL).replace(/\/+$/, '');
	if (url !== base && !url.startsWith(`${base}/`))
		throw new Error('The address is not one of this credential: no secret was sent to it');
	if (!credentials.token) throw new Error('The credential lacks the token: open it and fill it in');
	options.headers = {
		...options.headers,
		Authorization: `Bearer ${String(credentials.token)}`,
	};
	return options;
};

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
				'An account token (bps_pat_...), which sees all sessions, or the key of one session (bps_sk_...). An account token is needed to create and delete sessions, to replace keys, and for the Wapio Trigger to register its webhook by itself.',
		},
		{
			displayName: 'Webhook Signing Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only for the Wapio Trigger, when you enter its URL in the Wapio dashboard yourself: the signing secret that you set there',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: BASE_URL,
			description: 'Change it only if Wapio told you to, or to try the sandbox',
		},
	];

	authenticate = authenticate;

	/** Both kinds of token may list the sessions that they see. */
	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.baseUrl }}',
			url: '/v1/whatsapp-sessions?limit=1',
		},
		rules: [
			{
				type: 'responseCode',
				properties: { value: 401, message: 'Wapio does not know this token' },
			},
			{
				type: 'responseCode',
				properties: { value: 403, message: 'Wapio refused: this token may not list its sessions' },
			},
		],
	};
}
