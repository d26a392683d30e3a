/** WhatsApp groups: members, admins, settings, picture, invite links, join requests. */
import { choice, longText, shownFor, text } from '../../../engine/fields';
import { item, items, success } from '../../../engine/output';
import type { Field, Operation, Resource } from '../../../engine/types';
import { group, inviteCode, to } from '../fields';
import { applications, outputFile, participants, policy } from '../groupFields';
import { countOffset } from '../pagers';
import { linkMessage, mediaSource, mimeType } from '../senderFields';
import { groupSummary, groupWithMembers } from '../summaries';

const subject = text('subject', 'Name', 'The name of the group', {
	placeholder: 'e.g. Reading circle',
});

/** Operations on a list of members differ by method, path and words only. */
const members = (
	operation: Pick<Operation, 'name' | 'value' | 'action' | 'description' | 'request'>,
	who: string,
	output = item(),
): Operation => ({ ...operation, fields: [group, participants(who)], output });

/** A file goes as it is, and tells its own type; everything else is JSON. */
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
	description: 'WhatsApp groups, their members and invite links',
	operations: [
		members(
			{
				name: 'Add Participants',
				value: 'addParticipants',
				action: 'Add participants to a group',
				description:
					'Add people to a group. Those whose privacy settings forbid it come back under "failed": send them the invite link.',
				request: { method: 'POST', path: '/groups/{GroupID}/participants' },
			},
			'Who is added',
		),
		{
			name: 'Approve Join Requests',
			value: 'approveJoinRequests',
			action: 'Approve join requests of a group',
			description: 'Let people in who asked to join; one output item for each of them',
			request: { method: 'POST', path: '/groups/{GroupID}/applications' },
			fields: [group, applications],
			forEach: 'application',
			output: items(),
		},
		{
			name: 'Create',
			value: 'create',
			action: 'Create a group',
			description:
				'Create a group with at least one other person. Those who could not be added come back under "unprocessed_participants".',
			request: { method: 'POST', path: '/groups' },
			fields: [{ ...subject, required: true }, participants('Who is in the group, besides you')],
		},
		{
			name: 'Delete Picture',
			value: 'deleteIcon',
			action: 'Delete the picture of a group',
			description: "Remove the picture of a group. This can't be undone.",
			request: { method: 'DELETE', path: '/groups/{GroupID}/icon' },
			fields: [group],
			output: success,
		},
		members(
			{
				name: 'Demote Admins',
				value: 'demoteAdmins',
				action: 'Demote admins of a group',
				description: 'Make admins ordinary members again',
				request: { method: 'DELETE', path: '/groups/{GroupID}/admins' },
			},
			'Who is no longer an admin',
			success,
		),
		{
			name: 'Get',
			value: 'get',
			action: 'Get a group',
			description: 'Read a group with all its members and settings',
			simplify: groupWithMembers,
			request: { method: 'GET', path: '/groups/{GroupID}' },
			fields: [group],
		},
		{
			name: 'Get by Invite',
			value: 'getByInvite',
			action: 'Get a group by its invite link',
			description: 'Look at a group before joining it',
			request: { method: 'GET', path: '/groups/link/{InviteCode}' },
			fields: [inviteCode()],
		},
		{
			name: 'Download Picture',
			value: 'getIcon',
			action: 'Download the picture of a group',
			description:
				'Fetch the picture of a group as a file. A group without one gives "found: false".',
			request: { method: 'GET', path: '/groups/{GroupID}/icon' },
			fields: [group, outputFile],
			output: { kind: 'file', name: () => 'group-icon', mimeType: 'image/png' },
		},
		{
			name: 'Get Invite Link',
			value: 'getInviteCode',
			action: 'Get the invite link of a group',
			description: 'Get the link with which people can join a group, and its code',
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
			action: 'Get join requests of a group',
			description: 'List the people who asked to join a group and wait for an admin',
			request: { method: 'GET', path: '/groups/{GroupID}/applications' },
			fields: [group],
			pager: countOffset(),
			output: items('applications'),
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many groups',
			description: 'List the groups in which your number is a member',
			request: { method: 'GET', path: '/groups' },
			pager: countOffset(),
			simplify: groupSummary,
			output: items('groups'),
		},
		{
			name: 'Join by Invite',
			value: 'join',
			action: 'Join a group by invite link',
			description: 'Become a member of a group whose invite link you have',
			request: { method: 'PUT', path: '/groups' },
			fields: [inviteCode('invite_code')],
		},
		{
			name: 'Leave',
			value: 'leave',
			action: 'Leave a group',
			description:
				'Leave a group with your number. Only an admin or an invite link brings it back.',
			request: { method: 'DELETE', path: '/groups/{GroupID}' },
			fields: [group],
			output: success,
		},
		members(
			{
				name: 'Promote to Admin',
				value: 'promoteToAdmin',
				action: 'Promote participants of a group to admin',
				description: 'Make members admins of the group',
				request: { method: 'PATCH', path: '/groups/{GroupID}/admins' },
			},
			'Who becomes an admin',
			success,
		),
		{
			name: 'Reject Join Requests',
			value: 'rejectJoinRequests',
			action: 'Reject join requests of a group',
			description: 'Turn down people who asked to join; one output item for each of them',
			request: { method: 'DELETE', path: '/groups/{GroupID}/applications' },
			fields: [group, applications],
			forEach: 'application',
			output: items(),
		},
		members(
			{
				name: 'Remove Participants',
				value: 'removeParticipants',
				action: 'Remove participants from a group',
				description:
					'Take people out of a group. Those who could not be taken out come back under "failed".',
				request: { method: 'DELETE', path: '/groups/{GroupID}/participants' },
			},
			'Who is removed',
		),
		{
			name: 'Revoke Invite',
			value: 'revokeInvite',
			action: 'Revoke the invite link of a group',
			description:
				"Make the invite link of a group invalid, which can't be undone. WhatsApp makes a new one.",
			request: { method: 'DELETE', path: '/groups/{GroupID}/invite' },
			fields: [group],
			output: success,
		},
		{
			name: 'Send Invite',
			value: 'sendInvite',
			action: 'Send a group invite',
			description: 'Send the invite link of a group as a message with a preview',
			request: { method: 'POST', path: '/groups/link/{InviteCode}' },
			fields: [to, inviteCode(), ...invite.fields],
			options: invite.options,
		},
		{
			name: 'Set Picture',
			value: 'setIcon',
			action: 'Set the picture of a group',
			description: 'Change the picture of a group',
			request: { method: 'PUT', path: '/groups/{GroupID}/icon', encoding: 'binary' },
			fields: [group, ...iconSource],
			output: success,
		},
		{
			name: 'Update',
			value: 'update',
			action: 'Update a group',
			description: 'Change the name or the description of a group',
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
			action: 'Update a permission of a group',
			description: 'Choose whether all members or only admins may do something in the group',
			request: { method: 'PATCH', path: '/groups/{GroupID}' },
			fields: [
				group,
				choice('setting', 'Permission', 'What members are allowed to do', [
					['send_messages', 'Send Messages'],
					['edit_group_info', 'Edit Group Info'],
					['add_participants', 'Add Participants'],
					[
						'approve_participants',
						'Approve Participants',
						'Whether new members need the approval of an admin',
					],
				]),
				policy,
			],
			output: success,
		},
	],
};
