/** SMS and phone calls. */
import {
	choice,
	confirmedBy,
	item,
	items,
	type Output,
	type Resource,
	text,
} from '../../../engine/define';
import { messageText, phone, smsNumber, toNumber, unofficial } from '../fields/common';
import { fixedPages, sizedPages } from '../pagers';
import { callSummary, callerIdSummary } from '../summaries';

/** One document of 2Chat calls the ID `message_id`, another `message_uuid`: the output has both. */
const sentSms: Output = {
	...confirmedBy('message_uuid', 'message_id', 'success'),
	map: (row) => {
		const id = row.message_uuid ?? row.message_id;
		return { ...row, ...(id === undefined ? {} : { message_id: id, message_uuid: id }) };
	},
};

export const smsResource: Resource = {
	name: 'SMS',
	value: 'sms',
	description: 'Send text messages (SMS) from your virtual numbers',
	operations: [
		{
			name: 'Send',
			value: 'send',
			action: 'Send SMS',
			description:
				'Send an SMS from a virtual number. Every SMS costs money, and one of more than 160 characters is billed as several. 2Chat does not support automated SMS to US numbers.',
			request: { method: 'POST', path: '/sms/send' },
			fields: [
				smsNumber,
				toNumber,
				messageText('The message. Every 160 characters are billed as one SMS.', {
					required: true,
				}),
			],
			output: sentSms,
		},
	],
};

export const callResource: Resource = {
	name: 'Call',
	value: 'call',
	description: 'Phone calls made and received with your virtual numbers',
	operations: [
		{
			name: 'Estimate Price',
			value: 'estimatePrice',
			action: 'Estimate price of call',
			description: unofficial('Find out what it would cost to call a phone number'),
			request: { method: 'GET', path: '/voip/estimated-call-price/{phone_number}' },
			fields: [phone('phoneNumber', 'Phone Number', 'The phone number to call', 'phone_number')],
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get call',
			description: 'Retrieve one call with its cost, its agent and the link to its recording',
			simplify: callSummary,
			request: { method: 'GET', path: '/voip/call/{call_uuid}' },
			fields: [
				text('callId', 'Call ID', 'The ID of the call, which begins with CDR', {
					required: true,
					placeholder: 'e.g. CDRa4b2c8e1-5f6a-4b7c-8d9e-0f1a2b3c4d5e',
					hint: 'Call > Get Many returns it as "uuid", the 2Chat Trigger as "call.id"',
					send: { as: 'call_uuid' },
				}),
			],
			output: item('cdr'),
		},
		{
			name: 'Get Caller IDs',
			value: 'getCallerIds',
			action: 'Get many caller IDs',
			description:
				'List the phone numbers that you can show to people you call. "type" is VN for a virtual number, WW for WhatsApp, WA for official WhatsApp Business and CI for an imported number.',
			simplify: callerIdSummary,
			request: { method: 'GET', path: '/voip/caller-ids' },
			pager: sizedPages(50),
			output: items('caller_ids'),
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many calls',
			description: 'List the incoming and outgoing phone calls of your virtual numbers',
			simplify: callSummary,
			request: { method: 'GET', path: '/voip/call-history' },
			pager: fixedPages(50),
			filters: [
				choice('direction', 'Direction', 'Whether to list incoming or outgoing calls only', [
					['inbound', 'Incoming'],
					['outbound', 'Outgoing'],
				]),
			],
			output: items('cdrs'),
		},
	],
};
