/** Groups that a session is in. */
import { json, text, toggle } from '../../../engine/fields';
import { item, items, success } from '../../../engine/output';
import { wholeList } from '../../../engine/paging';
import type { Field, Operation, Resource } from '../../../engine/types';
import { isObject, WrongValue } from '../../../engine/values';
import { inviteCodeOf } from '../addresses';
import { group, participants } from '../fields';
import { actsIn } from '../session';

const changeParticipants = (operation: Omit<Operation, 'output' | 'fields'>): Operation =>
	actsIn({ ...operation, fields: [group, participants], output: item() });

const invite = (wireName: string): Field =>
	text('invite', 'Invite', 'An invite link, or the code at its end', {
		required: true,
		placeholder: 'e.g. https://chat.whatsapp.com/ExampleInviteCode01',
		send: { as: wireName, value: inviteCodeOf },
	});

export const groupResource: Resource = {
	name: 'Group',
	value: 'group',
	description: 'WhatsApp groups, their members and invite links',
	operations: [
		actsIn({
			name: 'Join by Invite',
			value: 'acceptInvite',
			action: 'Join a group by invite link',
			description: 'Become a member of a group whose invite link you have',
			request: { method: 'POST', path: '/api/groups/invite/accept' },
			fields: [invite('invite_code')],
			output: success,
		}),
		changeParticipants({
			name: 'Add Participants',
			value: 'addParticipants',
			action: 'Add participants to a group',
			description: 'Add people to a group. Your number must be an admin of it.',
			request: { method: 'POST', path: '/api/groups/{groupJid}/participants' },
		}),
		actsIn({
			name: 'Create',
			value: 'create',
			action: 'Create a group',
			description: 'Create a group with a name and its first participants',
			request: { method: 'POST', path: '/api/groups' },
			fields: [
				text('subject', 'Name', 'The name of the group', {
					required: true,
					placeholder: 'e.g. Field team',
				}),
				participants,
			],
			output: item(),
		}),
		changeParticipants({
			name: 'Demote Admins',
			value: 'demoteParticipants',
			action: 'Demote admins of a group',
			description: 'Make admins of a group ordinary members again',
			request: { method: 'POST', path: '/api/groups/{groupJid}/participants/demote' },
			effect: 'idempotent',
		}),
		actsIn({
			name: 'Download Picture',
			value: 'downloadPicture',
			action: 'Download the picture of a group',
			description: 'Fetch the picture of a group as a file',
			request: { method: 'GET', path: '/api/groups/{groupJid}/picture' },
			fields: [group],
			output: {
				kind: 'file',
				link: 'url',
				name: () => 'picture',
				missing: 'The group has no picture',
			},
		}),
		actsIn({
			name: 'Get',
			value: 'get',
			action: 'Get a group',
			description: 'Read one group: name, owner, participants',
			request: { method: 'GET', path: '/api/groups/{groupJid}' },
			fields: [group],
			output: item(),
		}),
		actsIn({
			name: 'Get Invite Link',
			value: 'getInviteLink',
			action: 'Get the invite link of a group',
			description: 'Get the link by which people join a group',
			request: { method: 'GET', path: '/api/groups/{groupJid}/invite-link' },
			fields: [group],
			output: item(),
		}),
		actsIn({
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many groups',
			description: 'List the groups in which the number of the session is a member',
			request: { method: 'GET', path: '/api/groups' },
			pager: wholeList,
			output: items(),
		}),
		actsIn({
			name: 'Get Details',
			value: 'getMetadata',
			action: 'Get the details of a group',
			description: 'Read name, description, owner and settings of a group',
			request: { method: 'GET', path: '/api/groups/{groupJid}/metadata' },
			fields: [group],
			output: item(),
		}),
		actsIn({
			name: 'Get Participants',
			value: 'getParticipants',
			action: 'Get the participants of a group',
			description: 'List who is in a group and who is an admin',
			request: { method: 'GET', path: '/api/groups/{groupJid}/participants' },
			fields: [group],
			pager: wholeList,
			output: items(),
		}),
		actsIn({
			name: 'Get Picture',
			value: 'getPicture',
			action: 'Get the picture of a group',
			description: 'Get the web address of the picture of a group; Download Picture gets the file',
			request: { method: 'GET', path: '/api/groups/{groupJid}/picture' },
			fields: [group],
			output: item(),
		}),
		actsIn({
			name: 'Leave',
			value: 'leave',
			action: 'Leave a group',
			description:
				'Leave a group with your number. Only an admin or an invite link brings it back.',
			request: { method: 'POST', path: '/api/groups/{groupJid}/leave' },
			fields: [group],
			output: success,
		}),
		changeParticipants({
			name: 'Promote to Admin',
			value: 'promoteParticipants',
			action: 'Promote participants of a group to admin',
			description: 'Make members admins of the group',
			request: { method: 'POST', path: '/api/groups/{groupJid}/participants/promote' },
			effect: 'idempotent',
		}),
		changeParticipants({
			name: 'Remove Participants',
			value: 'removeParticipants',
			action: 'Remove participants from a group',
			description: 'Take people out of a group. Your number must be an admin of it.',
			request: { method: 'DELETE', path: '/api/groups/{groupJid}/participants' },
		}),
		actsIn({
			name: 'Get by Invite',
			value: 'resolveInvite',
			action: 'Get a group by its invite link',
			description: 'Look at the group of an invite link before joining it',
			request: { method: 'GET', path: '/api/groups/invite/{inviteCode}' },
			fields: [invite('inviteCode')],
			output: item(),
		}),
		actsIn({
			name: 'Update Settings',
			value: 'updateSettings',
			action: 'Update the settings of a group',
			description: 'Change who may write in a group and who may change its name and picture',
			request: { method: 'PUT', path: '/api/groups/{groupJid}/settings' },
			fields: [group],
			updates: [
				toggle('announce', 'Only Admins Write', 'Whether only admins may write in the group'),
				toggle('restrict', 'Only Admins Edit', 'Whether only admins may change name and picture'),
				json(
					'otherSettings',
					'Other Settings (JSON)',
					"Further settings, by Wapio's names for them, which it does not document",
					{ placeholder: 'e.g. {"ephemeral": 86400}', send: { as: '', value: anObject } },
				),
			],
			output: success,
		}),
	],
};

function anObject(value: unknown): unknown {
	if (!isObject(value)) throw new WrongValue('an object is needed', 'Other Settings (JSON)');
	return value;
}
