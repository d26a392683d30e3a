import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestOptions,
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

const WHATSAPP_URL = 'https://publicapi.myoperator.co';
const CALLS_URL = 'https://obd-api.myoperator.co';
const DEVELOPER_URL = 'https://developers.myoperator.co';

/** Each host gets its own secrets and never those of another. */
const authenticate: IAuthenticate = withoutRedirects(async (credentials, options) => {
	const under = (field: string, standard: string) =>
		isUnder(baseOf(credentials[field], standard), options);
	if (under('whatsappBaseUrl', WHATSAPP_URL)) return signWhatsapp(credentials, options);
	if (under('callsBaseUrl', CALLS_URL)) return signCall(credentials, options);
	// The node also tries the developer API without the prefix that its documents have.
	const developer = baseOf(credentials.developerBaseUrl, DEVELOPER_URL).replace(/\/search$/, '');
	if (isUnder(developer, options)) return signDeveloper(credentials, options);
	return refuseStranger();
});

function need(credentials: ICredentialDataDecryptedObject, fields: Record<string, string>) {
	const missing = Object.keys(fields).filter((field) => secretOf(credentials[field]) === '');
	if (missing.length)
		throw new UserError(
			`The credential lacks ${missing.map((field) => fields[field]).join(' and ')}: open it and fill them in`,
		);
}

function signWhatsapp(
	credentials: ICredentialDataDecryptedObject,
	options: IHttpRequestOptions,
): IHttpRequestOptions {
	// Reached only by the credential test: operations check their part before they build a request.
	if (!secretOf(credentials.apiKey) && secretOf(credentials.callsApiKey))
		throw new UserError(
			'Only the calls part is filled in. MyOperator has no request that could test it without placing a call; save the credential and use it.',
		);
	need(credentials, { apiKey: 'WhatsApp API Key', companyId: 'WhatsApp Company ID' });
	options.headers = {
		...options.headers,
		Authorization: `Bearer ${secretOf(credentials.apiKey)}`,
		'X-MYOP-COMPANY-ID': secretOf(credentials.companyId),
	};
	return options;
}

function signCall(
	credentials: ICredentialDataDecryptedObject,
	options: IHttpRequestOptions,
): IHttpRequestOptions {
	need(credentials, {
		callsApiKey: 'Calls API Key',
		callsSecretToken: 'Calls Secret Token',
		callsCompanyId: 'Calls Company ID',
	});
	const body = (options.body ?? {}) as IDataObject;
	const publicIvrId = body.public_ivr_id ?? secretOf(credentials.publicIvrId);
	if (!publicIvrId && options.method === 'POST')
		throw new UserError(
			'The phone menu (public IVR) ID is missing: fill it in at the operation or as the default in the credential',
		);
	options.headers = { ...options.headers, 'x-api-key': secretOf(credentials.callsApiKey) };
	if (options.method === 'POST')
		options.body = {
			...body,
			public_ivr_id: publicIvrId,
			company_id: secretOf(credentials.callsCompanyId),
			secret_token: secretOf(credentials.callsSecretToken),
		};
	return options;
}

/** The token travels with the parameters: in the query of a GET, else where the account wants it. */
function signDeveloper(
	credentials: ICredentialDataDecryptedObject,
	options: IHttpRequestOptions,
): IHttpRequestOptions {
	need(credentials, { developerToken: 'Developer API Token' });
	const token = secretOf(credentials.developerToken);
	if ((options.method ?? 'GET') === 'GET') {
		options.qs = { ...options.qs, token };
		return options;
	}
	const parameters = { ...(options.body as IDataObject), token };
	if (credentials.developerParameters === 'query') {
		options.qs = { ...options.qs, ...parameters };
		delete options.body;
		delete options.headers?.['Content-Type'];
	} else {
		options.body = parameters;
	}
	return options;
}

const TEST_RULES: TestRule[] = [
	{
		type: 'responseCode',
		properties: { value: 401, message: 'MyOperator refused the key or token' },
	},
	{
		type: 'responseCode',
		properties: {
			value: 403,
			message: 'MyOperator refused: check the API key and that the company ID belongs to it',
		},
	},
	{
		type: 'responseSuccessBody',
		properties: {
			key: 'status',
			value: 'error',
			message: 'MyOperator refused the key or token',
		},
	},
];

export class MessagingMyOperatorApi implements ICredentialType {
	name = 'messagingMyOperatorApi';

	displayName = 'MyOperator API';

	icon = {
		light: 'file:../icons/myoperator.svg',
		dark: 'file:../icons/myoperator.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/messaging-gateways/n8n-nodes-messaging-gateways/blob/main/docs/providers/myoperator.md';

	properties: INodeProperties[] = [
		{
			displayName:
				'Fill in only the parts of MyOperator that you use: WhatsApp, calls, the developer API, the trigger. Each has its own keys.',
			name: 'partsNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'WhatsApp API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'For messages, templates, campaigns and contacts. In the MyOperator panel, copy it from APIs & Webhooks > Developer API > WhatsApp APIs.',
		},
		{
			displayName: 'WhatsApp Company ID',
			name: 'companyId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 5f0a1b2c3d4e5',
			description: 'The MyOperator panel shows it next to the WhatsApp API key',
		},
		{
			displayName: 'Calls API Key',
			name: 'callsApiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'For outbound calls (OBD): the "x-api-key". In the MyOperator panel, copy it and the next two values from APIs & Webhooks > Developer API > Calling APIs.',
		},
		{
			displayName: 'Calls Secret Token',
			name: 'callsSecretToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'For outbound calls (OBD): the secret token of your phone menu (IVR)',
		},
		{
			displayName: 'Calls Company ID',
			name: 'callsCompanyId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 5f0a1b2c3d4e5',
			description: 'For outbound calls (OBD): the company ID that belongs to the secret token',
		},
		{
			displayName: 'Default Phone Menu (Public IVR) ID',
			name: 'publicIvrId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 5f1a2b3c4d5e6f7a8b9c0d1e',
			description:
				'For outbound calls (OBD): the phone menu (IVR) to use when the node does not name another. The MyOperator panel shows the ID next to the calling campaign.',
		},
		{
			displayName: 'Developer API Token',
			name: 'developerToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'For users, call logs and recordings. In the MyOperator panel, copy the token from APIs & Webhooks > Developer API > Calling APIs. It has 32 characters.',
		},
		{
			displayName: 'Webhook Header Name',
			name: 'webhookHeaderName',
			type: 'string',
			default: 'X-Webhook-Token',
			description:
				'For the MyOperator Trigger: the name of the custom header or API key that you enter for the webhook in the MyOperator panel',
		},
		{
			displayName: 'Webhook Header Value',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'For the MyOperator Trigger: a secret that you make up and enter as the value of that header in the MyOperator panel',
		},
		{
			displayName: 'Webhook User',
			name: 'webhookUser',
			type: 'string',
			default: '',
			placeholder: 'e.g. n8n',
			description:
				'For the MyOperator Trigger with Basic Auth: a user name that you make up and enter for the webhook in the MyOperator panel',
		},
		{
			displayName: 'Webhook Password',
			name: 'webhookPassword',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'For the MyOperator Trigger with Basic Auth: a password that you make up and enter for the webhook in the MyOperator panel',
		},
		defaultCountryProperty('IN'),
		{
			displayName: 'WhatsApp Base URL',
			name: 'whatsappBaseUrl',
			type: 'string',
			default: WHATSAPP_URL,
			description:
				'For messages and contacts. Change it only if MyOperator told you to, or to try the sandbox.',
		},
		{
			displayName: 'Calls Base URL',
			name: 'callsBaseUrl',
			type: 'string',
			default: CALLS_URL,
			description:
				'For outbound calls. Change it only if MyOperator told you to, or to try the sandbox.',
		},
		{
			displayName: 'Developer Base URL',
			name: 'developerBaseUrl',
			type: 'string',
			default: DEVELOPER_URL,
			description:
				'For users, call logs and recordings. Change it only if MyOperator told you to, or to try the sandbox. If the API is not there, the node also tries the address with or without "/search" at its end.',
		},
		{
			displayName: 'Developer API Parameters',
			name: 'developerParameters',
			type: 'options',
			options: [
				{ name: 'In the Request Body', value: 'body' },
				{ name: 'In the Query String', value: 'query' },
			],
			default: 'body',
			description:
				'How to send the data when creating or updating users and searching call logs. If these fail with "not an authorized request", first check that the developer API token is complete.',
		},
	];

	authenticate = authenticate;

	/** Tests the first part that is filled in; the calls API has no request without side effects. */
	test: ICredentialTestRequest = {
		request: {
			baseURL: `={{ ($credentials.apiKey || !$credentials.developerToken ? $credentials.whatsappBaseUrl || "${WHATSAPP_URL}" : $credentials.developerBaseUrl || "${DEVELOPER_URL}").trim().replace(/\\/+$/, "") }}`,
			url: '={{ $credentials.apiKey || !$credentials.developerToken ? "/chat/phonenumbers?limit=1" : "/filters" }}',
		},
		rules: TEST_RULES as ICredentialTestRequest['rules'],
	};
}
