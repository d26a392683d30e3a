/** What can't be read from Wapio's descriptors. */
import type { CredentialCase } from '../providers';
import type { Overrides } from '../samples';

export const credentials: CredentialCase[] = [
	{ data: (base) => ({ token: 'bps_pat_EXAMPLEONLY', webhookSecret: '', baseUrl: base('api') }) },
];

export const overrides: Overrides = {
	'message.edit': { routes: ['PUT /api/messages/{messageId}'] },
};
