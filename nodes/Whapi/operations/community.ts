/** WhatsApp communities: their groups, members, settings and events. */
import {
	choice,
	type Field,
	item,
	items,
	longText,
	type Operation,
	type Resource,
	success,
	text,
	toggle,
} from '../../../engine/define';
import { groupIdOf } from '../addresses';
import { community, group } from '../fields/common';
import { eventFields, eventOptions } from '../fields/events';
import { communityGroup, participants, policy } from '../fields/groups';
import { countOffset } from '../pagers';
import { groupSummary, groupWithMembers } from '../summaries';

const members = (
	operation: Pick<Operation, 'name' | 'value' | 'action' | 'description' | 'request'>,
	who: string,
): Operation => ({ ...operation, fields: [community, participants(who)] });

/** The parts of a new group in a community. */
const newGroup: Field[] = [
	community,
	text('subject', 'Group Name', 'The name that members see at the top of the new group', {
		required: true,
		placeholder: 'e.g. Poetry',
	}),
	participants('The other members of the group'),
];
const newGroupOptions: Field[] = [
	toggle('isHidden', 'Hidden', 'Whether to hide the group from the other members of the community'),
];

export const communityResource: Resource = {
	name: 'Community',
	value: 'community',
	description: 'Groups that belong together, with common members, announcements and events',
	operations: [
		members(
			{
				name: 'Add Participants',
				value: 'addParticipants',
				action: 'Add participants to community',
				description:
					'Add people to a community. Anyone who could not be added is listed under "failed".',
				request: { method: 'POST', path: '/communities/{CommunityID}/participants' },
			},
			'The people to add',
		),
		{
			name: 'Create',
			value: 'create',
			action: 'Create community',
			description:
				'Create a community. Add groups to it afterwards with Create Group or Link Group.',
			simplify: groupSummary,
			request: { method: 'POST', path: '/communities' },
			fields: [
				text('subject', 'Name', 'The name that members see', {
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
			action: 'Create event',
			description:
				'Announce an event in a community or group. Members can reply whether they are going.',
			request: { method: 'POST', path: '/communities/event' },
			fields: [
				{
					...community,
					name: 'to',
					displayName: 'Community or Group',
					description:
						'Where to announce the event. The list shows communities; for a group, choose By ID.',
					send: { value: (value) => groupIdOf(value, 'Community or Group') },
				},
				...eventFields,
			],
			options: eventOptions,
			output: success,
		},
		{
			name: 'Create Group',
			value: 'createGroup',
			action: 'Create group in community',
			description: 'Create a new group inside a community',
			simplify: groupSummary,
			request: { method: 'POST', path: '/communities/{CommunityID}' },
			fields: newGroup,
			options: newGroupOptions,
		},
		{
			name: 'Create Group (Deprecated)',
			value: 'createGroupDeprecated',
			action: 'Create group in community by former route',
			description: 'The old way to create a group in a community. Use Create Group instead.',
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
			action: 'Deactivate community',
			description: "Shut down a community. Its groups carry on without it. This can't be undone.",
			request: { method: 'DELETE', path: '/communities/{CommunityID}' },
			fields: [community],
			output: success,
		},
		members(
			{
				name: 'Demote Admins',
				value: 'demoteAdmins',
				action: 'Demote admins of community',
				description:
					'Turn admins of a community back into ordinary members. Anyone for whom this fails is listed under "failed".',
				request: { method: 'DELETE', path: '/communities/{CommunityID}/admins' },
			},
			'The admins to demote',
		),
		{
			name: 'Get',
			value: 'get',
			action: 'Get community',
			description: 'Read one community with its description, settings and all members',
			simplify: groupWithMembers,
			request: { method: 'GET', path: '/communities/{CommunityID}' },
			fields: [community],
		},
		{
			name: 'Get Groups',
			value: 'getGroups',
			action: 'Get groups of community',
			description:
				'Get the groups of a community with their invite codes, in one item: the announcement group and the others',
			request: { method: 'GET', path: '/communities/{CommunityID}/subgroups' },
			fields: [community],
			output: item(),
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many communities',
			description: 'List the communities that your number is in',
			request: { method: 'GET', path: '/communities' },
			pager: countOffset(),
			simplify: groupSummary,
			output: items('groups'),
		},
		{
			name: 'Join Group',
			value: 'joinGroup',
			action: 'Join group of community',
			description: 'Join a group of a community that your number is in',
			request: { method: 'POST', path: '/communities/{CommunityID}/{GroupID}/join' },
			effect: 'idempotent',
			fields: [community, communityGroup],
			output: success,
		},
		{
			name: 'Link Group',
			value: 'linkGroup',
			action: 'Link group to community',
			description: 'Add an existing group to a community',
			request: { method: 'PUT', path: '/communities/{CommunityID}/{GroupID}' },
			fields: [community, group],
			output: success,
		},
		members(
			{
				name: 'Promote to Admin',
				value: 'promoteToAdmin',
				action: 'Promote participants of community to admin',
				description:
					'Make members admins of the community. Anyone for whom this fails is listed under "failed".',
				request: { method: 'PATCH', path: '/communities/{CommunityID}/admins' },
			},
			'The members to make admins',
		),
		members(
			{
				name: 'Remove Participants',
				value: 'removeParticipants',
				action: 'Remove participants from community',
				description:
					'Remove people from a community. Anyone who could not be removed is listed under "failed".',
				request: { method: 'DELETE', path: '/communities/{CommunityID}/participants' },
			},
			'The members to remove',
		),
		{
			name: 'Revoke Invite',
			value: 'revokeInvite',
			action: 'Revoke invite link of community',
			description: "Make the invite link of a community invalid. This can't be undone.",
			request: { method: 'DELETE', path: '/communities/{CommunityID}/link' },
			fields: [community],
			output: success,
		},
		{
			name: 'Unlink Group',
			value: 'unlinkGroup',
			action: 'Unlink group from community',
			description: 'Take a group out of a community. The group itself stays.',
			request: { method: 'DELETE', path: '/communities/{CommunityID}/{GroupID}' },
			fields: [community, communityGroup],
			output: success,
		},
		{
			name: 'Update Permission',
			value: 'updateSetting',
			action: 'Update permission of community',
			description:
				'Choose whether all members or only admins may do something in a community. Your number must be an admin.',
			request: { method: 'PATCH', path: '/communities/{CommunityID}/settings' },
			fields: [
				community,
				choice('setting', 'Permission', 'The permission to change', [
					[
						'modify_groups',
						'Add and Remove Groups',
						'Who may add groups to the community and take them out',
					],
					['member_add_mode', 'Add Participants', 'Who may add people to the community'],
				]),
				policy,
			],
			output: success,
		},
	],
};
