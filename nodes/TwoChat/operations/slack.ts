/** Slack channels that mirror WhatsApp groups. */
import { item, type Resource, text, toggle } from '../../../engine/define';
import { slackRefused } from '../advice';
import { group, groupsOf } from '../fields/common';

export const slackResource: Resource = {
	name: 'Slack Channel',
	value: 'slackChannel',
	description: 'Slack channels that are linked to WhatsApp groups',
	operations: [
		{
			name: 'Create',
			value: 'create',
			action: 'Create Slack channel for group',
			description:
				'Create a Slack channel, link it to a WhatsApp group so that messages go both ways, and add a person to it. Connect Slack in the 2Chat app first.',
			request: {
				method: 'POST',
				path: '/slack/create-channel/{slack_channel_name}/assign-to-group-uuid/{group_uuid}/user-email-to-assign/{user_email}',
			},
			advice: slackRefused,
			fields: [
				groupsOf,
				group(),
				text(
					'channelName',
					'Channel Name',
					'The name of the new channel: up to 80 lowercase letters, digits, hyphens and underscores',
					{
						required: true,
						placeholder: 'e.g. project-lotus',
						limits: {
							maxLength: 80,
							pattern: /^[a-z0-9_-]+$/,
							patternHint: 'a Slack channel name: lowercase letters, digits, - and _',
						},
						send: { as: 'slack_channel_name' },
					},
				),
				text('email', 'Email', 'The Slack email address of the person to add to the channel', {
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
			action: 'Link Slack channel to group',
			description:
				'Link an existing Slack channel to a WhatsApp group so that messages go both ways. Connect Slack in the 2Chat app first. A channel can be linked to one group only.',
			request: { method: 'POST', path: '/slack/{slack_channel_id}/link-to-group/{group_uuid}' },
			advice: slackRefused,
			fields: [
				groupsOf,
				group(),
				text(
					'slackChannelId',
					'Slack Channel ID',
					"The ID of the channel. In Slack, click the channel's name: the ID is at the bottom of the About tab.",
					{
						required: true,
						placeholder: 'e.g. C1234567890',
						send: { as: 'slack_channel_id' },
					},
				),
			],
			options: [
				toggle(
					'ignoreThreads',
					'Ignore Threads',
					'Whether to keep messages in threads of the channel out of WhatsApp',
					{ send: { as: 'ignore_thread_messages' } },
				),
				toggle(
					'showUserName',
					'Show User Name',
					'Whether to show the Slack name of the sender on messages in WhatsApp',
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
