/** The account itself: limits, people, tokens for the voice SDK. */
import { locator, number, text } from '../../../engine/fields';
import { items } from '../../../engine/output';
import { wholeList } from '../../../engine/paging';
import type { Resource } from '../../../engine/types';

export const accountResource: Resource = {
	name: 'Account',
	value: 'account',
	description: 'Your 2Chat account, its limits and its people',
	operations: [
		{
			name: 'Create Voice SDK Token',
			value: 'createVoiceSdkToken',
			action: 'Create a voice SDK token',
			description:
				'Get a token with which a web or mobile app (voice SDK) makes and takes calls as one of your users',
			request: { method: 'POST', path: '/sdk/voip/access-token', host: 'sdk' },
			fields: [
				locator(
					'user',
					'User',
					'The person of your account who uses the token',
					{ search: 'users', example: 'USR3f8c1d2a-6b7c-4d8e-9f0a-1b2c3d4e5f60' },
					{ required: true, send: { as: 'user_uuid' } },
				),
			],
			options: [
				text('label', 'Label', 'A name by which you recognise the token later', {
					placeholder: 'e.g. agent-asha',
				}),
				number(
					'ttl',
					'Valid For (Seconds)',
					'How long the token is valid, from 60 (a minute) to 86400 (a day)',
					{
						default: 3600,
						limits: { min: 60, max: 86_400 },
						typeOptions: { minValue: 60, maxValue: 86_400 },
					},
				),
			],
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get the account',
			description: 'Read state, limits and usage of your account. This costs one API credit.',
			request: { method: 'GET', path: '/info' },
		},
		{
			name: 'Get Users',
			value: 'getUsers',
			action: 'Get many users',
			description: 'List the active users of your account with their IDs',
			request: { method: 'GET', path: '/users' },
			pager: wholeList,
			output: items('data.users'),
		},
	],
};
