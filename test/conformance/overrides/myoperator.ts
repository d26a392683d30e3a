/** What can't be read from MyOperator's descriptors. */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { Account } from '../accounts';
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

export const accounts: Account[] = [
	{ data: account },
	// Some accounts take the parameters of users and call logs in the query.
	{
		host: 'developers',
		data: (base) => ({ ...account(base), developerParameters: 'query' }),
	},
];

const samples = {
	entry: [
		{ name: 'name', value: 'Asha' },
		{ name: 'month', value: 'June' },
		{ name: 'code', value: 'summer' },
	],
};

const urls = ['https://example.com/{{code}}', 'https://example.com/shop'];

const withVariables = (value: Record<string, string>) => ({
	variables: { mappingMode: 'defineBelow', value },
});

export const overrides: Overrides = {
	'message.sendTemplate': {
		values: {
			// The form is read from the chosen template at run time.
			variables: { mappingMode: 'defineBelow', value: { 'body.name': 'Asha' } },
		},
		apart: [['variables', 'additionalFields.variablesJson']],
		more: {
			'variables everywhere': withVariables({
				'header.month': 'June',
				'body.name': 'Asha',
				'button.0.code': 'summer',
			}),
			'media by URL': withVariables({ 'header.media_url': 'https://example.com/june.jpg' }),
			'media by ID': withVariables({ 'header.media_id': '59bee5d7-36bf-4cf8-acf2-9b9b4ba8abb2' }),
			'cards of a carousel': withVariables({
				'card.1.body.name': 'Roses',
				'card.0.button.0.page': 'succulents',
			}),
			'one-time password': withVariables({ otp: '123456' }),
		},
	},
	// The example text has a variable, and a variable needs a sample.
	'template.create': {
		values: { samples },
		choices: { 'additionalFields.templateButtons.url': urls },
		needed: ['samples'],
	},
	'template.createCarousel': {
		values: { samples },
		choices: { 'cards.buttons.url': urls },
		needed: ['samples'],
	},
	'template.getMany': {
		choices: { 'filters.category': ['marketing,utility', 'authentication'] },
	},
	// One route creates and searches; its first example is that of a new contact.
	'contact.search': {
		example: 'found',
		values: {
			'conditions.value': '2026-01-01, 2026-03-31',
			'additionalFields.path': '/contacts',
		},
		// A range needs its dates.
		needed: ['conditions.value'],
		choices: {
			conditionsJson: [
				'{"name__contains": "Asha", "created__gt": "2026-01-01"}',
				'{"source__is": ["imported", "public_api"]}',
			],
		},
		apart: [['additionalFields.after', 'additionalFields.before']],
	},
	'callLog.search': { apart: [['filters.logFilter', 'filters.filterExpression']] },
};
