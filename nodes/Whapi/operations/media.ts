/** The file store of the gateway. */
import { deleted, items, locator, type Resource, shownFor } from '../../../engine/define';
import { binaryProperty, sort, timeFrom, timeTo } from '../fields/common';
import { MEDIA_ID_HINT, mediaSource, noEncode } from '../fields/messages';
import { countOffset } from '../pagers';

const mediaId = locator(
	'media',
	'File',
	'A file stored at Whapi.Cloud, from the list or by its media ID',
	{ search: 'media', example: 'jpeg-3eb05c7a9e1f4d22b8a1-80c9a1e2b3f4' },
	{
		required: true,
		hint: MEDIA_ID_HINT,
		limits: {
			pattern: /^[a-zA-Z0-9]+-[0-9a-fA-F-]+$/,
			patternHint: 'a media ID such as jpeg-3eb05c7a9e1f4d22b8a1-80c9a1e2b3f4',
		},
		send: { as: 'MediaID' },
	},
);

export const mediaResource: Resource = {
	name: 'Media',
	value: 'media',
	description: 'Files kept at Whapi.Cloud: upload once, send often',
	operations: [
		{
			name: 'Upload',
			value: 'upload',
			action: 'Upload file',
			description:
				'Store a file at Whapi.Cloud for 30 days. The output is its media ID, by which you can send it as often as you like.',
			request: { method: 'POST', path: '/media', encoding: 'binary' },
			fields: [
				...mediaSource({ what: 'File', withoutId: true }),
				...shownFor({ mediaSource: ['url', 'base64'] }, noEncode),
			],
			output: items('media'),
		},
		{
			name: 'Download',
			value: 'download',
			action: 'Download file',
			description: 'Download a stored file, such as one received in a message',
			request: { method: 'GET', path: '/media/{MediaID}' },
			fields: [mediaId, binaryProperty],
			output: { kind: 'file', name: ({ media }) => String(media) },
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many files',
			description: 'List the stored files with their ID, type, size and time',
			request: { method: 'GET', path: '/media' },
			pager: countOffset(),
			filters: [timeFrom, timeTo],
			options: [sort],
			output: items('files'),
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete file',
			description:
				"Delete a file stored at Whapi.Cloud. This can't be undone. Messages sent with it stay in WhatsApp.",
			request: { method: 'DELETE', path: '/media/{MediaID}' },
			fields: [mediaId],
			output: deleted,
		},
	],
};
