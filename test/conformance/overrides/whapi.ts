/** What can't be read from Whapi.Cloud's descriptors. */
import type { Account } from '../accounts';
import type { Overrides } from '../samples';

export const accounts: Account[] = [
	{ data: (base) => ({ token: 'channel-token', baseUrl: base('api') }) },
];

export const overrides: Overrides = {
	// The route takes JSON only; its twin takes the file.
	'story.create': { routes: ['POST /messages/story'] },
	// A value, and the switch that removes it.
	'settings.update': {
		apart: [
			['updateFields.proxy', 'updateFields.removeProxy'],
			['updateFields.webhooks', 'updateFields.removeWebhooks'],
		],
	},
};
