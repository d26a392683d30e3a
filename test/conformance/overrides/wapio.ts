/** What can't be read from Wapio's descriptors. */
import type { Account } from '../accounts';
import type { Overrides } from '../samples';

export const accounts: Account[] = [
	{ data: (base) => ({ token: 'bps_pat_EXAMPLEONLY', webhookSecret: '', baseUrl: base('api') }) },
];

export const overrides: Overrides = {
	'message.downloadMedia': {
		values: {
			message: JSON.stringify({
				imageMessage: {
					url: 'https://mmg.whatsapp.net/v/example.enc',
					directPath: '/v/example.enc',
					mediaKey: 'ZXhhbXBsZSBrZXk=',
					mimetype: 'image/jpeg',
				},
			}),
		},
	},
	'message.edit': { routes: ['PUT /api/messages/{messageId}'] },
};
