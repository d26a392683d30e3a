/** WhatsApp groups. 2Chat shows changes after some minutes. */
import { longText, text } from '../../../engine/fields';
import { item, items } from '../../../engine/output';
import { wholeList } from '../../../engine/paging';
import type { Operation, Resource } from '../../../engine/types';
import { numberNotReady } from '../advice';
import { fromNumber, group, groupsOf, media, participants } from '../fields';

const change = (command: string, operation: Omit<Operation, 'request' | 'advice'>): Operation => ({
	effect: 'idempotent',
	...operation,
	request: { method: 'POST', path: `/whatsapp/group/{group_uuid}/${command}` },
	advice: numberNotReady,
	fields: [fromNumber(), group(), ...(operation.fields ?? [])],
});

export const groupResource: Resource = {
	name: 'Group',
	value: 'group',
	description: 'WhatsApp groups of your numbers',
	operations: [
		change('add-participant', {
			name: 'Add Participants',
			value: 'addParticipants',
			action: 'Add participants to a group',
			description:
				'Add people to a group. People who do not allow that get an invitation instead. It takes effect within some minutes.',
			effect: 'send',
			fields: [participants()],
		}),
		{
			name: 'Create',
			value: 'create',
			action: 'Create a group',
			description:
				'Create a group with up to 10 people. WhatsApp allows only some dozens of new groups a day. Lists show it after some minutes.',
			request: { method: 'POST', path: '/whatsapp/group/create' },
			advice: numberNotReady,
			fields: [
				fromNumber(),
				text('name', 'Name', 'The name of the group', {
					required: true,
					placeholder: 'e.g. Project Lotus',
					send: { as: 'group.name' },
				}),
				participants('group.participants'),
			],
			options: [
				longText('description', 'Description', 'What the group is about', {
					placeholder: 'e.g. Questions and news about the project',
					send: { as: 'group.description' },
				}),
			],
			output: item('group'),
		},
		change('demote-participant', {
			name: 'Demote Admins',
			value: 'demoteAdmins',
			action: 'Demote admins of a group',
			description: 'Make admins of a group ordinary members again',
			fields: [participants()],
		}),
		{
			name: 'Get',
			value: 'get',
			action: 'Get a group',
			description: 'Read a group with its members',
			request: { method: 'GET', path: '/whatsapp/group/{group_uuid}' },
			fields: [groupsOf, group()],
			output: item('data'),
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many groups',
			description: 'List the groups that your number has joined since it was connected',
			request: { method: 'GET', path: '/whatsapp/groups/{phone_number}' },
			fields: [fromNumber('phone_number')],
			pager: wholeList,
			output: items('data'),
		},
		change('promote-participant', {
			name: 'Promote to Admin',
			value: 'promoteToAdmins',
			action: 'Promote participants of a group to admin',
			description: 'Make members admins of the group',
			fields: [participants()],
		}),
		change('remove-participant', {
			name: 'Remove Participants',
			value: 'removeParticipants',
			action: 'Remove participants from a group',
			description: 'Take people out of a group. It takes effect within some minutes.',
			fields: [participants()],
		}),
		change('set-description', {
			name: 'Set Description',
			value: 'setDescription',
			action: 'Set the description of a group',
			description: 'Change the description of a group',
			fields: [
				longText('description', 'Description', 'What the group is about', {
					required: true,
					placeholder: 'e.g. Questions and news about the project',
				}),
			],
		}),
		change('set-picture', {
			name: 'Set Picture',
			value: 'setPicture',
			action: 'Set the picture of a group',
			description: 'Change the picture of a group',
			fields: media('url', 'Picture', ['image/*']),
		}),
	],
};
