/** Phone numbers, media and campaigns of the WhatsApp account. */
import {
	choice,
	choices,
	date,
	file,
	item,
	items,
	type Resource,
	text,
} from '../../../engine/define';
import { campaignId, campaignNumber, wabaFilter } from '../fields/common';
import { offsetList } from '../pagers';
import { campaignSummary, phoneNumberSummary } from '../summaries';

const comma = (value: unknown) => (value as string[]).join(',');

export const phoneNumberResource: Resource = {
	name: 'Phone Number',
	value: 'phoneNumber',
	description: 'The WhatsApp numbers that you send from',
	operations: [
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many phone numbers',
			description: 'List your WhatsApp numbers with their IDs and status',
			simplify: phoneNumberSummary,
			request: { method: 'GET', path: '/chat/phonenumbers', host: 'whatsapp' },
			pager: offsetList(),
			filters: [wabaFilter],
			options: [
				choices(
					'expand',
					'Include',
					'Further details to return for each number',
					[
						['settings', 'Settings and Quality'],
						['profile', 'Business Profile'],
						['waba_account', 'WhatsApp Business Account'],
					],
					{ send: { value: comma } },
				),
			],
			output: items('results'),
		},
	],
};

export const mediaResource: Resource = {
	name: 'Media',
	value: 'media',
	description: 'Files for templates and for messages with buttons',
	operations: [
		{
			name: 'Upload',
			value: 'upload',
			action: 'Upload media',
			description:
				'Upload an image, video or document, up to 10 MB. Returns the media ID to use in templates and in messages with buttons.',
			request: {
				method: 'POST',
				path: '/chat/media/upload',
				host: 'whatsapp',
				encoding: 'multipart',
			},
			fields: [
				file('file', 'Input Binary Field', 'The file from an earlier node, up to 10 MB', {
					limits: { maxBytes: 10 * 1024 * 1024 },
				}),
				choice('application', 'Use', 'What the file will be used for', [
					['messaging', 'Messages', 'The headers of messages that you send'],
					['template', 'Template Headers', 'The headers of templates that you create'],
				]),
			],
			output: item(),
		},
	],
};

export const campaignResource: Resource = {
	name: 'Campaign',
	value: 'campaign',
	description: 'WhatsApp campaigns and their results',
	operations: [
		{
			name: 'Get',
			value: 'get',
			action: 'Get campaign',
			description:
				'Read one campaign with its figures: how many messages were sent, delivered, read or failed',
			simplify: campaignSummary,
			request: { method: 'GET', path: '/chat/campaigns/{id}', host: 'whatsapp' },
			fields: [campaignNumber, campaignId],
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many campaigns',
			description: 'List the campaigns of a WhatsApp number with their figures',
			simplify: campaignSummary,
			request: { method: 'GET', path: '/chat/campaigns', host: 'whatsapp' },
			fields: [campaignNumber],
			pager: offsetList(),
			filters: [
				date('createdAfter', 'Created After', 'Only campaigns created at this time or later', {
					send: { as: 'created_at_after' },
				}),
				date('createdBefore', 'Created Before', 'Only campaigns created at this time or earlier', {
					send: { as: 'created_at_before' },
				}),
				text(
					'search',
					'Name Starts With',
					'Only campaigns whose name begins with this text; upper and lower case are the same',
					{
						placeholder: 'e.g. june_18',
					},
				),
				choice('ordering', 'Sort By', 'The order of the list', [
					['-created_at', 'Newest First'],
					['created_at', 'Oldest First'],
					['-schedule_at', 'Latest Schedule First'],
					['schedule_at', 'Earliest Schedule First'],
				]),
				choice('status', 'Status', 'Only campaigns in this state', [
					['completed', 'Completed'],
					['running', 'Running'],
					['scheduled', 'Scheduled'],
					['failed', 'Failed'],
					['cancelled', 'Cancelled'],
				]),
			],
			output: items('results'),
		},
	],
};
