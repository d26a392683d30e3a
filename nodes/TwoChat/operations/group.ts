/** WhatsApp groups. 2Chat shows changes after some minutes. */
import {
	item,
	items,
	longText,
	type Operation,
	type Resource,
	text,
	wholeList,
} from '../../../engine/define';
import { numberNotReady } from '../advice';
import { actingNumber, group, groupsOf, media, participants } from '../fields/common';

const change = (command: string, operation: Omit<Operation, 'request' | 'advice'>): Operation => ({
	effect: 'idempotent',
	...operation,
	request: { method: 'POST', path: `/whatsapp/group/{group_uuid}/${command}` },
	advice: numberNotReady,
	fields: [
		actingNumber('from_number', 'Your connected WhatsApp number, which must be in the group'),
		group(),
		...(operation.fields ?? []),
	],
});

export const groupResource: Resource = {
	name: 'Group',
	value: 'group',
	description: 'WhatsApp groups of your numbers',
	operations: [
		change('add-participant', {
			name: 'Add Participants',
			value: 'addParticipants',
			action: 'Add participants to group',
			description:
				'Add people to a group. "unaccepted_numbers" in the output lists those who could not be added; people who only join by invitation receive one. 2Chat shows the change after a few minutes.',
			effect: 'send',
			fields: [participants()],
		}),
		{
			name: 'Create',
			value: 'create',
			action: 'Create group',
			description:
				'Create a group with up to 10 people; add more with Add Participants. "unaccepted_numbers" lists those who could not be added. WhatsApp restricts numbers that create about 30 groups a day.',
			request: { method: 'POST', path: '/whatsapp/group/create' },
			advice: numberNotReady,
			fields: [
				actingNumber(
					'from_number',
					'Your connected WhatsApp number, which becomes the owner of the group',
				),
				text('name', 'Name', 'The name that members see', {
					required: true,
					placeholder: 'e.g. Project Lotus',
					send: { as: 'group.name' },
				}),
				participants('group.participants'),
			],
			options: [
				longText('description', 'Description', 'What the group is about, shown in the group info', {
					placeholder: 'e.g. Questions and news about the project',
					send: { as: 'group.description' },
				}),
			],
			output: item('group'),
		},
		change('demote-participant', {
			name: 'Demote Admins',
			value: 'demoteAdmins',
			action: 'Demote admins of group',
			description:
				'Turn admins of a group back into regular members. Your number must be an admin of it.',
			fields: [participants()],
		}),
		{
			name: 'Get',
			value: 'get',
			action: 'Get group',
			description: 'Retrieve one group with its name and members, and which of them are admins',
			request: { method: 'GET', path: '/whatsapp/group/{group_uuid}' },
			fields: [groupsOf, group()],
			output: item('data'),
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many groups',
			description:
				'List the groups of a number with their IDs. Groups it joined before it was connected to 2Chat are not included.',
			request: { method: 'GET', path: '/whatsapp/groups/{phone_number}' },
			fields: [actingNumber('phone_number', 'Your connected WhatsApp number whose groups to list')],
			pager: wholeList,
			output: items('data'),
		},
		change('promote-participant', {
			name: 'Promote to Admin',
			value: 'promoteToAdmins',
			action: 'Promote participants of group to admin',
			description: 'Turn members of a group into admins. Your number must be an admin of it.',
			fields: [participants()],
		}),
		change('remove-participant', {
			name: 'Remove Participants',
			value: 'removeParticipants',
			action: 'Remove participants from group',
			description:
				'Remove people from a group. Your number must be an admin of it. 2Chat shows the change after a few minutes.',
			fields: [participants()],
		}),
		change('set-description', {
			name: 'Set Description',
			value: 'setDescription',
			action: 'Set description of group',
			description: 'Change the description that members see in the group info',
			fields: [
				longText(
					'description',
					'Description',
					'The new description, which replaces the current one',
					{
						required: true,
						placeholder: 'e.g. Questions and news about the project',
					},
				),
			],
		}),
		change('set-picture', {
			name: 'Set Picture',
			value: 'setPicture',
			action: 'Set picture of group',
			description: 'Replace the picture that members see next to the name of the group',
			fields: media('url', 'Picture', ['image/*']),
		}),
	],
};
