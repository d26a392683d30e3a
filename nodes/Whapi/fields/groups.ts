/** Fields of groups, communities and channels that no other resource needs. */
import {
	choice,
	type Field,
	file,
	locator,
	longText,
	shownFor,
	text,
	texts,
} from '../../../engine/define';
import { chatIdOf, groupIdOf } from '../addresses';
import { inviteCode, people } from './common';

/** Path value {GroupID}: a group that is in the chosen community already. */
export const communityGroup = locator(
	'communityGroup',
	'Group',
	'A group of the community. Choose the community first to see the list.',
	{ search: 'communityGroups', example: '120363041234567892@g.us' },
	{ required: true, send: { as: 'GroupID', value: (value) => groupIdOf(value) } },
);

export const channelInviteCode = inviteCode('NewsletterInviteCode', '0029VaBcD1eFgH2iJkLmN3oP');

/** Always in the body, also of a DELETE. */
export const participants = (who: string): Field =>
	people('participants', 'Participants', who, { required: true, send: { in: 'body' } });

/** People who asked to join; the API takes one of them per request. */
export const applications = texts(
	'applications',
	'Requests From',
	'The people who asked to join, one in each field: phone numbers with country code, or the "chatId" that Get Join Requests returns',
	{
		required: true,
		placeholder: 'e.g. 919812345670@s.whatsapp.net',
		typeOptions: { multipleValueButtonText: 'Add Person' },
		send: {
			in: 'body',
			as: 'application',
			value: (list, values) =>
				(list as string[]).map((entry) => chatIdOf(entry, values, 'Requests From')),
		},
	},
);

export const policy = choice('policy', 'Allowed For', 'Who may do it', [
	['anyone', 'All Members'],
	['admins', 'Admins Only'],
]);

/** Where a downloaded picture is put. */
export const outputFile = text(
	'binaryProperty',
	'Put Output File in Field',
	'The field of the output item that receives the file',
	{
		required: true,
		default: 'data',
		hint: 'The name of the output field with the file, for example data',
		send: { in: 'nowhere' },
	},
);

/** The picture of a channel: the API takes Base64 text only, so a file is turned into that. */
export const channelPicture: Field[] = [
	choice(
		'pictureSource',
		'Picture Source',
		'Where the picture comes from',
		[
			['none', 'None'],
			['file', 'Input Binary Field', 'A file from an earlier node'],
			[
				'base64',
				'File as Text (Base64)',
				'The picture written as text, which begins with "data:image/jpeg;base64"',
			],
		],
		{ send: { in: 'nowhere' } },
	),
	...shownFor(
		{ pictureSource: ['file'] },
		file('picture', 'Input Binary Field', 'The picture from an earlier node, JPEG only', {
			send: { as: 'newsletter_pic' },
			limits: { mimeTypes: ['image/jpeg'] },
		}),
	),
	...shownFor(
		{ pictureSource: ['base64'] },
		longText(
			'pictureBase64',
			'Picture (Base64)',
			'The JPEG file written as text (Base64 data URL)',
			{
				required: true,
				placeholder: 'e.g. data:image/jpeg;base64,/9j/4AAQSkZJRgABAQAAAQABAAD',
				send: { as: 'newsletter_pic' },
			},
		),
	),
];
