/** Blocked people. */
import { items, type Resource, success, wholeList } from '../../../engine/define';
import { contact } from '../fields/common';

export const blocklistResource: Resource = {
	name: 'Blocklist',
	value: 'blocklist',
	description: 'People you have blocked',
	operations: [
		{
			name: 'Add',
			value: 'add',
			action: 'Block contact',
			description: "Block a person, so that they can't write to you or call you",
			request: { method: 'PUT', path: '/blacklist/{ContactID}' },
			fields: [contact],
			output: success,
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many blocked contacts',
			description: 'List the phone numbers of everyone you have blocked',
			request: { method: 'GET', path: '/blacklist' },
			pager: wholeList,
			output: items(undefined, ({ value }) => ({ contact_id: value })),
		},
		{
			name: 'Remove',
			value: 'remove',
			action: 'Unblock contact',
			description: 'Unblock a person, so that they can write to you and call you again',
			request: { method: 'DELETE', path: '/blacklist/{ContactID}' },
			fields: [contact],
			output: success,
		},
	],
};
