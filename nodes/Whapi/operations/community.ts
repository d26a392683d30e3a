/** WhatsApp communities: their groups, members, settings and events. */
import { choice, date, longText, number, text, toggle } from '../../../engine/fields';
import { item, items, success } from '../../../engine/output';
import type { Field, Operation, Resource } from '../../../engine/types';
import { groupIdOf } from '../addresses';
import { community, group, unixTime } from '../fields';
import { communityGroup, participants, policy } from '../groupFields';
import { countOffset } from '../pagers';
import { viewOnce } from '../senderFields';
import { groupSummary, groupWithMembers } from '../summaries';

const members = (
	operation: Pick<Operation, 'name' | 'value' | 'action' | 'description' | 'request'>,
	who: string,
): Operation => ({ ...operation, fields: [community, participants(who)] });

/** The parts of a new group in a community. */
const newGroup: Field[] = [
	community,
	text('subject', 'Group Name', 'The name of the new group', {
		required: true,
		placeholder: 'e.g. Poetry',
	}),
	participants('Who is in the group, besides you'),
];
const newGroupOptions: Field[] = [
	toggle('isHidden', 'Hidden', 'Whether members of the community cannot see the group'),
];

export const communityResource: Resource = {
	name: 'Community',
	value: 'community',
	description: 'WhatsApp communities, which hold several groups',
	operations: [
		members(
			{
				name: 'Add Participants',
				value: 'addParticipants',
				action: 'Add participants to a community',
				description:
					'Add people to a community. Those who could not be added come back under "failed".',
				request: { method: 'POST', path: '/communities/{CommunityID}/participants' },
			},
			'Who is added',
		),
		{
			name: 'Create',
			value: 'create',
			action: 'Create a community',
			description: 'Create a community. Add groups to it afterwards.',
			simplify: groupSummary,
			request: { method: 'POST', path: '/communities' },
			fields: [
				text('subject', 'Name', 'The name of the community', {
					required: true,
					placeholder: 'e.g. Riverside readers',
				}),
				longText('description', 'Description', 'What the community is about', {
					required: true,
					placeholder: 'e.g. Everything around our shop',
				}),
			],
		},
		{
			name: 'Create Event',
			value: 'createEvent',
			action: 'Create an event',
			description:
				'Announce an event in a community or group. Members can answer whether they will come.',
			request: { method: 'POST', path: '/communities/event' },
			fields: [
				{
					...community,
					name: 'to',
					displayName: 'Community or Group',
					description: 'The community or group that gets the event. A group is given by its ID.',
					send: { value: (value) => groupIdOf(value, 'Community or Group') },
				},
				text('title', 'Title', 'The name of the event', {
					required: true,
					placeholder: 'e.g. Reading night',
				}),
				date('startTime', 'Start', 'When the event begins', {
					required: true,
					send: unixTime('startTime'),
				}),
			],
			options: [
				longText('description', 'Description', 'What happens there', {
					placeholder: 'e.g. Three authors read from their new books',
				}),
				date('endTime', 'End', 'When the event ends', { send: unixTime('endTime') }),
				number(
					'degreesLatitude',
					'Latitude',
					'Degrees north of the equator, from -90 to 90; negative for south',
					{
						placeholder: 'e.g. 12.9716',
					},
				),
				text('locationAddress', 'Location Address', 'The address of the place', {
					placeholder: 'e.g. 12 River Road, Bengaluru',
				}),
				text('locationName', 'Location Name', 'What the place is called', {
					placeholder: 'e.g. Riverside Books',
				}),
				number(
					'degreesLongitude',
					'Longitude',
					'Degrees east of Greenwich, from -180 to 180; negative for west',
					{
						placeholder: 'e.g. 77.5946',
					},
				),
				viewOnce,
			],
			output: success,
		},
		{
			name: 'Create Group',
			value: 'createGroup',
			action: 'Create a group in a community',
			description: 'Create a new group inside a community',
			simplify: groupSummary,
			request: { method: 'POST', path: '/communities/{CommunityID}' },
			fields: newGroup,
			options: newGroupOptions,
		},
		{
			name: 'Create Group (Deprecated)',
			value: 'createGroupDeprecated',
			action: 'Create a group in a community the old way',
			description: 'The old way to create a group in a community: use Create Group instead',
			simplify: groupSummary,
			request: { method: 'POST', path: '/communities/{CommunityID}/createGroup' },
			fields: [
				{ ...community, hint: 'Whapi.Cloud may remove this operation; use "Create Group" instead' },
				...newGroup.slice(1),
			],
			options: newGroupOptions,
		},
		{
			name: 'Deactivate',
			value: 'deactivate',
			action: 'Deactivate a community',
			description: "Close a community. This can't be undone; its groups go on without it.",
			request: { method: 'DELETE', path: '/communities/{CommunityID}' },
			fields: [community],
			output: success,
		},
		members(
			{
				name: 'Demote Admins',
				value: 'demoteAdmins',
				action: 'Demote admins of a community',
				description: 'Make admins ordinary members again',
				request: { method: 'DELETE', path: '/communities/{CommunityID}/admins' },
			},
			'Who is no longer an admin',
		),
		{
			name: 'Get',
			value: 'get',
			action: 'Get a community',
			description: 'Read a community with its members and settings',
			simplify: groupWithMembers,
			request: { method: 'GET', path: '/communities/{CommunityID}' },
			fields: [community],
		},
		{
			name: 'Get Groups',
			value: 'getGroups',
			action: 'Get the groups of a community',
			description: 'Read the announcement group and the other groups, with their invite codes',
			request: { method: 'GET', path: '/communities/{CommunityID}/subgroups' },
			fields: [community],
			output: item(),
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many communities',
			description: 'List the communities of your number',
			request: { method: 'GET', path: '/communities' },
			pager: countOffset(),
			simplify: groupSummary,
			output: items('groups'),
		},
		{
			name: 'Join Group',
			value: 'joinGroup',
			action: 'Join a group of a community',
			description: 'Become a member of a group of a community that you are in',
			request: { method: 'POST', path: '/communities/{CommunityID}/{GroupID}/join' },
			effect: 'idempotent',
			fields: [community, communityGroup],
			output: success,
		},
		{
			name: 'Link Group',
			value: 'linkGroup',
			action: 'Link a group to a community',
			description: 'Move an existing group into a community',
			request: { method: 'PUT', path: '/communities/{CommunityID}/{GroupID}' },
			fields: [community, group],
			output: success,
		},
		members(
			{
				name: 'Promote to Admin',
				value: 'promoteToAdmin',
				action: 'Promote participants of a community to admin',
				description: 'Make members admins of the community',
				request: { method: 'PATCH', path: '/communities/{CommunityID}/admins' },
			},
			'Who becomes an admin',
		),
		members(
			{
				name: 'Remove Participants',
				value: 'removeParticipants',
				action: 'Remove participants from a community',
				description:
					'Take people out of a community. Those who could not be taken out come back under "failed".',
				request: { method: 'DELETE', path: '/communities/{CommunityID}/participants' },
			},
			'Who is removed',
		),
		{
			name: 'Revoke Invite',
			value: 'revokeInvite',
			action: 'Revoke the invite link of a community',
			description: "Make the invite link of a community invalid, which can't be undone",
			request: { method: 'DELETE', path: '/communities/{CommunityID}/link' },
			fields: [community],
			output: success,
		},
		{
			name: 'Unlink Group',
			value: 'unlinkGroup',
			action: 'Unlink a group from a community',
			description: 'Take a group out of a community; the group itself stays',
			request: { method: 'DELETE', path: '/communities/{CommunityID}/{GroupID}' },
			fields: [community, communityGroup],
			output: success,
		},
		{
			name: 'Update Permission',
			value: 'updateSetting',
			action: 'Update a permission of a community',
			description: 'Choose whether all members or only admins may do something in the community',
			request: { method: 'PATCH', path: '/communities/{CommunityID}/settings' },
			fields: [
				community,
				choice('setting', 'Permission', 'What members are allowed to do', [
					['modify_groups', 'Add and Remove Groups'],
					['member_add_mode', 'Add Participants'],
				]),
				policy,
			],
			output: success,
		},
	],
};
