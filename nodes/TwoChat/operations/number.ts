/** WhatsApp numbers that are linked by QR code: their details and their public profile. */
import { choice, item, items, type Resource, text, toggle } from '../../../engine/define';
import { numberNotReady } from '../advice';
import { actingNumber, channel, media, phone } from '../fields/common';
import { sizedPages } from '../pagers';
import { numberSummary } from '../summaries';

const profileNumber = actingNumber(
	'number',
	'Your connected WhatsApp number whose profile to change',
);

export const numberResource: Resource = {
	name: 'Number',
	value: 'number',
	description: 'Your WhatsApp numbers, and checks whether other numbers are on WhatsApp',
	operations: [
		{
			name: 'Check on WhatsApp',
			value: 'check',
			action: 'Check if number is on WhatsApp',
			description:
				'Find out whether a phone number is on WhatsApp: "on_whatsapp" in the output is true or false. Costs one number check of your plan; trial accounts have 100.',
			request: { method: 'GET', path: '/whatsapp/check-number/{your_number}/{number_to_check}' },
			advice: numberNotReady,
			fields: [
				actingNumber('your_number', 'Your connected WhatsApp number that looks it up'),
				phone(
					'numberToCheck',
					'Number to Check',
					'The phone number to look up on WhatsApp',
					'number_to_check',
				),
			],
			options: [
				toggle(
					'extraInformation',
					'Extra Information',
					'Whether to also return the picture, status text and business profile, as "whatsapp_info". The check then costs two credits instead of one.',
					{ send: { as: 'extra-information' } },
				),
			],
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get number',
			description: 'Retrieve one of your WhatsApp numbers and whether it is connected',
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
				'List the WhatsApp numbers of your account with their IDs. "connection_status" in the output is C for connected, D for disconnected and F for failed.',
			simplify: numberSummary,
			request: { method: 'GET', path: '/whatsapp/get-numbers' },
			pager: sizedPages(50),
			filters: [
				choice('status', 'Status', 'Whether to list connected or disconnected numbers only', [
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
			action: 'Remove profile picture',
			description: 'Remove the profile picture of your number on WhatsApp',
			effect: 'idempotent',
			request: {
				method: 'POST',
				path: '/whatsapp/set-profile-picture/{number}',
				body: { url: null },
			},
			advice: numberNotReady,
			fields: [profileNumber],
		},
		{
			name: 'Set Profile Picture',
			value: 'setProfilePicture',
			action: 'Set profile picture',
			description: 'Replace the profile picture of your number on WhatsApp',
			effect: 'idempotent',
			request: { method: 'POST', path: '/whatsapp/set-profile-picture/{number}' },
			advice: numberNotReady,
			fields: [profileNumber, ...media('url', 'Picture', ['image/*'])],
		},
		{
			name: 'Set Status Text',
			value: 'setStatusText',
			action: 'Set status text',
			description: 'Replace the "About" text in the WhatsApp profile of your number',
			effect: 'idempotent',
			request: { method: 'POST', path: '/whatsapp/set-status/{number}' },
			advice: numberNotReady,
			fields: [
				profileNumber,
				text(
					'statusText',
					'Status Text',
					'The new "About" text, which anyone who opens the profile can see',
					{
						required: true,
						placeholder: 'e.g. Open Monday to Friday',
						send: { as: 'status' },
					},
				),
			],
		},
	],
};
