/** Users, call logs and recordings: the developer host. */
import {
	type Advice,
	choice,
	date,
	type Field,
	isObject,
	item,
	items,
	locator,
	number,
	type RequestSpec,
	required,
	type Resource,
	text,
	WrongValue,
} from '../../../engine/define';
import { userId } from '../fields/common';
import { logPages, userPages } from '../pagers';
import { callLogInWords, callLogSummary, userSummary } from '../summaries';

const HOST = 'developers';

const request = (method: RequestSpec['method'], path: string): RequestSpec => ({
	method,
	path,
	host: HOST,
	...(method === 'GET' ? {} : { encoding: 'form' as const }),
});

const unixSeconds = (value: unknown) => Math.floor(Date.parse(value as string) / 1000);
const digits = (value: unknown) => String(value).replace(/\D/g, '');

const userName = text('name', 'Name', 'The full name of the user', {
	placeholder: 'e.g. Asha Rao',
});
const contactNumber = text(
	'contactNumber',
	'Phone Number',
	'The phone number on which the user takes calls, without country code. Each user needs a different one.',
	{
		placeholder: 'e.g. 9876543210',
		send: { as: 'contact_number', value: digits },
	},
);
const countryCode = text(
	'countryCode',
	'Country Code',
	'The country code of the phone number, such as 91 for India',
	{
		placeholder: 'e.g. 91',
		send: { as: 'country_code', value: digits },
	},
);
const extension = number(
	'extension',
	'Extension',
	'The internal number of the user, usually from 11 to 99. Each user needs a different one.',
	{
		default: 11,
		placeholder: 'e.g. 11',
	},
);
const yesNo = (name: string, label: string, description: string, as: string): Field =>
	choice(
		name,
		label,
		description,
		[
			[1, 'Yes'],
			[2, 'No'],
		],
		{ send: { as } },
	);

const userOptions: Field[] = [
	text(
		'alternateNumber',
		'Alternate Number',
		'A second phone number, without country code. Add "Alternate Number Country Code" too.',
		{
			placeholder: 'e.g. 9876543211',
			send: { as: 'alternate_contact_number', value: digits },
		},
	),
	text(
		'alternateCountryCode',
		'Alternate Number Country Code',
		'The country code of the alternate number, such as 91 for India',
		{
			placeholder: 'e.g. 91',
			send: { as: 'alternate_cc', value: digits },
		},
	),
	choice(
		'contactType',
		'Device',
		'The kind of phone on which the user takes calls. The default for new users is "Mobile".',
		[
			['Mobile', 'Mobile'],
			['Landline', 'Landline'],
			['SIP', 'SIP (Internet Phone)'],
		],
		{ send: { as: 'contact_type' } },
	),
	text('email', 'Email', 'The email address of the user', { placeholder: 'e.g. name@email.com' }),
	yesNo(
		'panelAccess',
		'Panel Access',
		'Whether the user may log in to the MyOperator panel. The default for new users is "Yes".',
		'panel_access',
	),
	yesNo(
		'receiveCalls',
		'Receives Calls',
		'Whether the phone menu (IVR) puts calls through to the user. The default for new users is "Yes".',
		'receive_calls',
	),
];

const needsAlternateCode = ({ alternateNumber, alternateCountryCode }: Record<string, unknown>) => {
	if (alternateNumber && !alternateCountryCode)
		throw new WrongValue('it is needed with an alternate number', 'Alternate Number Country Code');
};

const advice: Record<string, Advice> = {
	'400': {
		todo: 'Check the values. "not an authorized request" means that the token is wrong: check that the whole "Developer API Token" is in the credential, all 32 characters of it. Only if it is, set "Developer API Parameters" there to "In the Query String".',
	},
};

export const userResource: Resource = {
	name: 'User',
	value: 'user',
	description: 'Users (agents) of your account',
	operations: [
		{
			name: 'Create',
			value: 'create',
			action: 'Create user',
			description:
				'Add a user (agent) to your account. Returns the ID of the user. The developer API token in the credential must belong to an admin.',
			request: request('POST', '/user'),
			advice,
			fields: [userName, contactNumber, countryCode, extension].map(required),
			options: userOptions,
			check: needsAlternateCode,
			output: item(),
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many users',
			description: 'List the users (agents) of your account, or search by name, email or number',
			simplify: userSummary,
			request: request('GET', '/user'),
			pager: userPages,
			filters: [
				text('keyword', 'Search', 'Part of a name, email address or phone number', {
					placeholder: 'e.g. Asha',
				}),
			],
			output: items(),
		},
		{
			name: 'Update',
			value: 'update',
			action: 'Update user',
			description: 'Change a user (agent). What you leave out stays as it is.',
			request: request('PUT', '/user'),
			advice,
			fields: [{ ...userId, send: { as: 'uuid' } }],
			updates: [...userOptions, contactNumber, countryCode, extension, userName],
			check: needsAlternateCode,
			output: item(),
		},
	],
};

export const callLogResource: Resource = {
	name: 'Call Log',
	value: 'callLog',
	description: 'The history of your calls',
	operations: [
		{
			name: 'Get Filters',
			value: 'getFilters',
			action: 'Get call log filters',
			description:
				'List the call filters of your account (such as source, direction or department) with the IDs that Search takes. The IDs can change with the settings of your account.',
			request: request('GET', '/filters'),
			output: items('filters', (row) => ({
				...row,
				...(typeof row.name === 'string' ? { name: row.name.trim() } : {}),
			})),
		},
		{
			name: 'Search',
			value: 'search',
			action: 'Search call logs',
			description:
				'Find past calls by time, text and filters. Returns numbers, times, duration and recording of each call.',
			simplify: callLogSummary,
			inWords: callLogInWords,
			effect: 'read',
			request: request('POST', '/search'),
			advice,
			pager: logPages,
			filters: [
				date('from', 'From', 'Only calls that began at this time or later', {
					send: { value: unixSeconds },
				}),
				date('to', 'To', 'Only calls that began at this time or earlier', {
					send: { value: unixSeconds },
				}),
				text(
					'searchKey',
					'Text',
					'Only calls with this text in a name, email, phone number, comment or call ID',
					{
						placeholder: 'e.g. 9876543210',
						send: { as: 'search_key' },
					},
				),
				locator(
					'logFilter',
					'Filter',
					'One filter of your account, such as a department. For several use "Filter Expression".',
					{ search: 'logFilters', example: '12' },
					{ send: { as: 'filters' } },
				),
				text(
					'filterExpression',
					'Filter Expression',
					'Several filter IDs, combined with AND, OR and brackets, used instead of "Filter". Get Filters returns the IDs.',
					{
						placeholder: 'e.g. 12 AND (5 OR 8)',
						send: { as: 'filters' },
					},
				),
			],
			output: items(undefined, (row) => (isObject(row._source) ? row._source : row)),
		},
	],
};

const recordingFile = text(
	'file',
	'Recording File Name',
	'The name of the recording: "call.recording.fileName" from the trigger, or "filename" from Call Log > Search',
	{
		required: true,
		placeholder: 'e.g. 4awerwf234353tgr123.mp3',
	},
);

export const recordingResource: Resource = {
	name: 'Recording',
	value: 'recording',
	description: 'The recordings of your calls',
	operations: [
		{
			name: 'Download',
			value: 'download',
			action: 'Download recording',
			description: 'Download the recording of a call as an audio file',
			request: request('GET', '/recordings/link'),
			fields: [recordingFile],
			output: {
				kind: 'file',
				link: 'url',
				mimeType: 'audio/mpeg',
				name: ({ file }) => String(file),
			},
		},
		{
			name: 'Get Link',
			value: 'getLink',
			action: 'Get link to recording',
			description: 'Get a link to the recording of a call, which works for 24 hours',
			request: request('GET', '/recordings/link'),
			fields: [recordingFile],
			output: item(),
		},
	],
};
