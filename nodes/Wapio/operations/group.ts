/** Groups that a session is in. */
import {
	type Field,
	isObject,
	item,
	items,
	json,
	type Operation,
	type RequestParts,
	type Resource,
	success,
	text,
	toggle,
	wholeList,
	WrongValue,
} from '../../../engine/define';
import { inviteCodeOf } from '../addresses';
import { group, participants } from '../fields/common';
import { actsIn } from '../fields/session';

const changeParticipants = (operation: Omit<Operation, 'output' | 'fields'>): Operation =>
	actsIn({ ...operation, fields: [group, participants], output: item() });

/** The vendor's client has routes of their own for the two, which its documents do not show. */
const byName =
	(action: 'add' | 'remove') =>
	(parts: RequestParts): RequestParts => ({
		...parts,
		method: 'POST',
		path: `${parts.path}/${action}`,
	});

const invite = (wireName: string): Field =>
	text('invite', 'Invite', 'The invite link of the group, or just the code at its end', {
		required: true,
		placeholder: 'e.g. https://chat.whatsapp.com/ExampleInviteCode01',
		send: { as: wireName, value: inviteCodeOf },
	});

export const groupResource: Resource = {
	name: 'Group',
	value: 'group',
	description: 'Manage WhatsApp groups, their participants and invite links',
	operations: [
		actsIn({
			name: 'Join by Invite',
			value: 'acceptInvite',
			action: 'Join group by invite link',
			description: 'Join a group through its invite link',
			request: { method: 'POST', path: '/api/groups/invite/accept' },
			fields: [invite('invite_code')],
			output: success,
		}),
		changeParticipants({
			name: 'Add Participants',
			value: 'addParticipants',
			action: 'Add participants to group',
			description: 'Add people to a group. Your number must be an admin of the group.',
			request: {
				method: 'POST',
				path: '/api/groups/{groupJid}/participants',
				otherRoute: byName('add'),
			},
		}),
		actsIn({
			name: 'Create',
			value: 'create',
			action: 'Create group',
			description: 'Create a group with a name and its first participants',
			request: { method: 'POST', path: '/api/groups' },
			fields: [
				text('subject', 'Name', 'The name of the group, which all participants see', {
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
			action: 'Demote admins of group',
			description:
				'Turn admins of a group back into ordinary participants. Your number must be an admin of the group.',
			request: { method: 'POST', path: '/api/groups/{groupJid}/participants/demote' },
			effect: 'idempotent',
		}),
		actsIn({
			name: 'Download Picture',
			value: 'downloadPicture',
			action: 'Download picture of group',
			description: 'Download the picture of a group as a file. Fails if the group has none.',
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
			action: 'Get group',
			description: 'Get one group with its name, owner and participants',
			request: { method: 'GET', path: '/api/groups/{groupJid}' },
			fields: [group],
			output: item(),
		}),
		actsIn({
			name: 'Get Invite Link',
			value: 'getInviteLink',
			action: 'Get invite link of group',
			description: 'Get the link through which people can join a group',
			request: { method: 'GET', path: '/api/groups/{groupJid}/invite-link' },
			fields: [group],
			output: item(),
		}),
		actsIn({
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many groups',
			description: 'List the groups that the number of the session is in',
			request: { method: 'GET', path: '/api/groups' },
			pager: wholeList,
			output: items(),
		}),
		actsIn({
			name: 'Get Details',
			value: 'getMetadata',
			action: 'Get details of group',
			description: 'Get the name, description, owner and settings of a group',
			request: { method: 'GET', path: '/api/groups/{groupJid}/metadata' },
			fields: [group],
			output: item(),
		}),
		actsIn({
			name: 'Get Participants',
			value: 'getParticipants',
			action: 'Get participants of group',
			description: 'List the participants of a group and which of them are admins',
			request: { method: 'GET', path: '/api/groups/{groupJid}/participants' },
			fields: [group],
			pager: wholeList,
			output: items(),
		}),
		actsIn({
			name: 'Get Picture',
			value: 'getPicture',
			action: 'Get picture of group',
			description:
				'Get the URL of the picture of a group. To get the picture itself, use Download Picture.',
			request: { method: 'GET', path: '/api/groups/{groupJid}/picture' },
			fields: [group],
			output: item(),
		}),
		actsIn({
			name: 'Leave',
			value: 'leave',
			action: 'Leave group',
			description:
				'Leave a group with your own number. Only an admin or an invite link can bring it back.',
			request: { method: 'POST', path: '/api/groups/{groupJid}/leave' },
			fields: [group],
			output: success,
		}),
		changeParticipants({
			name: 'Promote to Admin',
			value: 'promoteParticipants',
			action: 'Promote participants of group to admin',
			description:
				'Make participants of a group admins. Your number must be an admin of the group.',
			request: { method: 'POST', path: '/api/groups/{groupJid}/participants/promote' },
			effect: 'idempotent',
		}),
		changeParticipants({
			name: 'Remove Participants',
			value: 'removeParticipants',
			action: 'Remove participants from group',
			description: 'Remove people from a group. Your number must be an admin of the group.',
			request: {
				method: 'DELETE',
				path: '/api/groups/{groupJid}/participants',
				otherRoute: byName('remove'),
			},
		}),
		actsIn({
			name: 'Get by Invite',
			value: 'resolveInvite',
			action: 'Get group by its invite link',
			description: 'Look up the group behind an invite link without joining it',
			request: { method: 'GET', path: '/api/groups/invite/{inviteCode}' },
			fields: [invite('inviteCode')],
			output: item(),
		}),
		actsIn({
			name: 'Update Settings',
			value: 'updateSettings',
			action: 'Update settings of group',
			description:
				'Change who can send messages in a group and who can change its name and picture. Settings you leave out stay as they are.',
			request: { method: 'PUT', path: '/api/groups/{groupJid}/settings' },
			fields: [group],
			updates: [
				toggle(
					'announce',
					'Only Admins Can Write',
					'Whether only admins can send messages. If off, all participants can.',
				),
				toggle(
					'restrict',
					'Only Admins Can Edit',
					'Whether only admins can change the name and picture. If off, all participants can.',
				),
				json(
					'otherSettings',
					'Other Settings (JSON)',
					"Other settings as a JSON object, by the names that Wapio uses for them. It doesn't document these names, so ask its support.",
					{ placeholder: 'e.g. {"ephemeral": 86400}', send: { as: '', value: anObject } },
				),
			],
			output: success,
		}),
	],
};

function anObject(value: unknown): unknown {
	if (!isObject(value)) throw new WrongValue('enter a JSON object', 'Other Settings (JSON)');
	return value;
}
