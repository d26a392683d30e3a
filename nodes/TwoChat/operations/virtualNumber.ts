/** Virtual phone numbers that were bought at 2Chat. */
import { deleted, type Field, items, locator, type Resource } from '../../../engine/define';
import { sizedPages } from '../pagers';
import { virtualNumberSummary } from '../summaries';

export const virtualNumber = (as = 'virtual_number_uuid'): Field =>
	locator(
		'virtualNumber',
		'Virtual Number',
		'Your virtual phone number. Virtual Number > Get Many returns its ID as "uuid".',
		{ search: 'virtualNumbers', example: 'DID64a54de2-3b4c-4d5e-8f6a-7b8c9d0e1f2a' },
		{ required: true, send: { as } },
	);

export const virtualNumberResource: Resource = {
	name: 'Virtual Number',
	value: 'virtualNumber',
	description: 'Phone numbers that you bought from 2Chat',
	operations: [
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete virtual number',
			description: "Cancel a virtual number. You lose the number. This can't be undone.",
			request: { method: 'DELETE', path: '/voip/virtual-numbers/{virtual_number_uuid}' },
			fields: [virtualNumber()],
			output: deleted,
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many virtual numbers',
			description:
				'List the virtual numbers of your account with their IDs, status and expiry date',
			simplify: virtualNumberSummary,
			request: { method: 'GET', path: '/voip/virtual-numbers' },
			pager: sizedPages(50),
			output: items('numbers'),
		},
	],
};
