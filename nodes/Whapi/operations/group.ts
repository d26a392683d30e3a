/** WhatsApp groups: members, admins, settings, picture, invite links, join requests. */
import {
	choice,
	type Field,
	item,
	items,
	longText,
	type Operation,
	type Resource,
	shownFor,
	success,
	text,
	toggle,
} from '../../../engine/define';
import { group, inviteCode, to } from '../fields/common';
import { applications, outputFile, participants, policy } from '../fields/groups';
import { linkMessage, mediaSource, mimeType } from '../fields/messages';
import { countOffset } from '../pagers';
import { groupSummary, groupWithMembers } from '../summaries';

const subject = text('subject', 'Name', 'The name that members see at the top of the group', {
	placeholder: 'e.g. Reading circle',
});

/** Operations on a list of members differ only in method, path and texts. */
const members = (
	operation: Pick<Operation, 'name' | 'value' | 'action' | 'description' | 'request' | 'advice'>,
	who: string,
	output = item(),
): Operation => ({ ...operation, fields: [group, participants(who)], output });

/** A file is sent as it is, with its own type; everything else is JSON. */
const iconSource: Field[] = [
	...mediaSource({ what: 'Picture' }).map((field) =>
		field.name === 'file'
			? {
					...field,
					description: 'The picture from an earlier node, JPEG or PNG',
					limits: { mimeTypes: ['image/jpeg', 'image/png'] },
				}
			: field,
	),
	...shownFor({ mediaSource: ['url', 'id', 'base64'] }, mimeType()),
];

const invite = linkMessage({
	pictures: [['group_picture', 'Picture of the Group']],
	what: 'group',
});

export const groupResource: Resource = {
	name: 'Group',
	value: 'group',
	description: 'Members, admins, permissions, pictures and invite links of WhatsApp groups',
	operations: [
		members(
			{
				name: 'Add Participants',
				value: 'addParticipants',
				action: 'Add participants to group',
				description:
					'Add people to a group. Anyone whom WhatsApp does not let you add, for example because of their privacy settings, is listed under "failed": use Send Invite for them.',
				request: { method: 'POST', path: '/groups/{GroupID}/participants' },
				advice: {
					'409': {
						todo: 'At least one of these people is in the group already. Leave them out and run it again.',
					},
				},
			},
			'The people to add',
		),
		{
			name: 'Approve Join Requests',
			value: 'approveJoinRequests',
			action: 'Approve join requests of group',
			description:
				'Let in people who asked to join. Your number must be an admin. Returns one item per person, with "success" true or false.',
			request: { method: 'POST', path: '/groups/{GroupID}/applications' },
			fields: [group, applications],
			forEach: 'application',
			output: items(),
		},
		{
			name: 'Create',
			value: 'create',
			action: 'Create group',
			description:
				'Create a group with at least one other person. Anyone whom WhatsApp does not let you add is listed under "unprocessed_participants": use Send Invite for them.',
			request: { method: 'POST', path: '/groups' },
			fields: [{ ...subject, required: true }, participants('The other members of the group')],
			advice: {
				'404': {
					todo: 'One of the participants was not found. Check their numbers with Contact > Check on WhatsApp, and save them with Contact > Create.',
				},
			},
		},
		{
			name: 'Delete Picture',
			value: 'deleteIcon',
			action: 'Delete picture of group',
			description: "Remove the picture of a group. This can't be undone.",
			request: { method: 'DELETE', path: '/groups/{GroupID}/icon' },
			fields: [group],
			output: success,
		},
		members(
			{
				name: 'Demote Admins',
				value: 'demoteAdmins',
				action: 'Demote admins of group',
				description: 'Turn admins back into ordinary members. Your number must be an admin.',
				request: { method: 'DELETE', path: '/groups/{GroupID}/admins' },
			},
			'The admins to demote',
			success,
		),
		{
			name: 'Get',
			value: 'get',
			action: 'Get group',
			description: 'Read one group with its description, settings and all members',
			simplify: groupWithMembers,
			request: { method: 'GET', path: '/groups/{GroupID}' },
			fields: [group],
			options: [
				toggle(
					'resync',
					'Refresh First',
					"Whether to fetch the group from WhatsApp instead of Whapi.Cloud's copy. Known from Whapi.Cloud's own client, not from its documentation.",
				),
			],
		},
		{
			name: 'Get by Invite',
			value: 'getByInvite',
			action: 'Get group by its invite link',
			description:
				'Read the name and the members of a group from its invite link, without joining it',
			request: { method: 'GET', path: '/groups/link/{InviteCode}' },
			fields: [inviteCode()],
		},
		{
			name: 'Download Picture',
			value: 'getIcon',
			action: 'Download picture of group',
			description:
				'Download the picture of a group as a file. If it has none, the output says "found: false".',
			request: { method: 'GET', path: '/groups/{GroupID}/icon' },
			fields: [group, outputFile],
			output: { kind: 'file', name: () => 'group-icon', mimeType: 'image/png' },
		},
		{
			name: 'Get Invite Link',
			value: 'getInviteCode',
			action: 'Get invite link of group',
			description: 'Get the link that lets people join a group, and the code at its end',
			request: { method: 'GET', path: '/groups/{GroupID}/invite' },
			fields: [group],
			output: item(undefined, (row) => ({
				...row,
				...(row.invite_code
					? { invite_link: `https://chat.whatsapp.com/${String(row.invite_code)}` }
					: {}),
			})),
		},
		{
			name: 'Get Join Requests',
			value: 'getJoinRequests',
			action: 'Get join requests of group',
			description: 'List the people who asked to join a group and are waiting for approval',
			request: { method: 'GET', path: '/groups/{GroupID}/applications' },
			fields: [group],
			pager: countOffset(),
			output: items('applications'),
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many groups',
			description: 'List the groups that your number is in',
			request: { method: 'GET', path: '/groups' },
			pager: countOffset(),
			simplify: groupSummary,
			output: items('groups'),
		},
		{
			name: 'Join by Invite',
			value: 'join',
			action: 'Join group by invite link',
			description: 'Join a group with its invite link. Returns the ID of the group.',
			request: { method: 'PUT', path: '/groups' },
			fields: [inviteCode('invite_code')],
			advice: { '404': { todo: 'The invite link is wrong or was revoked. Ask for a new one.' } },
		},
		{
			name: 'Leave',
			value: 'leave',
			action: 'Leave group',
			description: 'Leave a group. Only an admin or an invite link can bring your number back.',
			request: { method: 'DELETE', path: '/groups/{GroupID}' },
			fields: [group],
			output: success,
		},
		members(
			{
				name: 'Promote to Admin',
				value: 'promoteToAdmin',
				action: 'Promote participants of group to admin',
				description: 'Make members admins of the group. Your number must be an admin.',
				request: { method: 'PATCH', path: '/groups/{GroupID}/admins' },
			},
			'The members to make admins',
			success,
		),
		{
			name: 'Reject Join Requests',
			value: 'rejectJoinRequests',
			action: 'Reject join requests of group',
			description:
				'Turn down people who asked to join. Your number must be an admin. Returns one item per person, with "success" true or false.',
			request: { method: 'DELETE', path: '/groups/{GroupID}/applications' },
			fields: [group, applications],
			forEach: 'application',
			output: items(),
		},
		members(
			{
				name: 'Remove Participants',
				value: 'removeParticipants',
				action: 'Remove participants from group',
				description:
					'Remove people from a group. Your number must be an admin. Anyone who could not be removed is listed under "failed".',
				request: { method: 'DELETE', path: '/groups/{GroupID}/participants' },
			},
			'The members to remove',
		),
		{
			name: 'Revoke Invite',
			value: 'revokeInvite',
			action: 'Revoke invite link of group',
			description:
				"Make the invite link of a group invalid. WhatsApp creates a new one, which Get Invite Link returns. This can't be undone.",
			request: { method: 'DELETE', path: '/groups/{GroupID}/invite' },
			fields: [group],
			output: success,
		},
		{
			name: 'Send Invite',
			value: 'sendInvite',
			action: 'Send group invite',
			description:
				'Send the invite link of a group as a message with a preview. Get Invite Link returns the link.',
			request: { method: 'POST', path: '/groups/link/{InviteCode}' },
			fields: [to, inviteCode(), ...invite.fields],
			options: invite.options,
		},
		{
			name: 'Set Picture',
			value: 'setIcon',
			action: 'Set picture of group',
			description: 'Set or replace the picture of a group, as a JPEG or PNG file',
			request: { method: 'PUT', path: '/groups/{GroupID}/icon', encoding: 'binary' },
			fields: [group, ...iconSource],
			output: success,
		},
		{
			name: 'Update',
			value: 'update',
			action: 'Update group',
			description: 'Change the name or description of a group',
			request: { method: 'PUT', path: '/groups/{GroupID}' },
			fields: [group],
			updates: [
				longText('description', 'Description', 'What the group is about', {
					placeholder: 'e.g. One book a month',
				}),
				subject,
			],
			output: success,
		},
		{
			name: 'Update Permission',
			value: 'updateSetting',
			action: 'Update permission of group',
			description:
				'Choose whether all members or only admins may do something in a group. Your number must be an admin.',
			request: { method: 'PATCH', path: '/groups/{GroupID}' },
			fields: [
				group,
				choice('setting', 'Permission', 'The permission to change', [
					['send_messages', 'Send Messages', 'Who may write in the group'],
					[
						'edit_group_info',
						'Edit Group Info',
						'Who may change the name, picture and description',
					],
					['add_participants', 'Add Participants', 'Who may add people'],
					[
						'approve_participants',
						'Approve Participants',
						'"Admins Only": people who want to join need the approval of an admin. "All Members": they join at once.',
					],
				]),
				policy,
			],
			output: success,
		},
	],
};
