/** WhatsApp Business Platform (WABA) numbers and their templates. */
import { locator } from '../../../engine/fields';
import { deleted, item, items } from '../../../engine/output';
import type { Resource } from '../../../engine/types';
import { unofficial, wabaNumber } from '../fields';
import { templatePages, wabaNumberPages } from '../pagers';

export const wabaNumberResource: Resource = {
	name: 'WABA Number',
	value: 'wabaNumber',
	description: 'Your WhatsApp Business Platform (WABA) numbers',
	operations: [
		{
			name: 'Get',
			value: 'get',
			action: 'Get a WABA number',
			description: 'Read one WABA number by its ID',
			request: { method: 'GET', path: '/waba/numbers/{waba_uuid}' },
			fields: [
				locator(
					'wabaChannel',
					'WABA Number',
					'The number',
					{ search: 'wabaChannels', example: 'WAN3ff9fb72-4a5b-4c6d-8e7f-0a1b2c3d4e5f' },
					{ required: true, send: { as: 'waba_uuid' } },
				),
			],
			output: item('number'),
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many WABA numbers',
			description: unofficial('List the WABA numbers of your account'),
			request: { method: 'GET', path: '/waba/numbers' },
			pager: wabaNumberPages,
			output: items('numbers'),
		},
	],
};

export const wabaTemplateResource: Resource = {
	name: 'WABA Template',
	value: 'wabaTemplate',
	description: 'Message templates of WABA numbers',
	operations: [
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete a template',
			description: unofficial("Delete a template; messages can't be sent with it any more"),
			request: { method: 'DELETE', path: '/waba/templates/{template_uuid}' },
			fields: [
				{
					...wabaNumber(),
					required: false,
					description:
						'The number whose templates the next list shows. A template given by its ID needs none.',
					send: { in: 'nowhere' },
				},
				locator(
					'template',
					'Template',
					'The template. The list needs the number to be chosen first.',
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
			description: 'List the templates of a WABA number with the status of their review',
			request: { method: 'GET', path: '/waba/templates' },
			fields: [wabaNumber('phone_number')],
			pager: templatePages,
			output: items('templates'),
		},
		{
			name: 'Sync',
			value: 'sync',
			action: 'Sync templates with Meta',
			description:
				'Fetch the templates of a number from Meta anew. It runs on in the background; is_syncing tells whether it has begun.',
			effect: 'idempotent',
			request: { method: 'POST', path: '/waba/templates/sync' },
			fields: [wabaNumber('phone_number', 'query')],
		},
	],
};
