/** The account itself: limits, people, tokens for the voice SDK. */
import { items, locator, number, type Resource, text, wholeList } from '../../../engine/define';

export const accountResource: Resource = {
	name: 'Account',
	value: 'account',
	description: 'Your 2Chat account: limits, usage and users',
	operations: [
		{
			name: 'Create Voice SDK Token',
			value: 'createVoiceSdkToken',
			action: 'Create voice SDK token',
			description:
				'Create a token with which a web app that uses 2Chat\'s voice SDK makes and receives phone calls as one of your users. Returns it as "token", with its expiry time in UTC.',
			request: { method: 'POST', path: '/sdk/voip/access-token', host: 'sdk' },
			fields: [
				locator(
					'user',
					'User',
					'The user of your 2Chat account who makes and receives the calls. Get Users returns the ID as "uuid".',
					{ search: 'users', example: 'USR3f8c1d2a-6b7c-4d8e-9f0a-1b2c3d4e5f60' },
					{ required: true, send: { as: 'user_uuid' } },
				),
			],
			options: [
				text('label', 'Label', 'A name to recognize the token by, which is also stored in it', {
					placeholder: 'e.g. agent-asha',
				}),
				number(
					'ttl',
					'Valid For (Seconds)',
					'How long the token is valid: from 60 (one minute) to 86400 (one day). Without this field, one hour.',
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
			action: 'Get account',
			description:
				'Retrieve the state of your account, its limits and how many API credits and number checks are used. This costs one API credit.',
			request: { method: 'GET', path: '/info' },
		},
		{
			name: 'Get Users',
			value: 'getUsers',
			action: 'Get many users',
			description:
				'List the active users of your 2Chat account with their names, email addresses and IDs',
			request: { method: 'GET', path: '/users' },
			pager: wholeList,
			output: items('data.users'),
		},
	],
};
