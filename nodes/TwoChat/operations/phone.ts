/** SMS and phone calls. */
import { choice, text } from '../../../engine/fields';
import { item, items } from '../../../engine/output';
import type { Resource } from '../../../engine/types';
import { messageText, phone, smsNumber, toNumber, unofficial } from '../fields';
import { fixedPages, sizedPages } from '../pagers';
import { callSummary, callerIdSummary } from '../summaries';

/** One document of 2Chat calls the ID `message_id`, another `message_uuid`: it comes out as both. */
const sentSms = item(undefined, (row) => {
	const id = row.message_uuid ?? row.message_id;
	return { ...row, ...(id === undefined ? {} : { message_id: id, message_uuid: id }) };
});

export const smsResource: Resource = {
	name: 'SMS',
	value: 'sms',
	description: 'Send text messages over the phone network',
	operations: [
		{
			name: 'Send',
			value: 'send',
			action: 'Send an SMS',
			description:
				'Send an SMS from a virtual number. Each SMS costs money; more than 160 characters are billed as several. Automatic messages to US numbers are not possible.',
			request: { method: 'POST', path: '/sms/send' },
			fields: [
				smsNumber,
				toNumber,
				messageText('The text of the SMS; from 161 characters on it is billed as several', {
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
	description: 'Phone calls of your virtual numbers',
	operations: [
		{
			name: 'Estimate Price',
			value: 'estimatePrice',
			action: 'Estimate the price of a call',
			description: unofficial('Find out what a call to a number would cost'),
			request: { method: 'GET', path: '/voip/estimated-call-price/{phone_number}' },
			fields: [
				phone(
					'phoneNumber',
					'Phone Number',
					'The phone number that would be called',
					'phone_number',
				),
			],
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get a call',
			description: 'Read one call with its cost, its agent and the link to its recording',
			simplify: callSummary,
			request: { method: 'GET', path: '/voip/call/{call_uuid}' },
			fields: [
				text('callId', 'Call ID', 'The ID of the call, which begins with CDR', {
					required: true,
					placeholder: 'e.g. CDRa4b2c8e1-5f6a-4b7c-8d9e-0f1a2b3c4d5e',
					send: { as: 'call_uuid' },
				}),
			],
			output: item('cdr'),
		},
		{
			name: 'Get Caller IDs',
			value: 'getCallerIds',
			action: 'Get many caller IDs',
			description: 'List the phone numbers that you may show to those whom you call',
			simplify: callerIdSummary,
			request: { method: 'GET', path: '/voip/caller-ids' },
			pager: sizedPages(50),
			output: items('caller_ids'),
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many calls',
			description: 'List the phone calls of your virtual numbers, incoming and outgoing',
			simplify: callSummary,
			request: { method: 'GET', path: '/voip/call-history' },
			pager: fixedPages(50),
			filters: [
				choice('direction', 'Direction', 'Only calls in one direction', [
					['inbound', 'Incoming'],
					['outbound', 'Outgoing'],
				]),
			],
			output: items('cdrs'),
		},
	],
};
