/** Slack channels that mirror WhatsApp groups. */
import { text, toggle } from '../../../engine/fields';
import { item } from '../../../engine/output';
import type { Resource } from '../../../engine/types';
import { group, groupsOf } from '../fields';

export const slackResource: Resource = {
	name: 'Slack Channel',
	value: 'slackChannel',
	description: 'Slack channels that mirror WhatsApp groups',
	operations: [
		{
			name: 'Create',
			value: 'create',
			action: 'Create a Slack channel for a group',
			description:
				'Create a Slack channel, link it to a WhatsApp group and give it to a person. Slack must be connected in 2Chat first.',
			request: {
				method: 'POST',
				path: '/slack/create-channel/{slack_channel_name}/assign-to-group-uuid/{group_uuid}/user-email-to-assign/{user_email}',
			},
			fields: [
				groupsOf,
				group(),
				text(
					'channelName',
					'Channel Name',
					'The name of the new channel: lower-case letters, digits, - and _, at most 80 characters',
					{
						required: true,
						placeholder: 'e.g. project-lotus',
						limits: {
							maxLength: 80,
							pattern: /^[a-z0-9_-]+$/,
							patternHint: 'a Slack channel name: lower-case letters, digits, - and _',
						},
						send: { as: 'slack_channel_name' },
					},
				),
				text('email', 'Email', 'The email address by which Slack knows the person', {
					required: true,
					placeholder: 'e.g. name@email.com',
					send: { as: 'user_email' },
				}),
			],
			output: item('data'),
		},
		{
			name: 'Link',
			value: 'link',
			action: 'Link a Slack channel to a group',
			description:
				'Link an existing Slack channel to a WhatsApp group, so that messages go both ways',
			request: { method: 'POST', path: '/slack/{slack_channel_id}/link-to-group/{group_uuid}' },
			fields: [
				groupsOf,
				group(),
				text('slackChannelId', 'Slack Channel ID', 'The ID of the channel in Slack', {
					required: true,
					placeholder: 'e.g. C1234567890',
					send: { as: 'slack_channel_id' },
				}),
			],
			options: [
				toggle(
					'ignoreThreads',
					'Ignore Threads',
					'Whether messages in threads of the channel stay in Slack only',
					{ send: { as: 'ignore_thread_messages' } },
				),
				toggle(
					'showUserName',
					'Show User Name',
					'Whether WhatsApp shows the name of the person who wrote in Slack',
					{
						default: true,
						send: { as: 'display_slack_username_on_message' },
					},
				),
			],
			output: item('data'),
		},
	],
};
