/** What can't be read from 2Chat's descriptors. */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { Account } from '../accounts';
import type { Overrides } from '../samples';

export const accounts: Account[] = [
	{
		data: (base): ICredentialDataDecryptedObject => ({
			apiKey: 'UAK-sample-key',
			baseUrl: base('api'),
			sdkBaseUrl: base('sdk'),
		}),
	},
];

export const overrides: Overrides = {
	'message.getMany': { routes: ['GET /whatsapp/messages/{your_number}/{remote_number}'] },
	'catalog.getManyProducts': { routes: ['GET /whatsapp/catalog/products/{target_number}'] },
	'catalog.getManyCollections': { routes: ['GET /whatsapp/catalog/collections/{target_number}'] },
	'webhook.getMany': { routes: ['GET /webhooks/channel/{channel_uuid}'] },
	'story.postText': { values: { backgroundColor: '#0275d8' } },
	// Without it nothing is sent, which test/twochat checks.
	'numberShop.purchase': { values: { confirm: true }, needed: ['confirm'] },
	'wabaMessage.sendTemplate': {
		values: {
			variables: {
				mappingMode: 'defineBelow',
				value: {
					'body.1': 'Asha',
					'body.2': '4711',
					'header.1': 'June',
					header_media_url: 'https://example.com/invoice.pdf',
					header_media_filename: 'invoice.pdf',
					'button.1': '4711',
				},
			},
		},
		choices: {
			'additionalFields.paramsJson': ['{"body": {"name": "Asha"}, "buttons": {"otp": "123456"}}'],
		},
		apart: [['variables', 'additionalFields.paramsJson']],
	},
};
