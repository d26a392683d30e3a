/** WhatsApp Channels, which the API calls newsletters: posts, followers, admins, invites. */
import {
	choice,
	deleted,
	type Field,
	item,
	items,
	longText,
	number,
	type Operation,
	type Resource,
	success,
	text,
} from '../../../engine/define';
import { contact, newsletter, to } from '../fields/common';
import { channelInviteCode, channelPicture } from '../fields/groups';
import { linkMessage } from '../fields/messages';
import { countOffset, newsletterCursor, newsletterMessages } from '../pagers';
import { channelSummary, messageSummary } from '../summaries';

const CHANNEL = '/newsletters/{NewsletterID}';
const INVITED = '/newsletters/invite/{NewsletterInviteCode}/subscription';

const name = text('name', 'Name', 'The name that followers see', {
	placeholder: 'e.g. Riverside news',
});
const description = longText('description', 'Description', 'What the channel is about', {
	placeholder: 'e.g. New books every Friday',
});

const countryCode = text(
	'country_code',
	'Country',
	'Only channels of this country, as a two-letter code such as IN or US',
	{
		placeholder: 'e.g. IN',
		send: { value: (value) => String(value).trim().toUpperCase() },
		limits: {
			pattern: /^\s*[A-Za-z]{2}\s*$/,
			patternHint: 'a country code of two letters, like IN',
		},
	},
);
const cursor = text(
	'cursor',
	'Go On After',
	'Where an earlier list of the API ended. Rarely needed: Return All and Limit go on by themselves.',
	{
		placeholder: 'e.g. eyJhZnRlciI6IjUwIn0',
		hint: 'The API calls it "page_info.end_cursor"; this node returns only the channels',
	},
);

/** Follows or unfollows, by ID or by invite link. */
const subscription = (
	words: Pick<Operation, 'name' | 'value' | 'action' | 'description'>,
	method: 'POST' | 'DELETE',
	by: Field,
): Operation => ({
	...words,
	request: { method, path: by === newsletter ? `${CHANNEL}/subscription` : INVITED },
	effect: 'idempotent',
	fields: [by],
	output: success,
});

const admin: Field = {
	...contact,
	displayName: 'Person',
	description: 'The person, by their phone number with country code',
};

const invite = linkMessage({
	pictures: [['newsletter_picture', 'Picture of the Channel']],
	what: 'channel',
});

export const channelResource: Resource = {
	name: 'Channel',
	value: 'channel',
	description: 'WhatsApp Channels (newsletters): your own and those you follow',
	operations: [
		{
			name: 'Accept Admin Invite',
			value: 'acceptAdminInvite',
			action: 'Accept admin invite of channel',
			description:
				'Accept an invitation to become an admin of a channel. It reaches you as a message.',
			request: { method: 'PUT', path: `${CHANNEL}/admins/{ContactID}` },
			fields: [
				{
					...newsletter,
					description: 'The channel that you were invited to',
					hint: 'In the trigger, the message with the invitation has its ID as "details.admin_invite.newsletter_id"',
				},
				{
					...admin,
					description: 'Who was invited: the phone number of your own account, with country code',
				},
			],
			output: success,
		},
		{
			name: 'Create',
			value: 'create',
			action: 'Create channel',
			description: 'Create a WhatsApp Channel of your own',
			simplify: channelSummary,
			request: { method: 'POST', path: '/newsletters', encoding: 'base64' },
			fields: [{ ...name, required: true }, ...channelPicture],
			options: [description],
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete channel',
			description: "Delete a channel that you own. This can't be undone.",
			request: { method: 'DELETE', path: CHANNEL },
			fields: [newsletter],
			output: deleted,
			advice: {
				'401': {
					todo: 'Only the owner of a channel can delete it. If that is your number, check with Account > Get Connection Status that it is connected.',
				},
			},
		},
		{
			name: 'Demote Admin',
			value: 'demoteAdmin',
			action: 'Demote admin of channel',
			description: 'Turn an admin of a channel back into an ordinary follower',
			request: { method: 'DELETE', path: `${CHANNEL}/admins/{ContactID}` },
			fields: [newsletter, admin],
			output: success,
		},
		subscription(
			{
				name: 'Follow',
				value: 'follow',
				action: 'Follow channel',
				description: 'Follow a channel, so that your number receives its posts',
			},
			'POST',
			newsletter,
		),
		subscription(
			{
				name: 'Follow by Invite',
				value: 'followByInvite',
				action: 'Follow channel by its invite link',
				description: 'Follow a channel with its invite link',
			},
			'POST',
			channelInviteCode,
		),
		{
			name: 'Get',
			value: 'get',
			action: 'Get channel',
			description: 'Read the name, description, number of followers and your role in a channel',
			simplify: channelSummary,
			request: { method: 'GET', path: CHANNEL },
			fields: [newsletter],
			options: [
				choice(
					'role',
					'Your Role',
					'The role that your number has in the channel. Leave it out if you do not know it.',
					[
						['subscriber', 'Follower'],
						['admin', 'Admin'],
						['guest', 'Guest'],
						['owner', 'Owner'],
					],
					{ send: { as: 'user_role' } },
				),
			],
		},
		{
			name: 'Get by Invite',
			value: 'getByInvite',
			action: 'Get channel by its invite link',
			description:
				'Read the name, description and number of followers of a channel from its invite link, without following it',
			simplify: channelSummary,
			request: { method: 'GET', path: '/newsletters/link/{NewsletterInviteCode}' },
			fields: [channelInviteCode],
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many channels',
			description: 'List your own channels and those you follow',
			simplify: channelSummary,
			request: { method: 'GET', path: '/newsletters' },
			pager: countOffset(),
			output: items('newsletters'),
		},
		{
			name: 'Get Messages',
			value: 'getMessages',
			action: 'Get messages of channel',
			description: 'List the posts of a channel',
			simplify: messageSummary,
			request: { method: 'GET', path: `${CHANNEL}/messages` },
			fields: [newsletter],
			pager: newsletterMessages,
			filters: [
				number(
					'after',
					'After Index',
					'Only posts newer than the one with this number. WhatsApp numbers the posts of a channel one by one.',
					{
						placeholder: 'e.g. 100',
						hint: 'The API tells the numbers of a page as "first" and "last"; this node returns only the posts',
						limits: { min: 0 },
					},
				),
				number(
					'before',
					'Before Index',
					'Only posts older than the one with this number. WhatsApp numbers the posts of a channel one by one.',
					{
						placeholder: 'e.g. 118',
						hint: 'The API tells the numbers of a page as "first" and "last"; this node returns only the posts',
						limits: { min: 0 },
					},
				),
			],
			output: items('messages'),
		},
		{
			name: 'Get Recommended',
			value: 'getRecommended',
			action: 'Get recommended channels',
			description: 'List the channels that WhatsApp recommends in a country',
			simplify: channelSummary,
			request: { method: 'GET', path: '/newsletters/recommended' },
			pager: newsletterCursor,
			filters: [countryCode, cursor],
			output: items('newsletters'),
		},
		{
			name: 'Invite Admin',
			value: 'inviteAdmin',
			action: 'Invite admin to channel',
			description:
				'Invite a person to become an admin of a channel. They get the invitation as a message right away.',
			request: { method: 'POST', path: `${CHANNEL}/invite/{ContactID}` },
			fields: [newsletter, admin],
			options: [
				longText('message', 'Message', 'A few words to go with the invitation', {
					placeholder: 'e.g. Would you help us with the channel?',
				}),
			],
			output: item(),
		},
		{
			name: 'Revoke Admin Invite',
			value: 'revokeAdminInvite',
			action: 'Revoke admin invite of channel',
			description: 'Withdraw an admin invitation that has not been accepted yet',
			request: { method: 'DELETE', path: `${CHANNEL}/invite/{ContactID}` },
			fields: [newsletter, admin],
			output: success,
		},
		{
			name: 'Search',
			value: 'search',
			action: 'Search public channels',
			description: 'Find public channels by search words and country',
			simplify: channelSummary,
			request: { method: 'GET', path: '/newsletters/find' },
			pager: newsletterCursor,
			filters: [
				countryCode,
				cursor,
				choice('sort', 'Sort Order', 'Which channels come first', [
					['desc', 'Most Followers or Newest First'],
					['asc', 'Fewest Followers or Oldest First'],
				]),
				text('search', 'Words', 'What to look for, such as a name or a topic', {
					placeholder: 'e.g. books',
				}),
				choice(
					'newsletter_field',
					'Sort By',
					'What the list is sorted by, in the direction of Sort Order',
					[
						['subscribers', 'Followers'],
						['creation_time', 'Time of Creation'],
					],
				),
			],
			output: items('newsletters'),
		},
		{
			name: 'Send Invite',
			value: 'sendInvite',
			action: 'Send channel invite',
			description: 'Send the invite link of a channel as a message with a preview',
			request: { method: 'POST', path: '/newsletters/link/{NewsletterInviteCode}' },
			fields: [to, channelInviteCode, ...invite.fields],
			options: invite.options,
			output: item(),
		},
		{
			name: 'Track',
			value: 'track',
			action: 'Track channel',
			description:
				'Start getting live updates of a channel, such as poll votes, in the trigger and at webhooks (receiving addresses). Needed once per channel.',
			request: { method: 'POST', path: `${CHANNEL}/tracking` },
			effect: 'idempotent',
			fields: [newsletter],
			output: success,
		},
		subscription(
			{
				name: 'Unfollow',
				value: 'unfollow',
				action: 'Unfollow channel',
				description: 'Stop following a channel',
			},
			'DELETE',
			newsletter,
		),
		subscription(
			{
				name: 'Unfollow by Invite',
				value: 'unfollowByInvite',
				action: 'Unfollow channel by its invite link',
				description: 'Stop following a channel, by its invite link instead of its ID',
			},
			'DELETE',
			channelInviteCode,
		),
		{
			name: 'Update',
			value: 'update',
			action: 'Update channel',
			description:
				'Change the name, description, picture or allowed reactions of a channel. Your number must be an admin.',
			simplify: channelSummary,
			request: { method: 'PATCH', path: CHANNEL, encoding: 'base64' },
			fields: [newsletter, ...channelPicture],
			updates: [
				description,
				name,
				choice('reactions', 'Reactions', 'Which emojis followers can react with', [
					['all', 'All'],
					['basic', 'Basic Emojis'],
					['blocklist', 'All Except Blocked'],
					['none', 'None'],
				]),
			],
			advice: {
				'401': {
					todo: 'Your number must be an admin of the channel. If it is one, check with Account > Get Connection Status that it is connected.',
				},
			},
		},
	],
};
