/** WhatsApp numbers that are linked by QR code: what they are, and what others see of them. */
import { choice, text, toggle } from '../../../engine/fields';
import { item, items } from '../../../engine/output';
import type { Resource } from '../../../engine/types';
import { numberNotReady } from '../advice';
import { channel, fromNumber, media, phone } from '../fields';
import { sizedPages } from '../pagers';
import { numberSummary } from '../summaries';

export const numberResource: Resource = {
	name: 'Number',
	value: 'number',
	description: 'Your WhatsApp numbers, and numbers of others on WhatsApp',
	operations: [
		{
			name: 'Check on WhatsApp',
			value: 'check',
			action: 'Check if a number is on WhatsApp',
			description:
				'Find out whether a phone number is on WhatsApp. Each check costs one credit of the pool for number checks.',
			request: { method: 'GET', path: '/whatsapp/check-number/{your_number}/{number_to_check}' },
			advice: numberNotReady,
			fields: [
				fromNumber('your_number'),
				phone('numberToCheck', 'Number to Check', 'The phone number to look up', 'number_to_check'),
			],
			options: [
				toggle(
					'extraInformation',
					'Extra Information',
					'Whether to also read picture, status text and business profile, which costs two credits instead of one',
					{ send: { as: 'extra-information' } },
				),
			],
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get a number',
			description: 'Read one of your WhatsApp numbers by its ID',
			simplify: numberSummary,
			request: { method: 'GET', path: '/whatsapp/channel/{channel_uuid}' },
			fields: [channel],
			output: item('channel'),
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many numbers',
			description:
				'List the WhatsApp numbers of your account with their IDs and whether they are connected',
			simplify: numberSummary,
			request: { method: 'GET', path: '/whatsapp/get-numbers' },
			pager: sizedPages(50),
			filters: [
				choice('status', 'Status', 'Only numbers that are connected, or only those that are not', [
					['all', 'All'],
					['connected', 'Connected'],
					['disconnected', 'Disconnected'],
				]),
			],
			output: items('numbers'),
		},
		{
			name: 'Remove Profile Picture',
			value: 'removeProfilePicture',
			action: 'Remove the profile picture',
			description: 'Remove the picture that others see on WhatsApp',
			effect: 'idempotent',
			request: {
				method: 'POST',
				path: '/whatsapp/set-profile-picture/{number}',
				body: { url: null },
			},
			advice: numberNotReady,
			fields: [fromNumber('number')],
		},
		{
			name: 'Set Profile Picture',
			value: 'setProfilePicture',
			action: 'Set the profile picture',
			description: 'Change the picture that others see on WhatsApp',
			effect: 'idempotent',
			request: { method: 'POST', path: '/whatsapp/set-profile-picture/{number}' },
			advice: numberNotReady,
			fields: [fromNumber('number'), ...media('url', 'Picture', ['image/*'])],
		},
		{
			name: 'Set Status Text',
			value: 'setStatusText',
			action: 'Set the status text',
			description: 'Change the short text in the WhatsApp profile of your number ("About")',
			effect: 'idempotent',
			request: { method: 'POST', path: '/whatsapp/set-status/{number}' },
			advice: numberNotReady,
			fields: [
				fromNumber('number'),
				text('statusText', 'Status Text', 'The short text in the profile', {
					required: true,
					placeholder: 'e.g. Open Monday to Friday',
					send: { as: 'status' },
				}),
			],
		},
	],
};
