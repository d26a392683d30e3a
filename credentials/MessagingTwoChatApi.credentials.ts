import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

const BASE_URL = 'https://api.p.2chat.io/open';
const SDK_URL = 'https://api.p.2chat.io';

type RuleOf<Lists> = Lists extends Array<infer Rule> ? Rule : never;

/** The key goes to addresses below this credential's own base URLs and nowhere else. */
export const authenticate: IAuthenticate = async (credentials, options) => {
	// n8n's HTTP Request node, which may use this credential too, calls it `uri`.
	const { uri = options.url } = options as { uri?: string };
	const url = (options.baseURL ?? '').replace(/\/+$/, '') + uri;
	const under = (field: string, standard: string) => {
		const base = String(credentials[field] || standard).replace(/\/+$/, '');
		return url === base || url.startsWith(`${base}/`);
	};
	if (!under('baseUrl', BASE_URL) && !under('sdkBaseUrl', SDK_URL))
		throw new Error('The address is not one of this credential: the API key was not sent to it');
	if (!credentials.apiKey)
		throw new Error('The credential lacks the API Key: open it and fill it in');
	options.headers = {
		...options.headers,
		'X-User-API-Key': String(credentials.apiKey).trim(),
	};
	return options;
};

/** n8n reads both kinds of rules from one list; its type knows only lists of one kind. */
const TEST_RULES: Array<RuleOf<ICredentialTestRequest['rules']>> = [
	{
		type: 'responseCode',
		properties: { value: 401, message: '2Chat does not know this API key' },
	},
	{
		type: 'responseCode',
		properties: {
			value: 402,
			message: 'The trial or the account has expired, or its credits are used up',
		},
	},
	{
		type: 'responseCode',
		properties: {
			value: 403,
			message: '2Chat refused: the API key is missing, or the account may not use the API',
		},
	},
	{
		type: 'responseSuccessBody',
		properties: {
			key: 'success',
			value: false,
			message: '2Chat refused the key: the account may be expired or closed',
		},
	},
	{
		type: 'responseSuccessBody',
		properties: {
			key: 'account',
			value: undefined,
			message: 'The answer names no account: check the API key and the base URL',
		},
	},
	{
		type: 'responseSuccessBody',
		properties: {
			key: 'account.blocked',
			value: true,
			message: 'The key is right, but 2Chat has blocked this account',
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
			description: 'From the 2Chat app: Developers, API Access',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: BASE_URL,
			description: 'Change it only if 2Chat told you to, or to try the sandbox',
		},
		{
			displayName: 'Voice SDK Base URL',
			name: 'sdkBaseUrl',
			type: 'string',
			default: SDK_URL,
			description:
				'Only for voice SDK tokens, with which apps make calls; 2Chat has a server of its own for them. Change it together with the base URL.',
		},
	];

	authenticate = authenticate;

	/** 2Chat tells blocked and foreign accounts inside a success, so the body decides as well. */
	test: ICredentialTestRequest = {
		request: {
			baseURL: `={{ ($credentials.baseUrl || "${BASE_URL}").replace(/\\/+$/, "") }}`,
			url: '/info',
		},
		rules: TEST_RULES as ICredentialTestRequest['rules'],
	};
}
