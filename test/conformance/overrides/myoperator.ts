/** What can't be read from MyOperator's descriptors. */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { CredentialCase } from '../providers';
import type { Overrides } from '../samples';

const account = (base: (host: string) => string): ICredentialDataDecryptedObject => ({
	apiKey: 'whatsapp-key',
	companyId: '5c5f7ed0a1b2c',
	callsApiKey: 'calls-key',
	callsSecretToken: 'calls-secret',
	callsCompanyId: '5c5f7ed0a1b2d',
	publicIvrId: '5f1a2b3c4d5e6f7a8b9c0d1e',
	developerToken: 'developer-token',
	developerParameters: 'body',
	whatsappBaseUrl: base('whatsapp'),
	callsBaseUrl: base('obd'),
	developerBaseUrl: base('developers'),
});

export const credentials: CredentialCase[] = [
	{ data: account },
	// Some accounts take the parameters of users and call logs in the query.
	{
		host: 'developers',
		data: (base) => ({ ...account(base), developerParameters: 'query' }),
	},
];

export const overrides: Overrides = {};
