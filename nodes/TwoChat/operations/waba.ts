/** WhatsApp Business Platform (WABA) numbers and their templates. */
import { deleted, item, items, locator, type Resource } from '../../../engine/define';
import { unofficial, wabaNumber } from '../fields/common';
import { templatePages, wabaNumberPages } from '../pagers';
import { wabaNumberSummary } from '../summaries';

export const wabaNumberResource: Resource = {
	name: 'WABA Number',
	value: 'wabaNumber',
	description: 'Your official WhatsApp Business (WABA) numbers',
	operations: [
		{
			name: 'Get',
			value: 'get',
			action: 'Get official business number',
			description:
				'Retrieve one official WhatsApp Business (WABA) number with its verified name and whether it is connected',
			simplify: wabaNumberSummary,
			request: { method: 'GET', path: '/waba/numbers/{waba_uuid}' },
			fields: [
				locator(
					'wabaChannel',
					'WABA Number',
					'Your official WhatsApp Business (WABA) number. WABA Number > Get Many returns its ID as "uuid".',
					{ search: 'wabaChannels', example: 'WAN3ff9fb72-4a5b-4c6d-8e7f-0a1b2c3d4e5f' },
					{ required: true, send: { as: 'waba_uuid' } },
				),
			],
			output: item('number'),
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many official business numbers',
			description: unofficial(
				'List the official WhatsApp Business (WABA) numbers of your account with their IDs',
			),
			simplify: wabaNumberSummary,
			request: { method: 'GET', path: '/waba/numbers' },
			pager: wabaNumberPages,
			output: items('numbers'),
		},
	],
};

export const wabaTemplateResource: Resource = {
	name: 'WABA Template',
	value: 'wabaTemplate',
	description: 'Message templates of official WhatsApp Business (WABA) numbers',
	operations: [
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete template',
			description: unofficial(
				"Delete a template. Messages can no longer be sent with it. This can't be undone",
			),
			request: { method: 'DELETE', path: '/waba/templates/{template_uuid}' },
			fields: [
				{
					...wabaNumber(),
					required: false,
					description:
						'Your official WhatsApp Business (WABA) number. It only fills the list of templates below; leave it empty if you enter the template by its ID.',
					send: { in: 'nowhere' },
				},
				locator(
					'template',
					'Template',
					'The template to delete. Choose the number first to see the list; Get Many returns the ID as "uuid".',
					{ search: 'templates', example: 'TMP1b44a079-3c5d-4e6f-8a7b-9c0d1e2f3a4b' },
					{ required: true, send: { as: 'template_uuid' } },
				),
			],
			output: deleted,
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many templates',
			description:
				'List the message templates of a number with their IDs, texts and status, such as APPROVED',
			request: { method: 'GET', path: '/waba/templates' },
			fields: [wabaNumber('phone_number', 'whose templates to list')],
			pager: templatePages,
			output: items('templates'),
		},
		{
			name: 'Sync',
			value: 'sync',
			action: 'Sync templates with Meta',
			description:
				'Make 2Chat fetch the templates of a number from Meta again, for example after a change there. This happens in the background; "is_syncing" in the output is true if it has started.',
			effect: 'idempotent',
			request: { method: 'POST', path: '/waba/templates/sync' },
			fields: [wabaNumber('phone_number', 'whose templates to fetch', 'query')],
		},
	],
};
