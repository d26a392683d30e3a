/** WhatsApp Channels, which the API calls newsletters: posts, followers, admins, invites. */
import { choice, longText, number, text } from '../../../engine/fields';
import { deleted, item, items, success } from '../../../engine/output';
import type { Field, Operation, Resource } from '../../../engine/types';
import { contact, newsletter, sort, to } from '../fields';
import { channelInviteCode, channelPicture } from '../groupFields';
import { countOffset, newsletterCursor, newsletterMessages } from '../pagers';
import { linkMessage } from '../senderFields';
import { channelSummary, messageSummary } from '../summaries';

const CHANNEL = '/newsletters/{NewsletterID}';
const INVITED = '/newsletters/invite/{NewsletterInviteCode}/subscription';

const name = text('name', 'Name', 'The name of the channel', {
	placeholder: 'e.g. Riverside news',
});
const description = longText('description', 'Description', 'What the channel is about', {
	placeholder: 'e.g. New books every Friday',
});

const countryCode = text(
	'country_code',
	'Country',
	'Only channels of this country, in two letters',
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
	'Where to go on, if an earlier list was not complete',
	{
		placeholder: 'e.g. eyJhZnRlciI6IjUwIn0',
		hint: 'It is the "page_info.end_cursor" of the earlier answer',
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
	description: 'The person, by their phone number',
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
			action: 'Accept an admin invite of a channel',
			description: 'Become an admin of a channel to which you were invited as one',
			request: { method: 'PUT', path: `${CHANNEL}/admins/{ContactID}` },
			fields: [newsletter, admin],
			output: success,
		},
		{
			name: 'Create',
			value: 'create',
			action: 'Create a channel',
			description: 'Create a WhatsApp Channel of your own',
			simplify: channelSummary,
			request: { method: 'POST', path: '/newsletters', encoding: 'base64' },
			fields: [{ ...name, required: true }, ...channelPicture],
			options: [description],
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete a channel',
			description: "Delete a channel of your own. This can't be undone.",
			request: { method: 'DELETE', path: CHANNEL },
			fields: [newsletter],
			output: deleted,
		},
		{
			name: 'Demote Admin',
			value: 'demoteAdmin',
			action: 'Demote an admin of a channel',
			description: 'Make an admin of a channel an ordinary follower again',
			request: { method: 'DELETE', path: `${CHANNEL}/admins/{ContactID}` },
			fields: [newsletter, admin],
			output: success,
		},
		subscription(
			{
				name: 'Follow',
				value: 'follow',
				action: 'Follow a channel',
				description: 'Follow a channel, so that your number gets its posts',
			},
			'POST',
			newsletter,
		),
		subscription(
			{
				name: 'Follow by Invite',
				value: 'followByInvite',
				action: 'Follow a channel by its invite link',
				description: 'Follow a channel whose invite link you have',
			},
			'POST',
			channelInviteCode,
		),
		{
			name: 'Get',
			value: 'get',
			action: 'Get a channel',
			description: 'Read name, description, followers and your role in a channel',
			simplify: channelSummary,
			request: { method: 'GET', path: CHANNEL },
			fields: [newsletter],
			options: [
				choice(
					'role',
					'Your Role',
					'Your role in the channel, on which depends what you see',
					[
						['subscriber', 'Follower'],
						['admin', 'Admin'],
						['guest', 'Guest'],
						['owner', 'Owner'],
					],
					// The documents really have a space in this name.
					{ send: { as: 'user role' } },
				),
			],
		},
		{
			name: 'Get by Invite',
			value: 'getByInvite',
			action: 'Get a channel by its invite link',
			description: 'Look at a channel before following it',
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
			action: 'Get messages of a channel',
			description: 'List the posts of a channel',
			simplify: messageSummary,
			request: { method: 'GET', path: `${CHANNEL}/messages` },
			fields: [newsletter],
			pager: newsletterMessages,
			filters: [
				number(
					'after',
					'After Index',
					'Only posts after this one, by its number in the channel. The list then goes on to newer posts.',
					{
						placeholder: 'e.g. 100',
						hint: 'Posts are numbered; an earlier answer tells the numbers as "first" and "last"',
						limits: { min: 0 },
					},
				),
				number(
					'before',
					'Before Index',
					'Only posts before this one, by its number in the channel',
					{
						placeholder: 'e.g. 118',
						hint: 'Posts are numbered; an earlier answer tells the numbers as "first" and "last"',
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
			description: 'List channels that WhatsApp recommends in a country',
			simplify: channelSummary,
			request: { method: 'GET', path: '/newsletters/recommended' },
			pager: newsletterCursor,
			filters: [countryCode, cursor],
			output: items('newsletters'),
		},
		{
			name: 'Invite Admin',
			value: 'inviteAdmin',
			action: 'Invite an admin to a channel',
			description: 'Ask a person to become an admin; the invitation goes out as a message at once',
			request: { method: 'POST', path: `${CHANNEL}/invite/{ContactID}` },
			fields: [newsletter, admin],
			options: [
				longText('message', 'Message', 'Text that goes with the invitation', {
					placeholder: 'e.g. Would you help us with the channel?',
				}),
			],
			output: item(),
		},
		{
			name: 'Revoke Admin Invite',
			value: 'revokeAdminInvite',
			action: 'Revoke an admin invite of a channel',
			description: 'Withdraw an invitation to become an admin that was not accepted yet',
			request: { method: 'DELETE', path: `${CHANNEL}/invite/{ContactID}` },
			fields: [newsletter, admin],
			output: success,
		},
		{
			name: 'Search',
			value: 'search',
			action: 'Search public channels',
			description: 'Find public channels by words, country, age or number of followers',
			simplify: channelSummary,
			request: { method: 'GET', path: '/newsletters/find' },
			pager: newsletterCursor,
			filters: [
				countryCode,
				cursor,
				{ ...sort, description: 'Which ones come first' },
				text('search', 'Words', 'Words in the name of the channel', { placeholder: 'e.g. books' }),
				choice('newsletter_field', 'Sort By', 'What to sort the list by', [
					['subscribers', 'Followers'],
					['creation_time', 'Time of Creation'],
				]),
			],
			output: items('newsletters'),
		},
		{
			name: 'Send Invite',
			value: 'sendInvite',
			action: 'Send a channel invite',
			description: 'Send the link to a channel as a message with a preview',
			request: { method: 'POST', path: '/newsletters/link/{NewsletterInviteCode}' },
			fields: [to, channelInviteCode, ...invite.fields],
			options: invite.options,
			output: item(),
		},
		{
			name: 'Track',
			value: 'track',
			action: 'Track a channel',
			description:
				'Get live updates of a channel, such as poll votes, in the trigger and at webhooks (receiving addresses). Needed once for each channel.',
			request: { method: 'POST', path: `${CHANNEL}/tracking` },
			effect: 'idempotent',
			fields: [newsletter],
			output: success,
		},
		subscription(
			{
				name: 'Unfollow',
				value: 'unfollow',
				action: 'Unfollow a channel',
				description: 'Stop following a channel',
			},
			'DELETE',
			newsletter,
		),
		subscription(
			{
				name: 'Unfollow by Invite',
				value: 'unfollowByInvite',
				action: 'Unfollow a channel by its invite link',
				description: 'Stop following a channel whose invite link you have',
			},
			'DELETE',
			channelInviteCode,
		),
		{
			name: 'Update',
			value: 'update',
			action: 'Update a channel',
			description: 'Change name, description, picture or allowed reactions of your channel',
			simplify: channelSummary,
			request: { method: 'PATCH', path: CHANNEL, encoding: 'base64' },
			fields: [newsletter, ...channelPicture],
			updates: [
				description,
				name,
				choice('reactions', 'Reactions', 'With which emojis followers may react', [
					['all', 'All'],
					['basic', 'Basic Emojis'],
					['blocklist', 'All Except Blocked'],
					['none', 'None'],
				]),
			],
		},
	],
};
