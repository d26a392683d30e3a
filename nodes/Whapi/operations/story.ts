/** Stories (WhatsApp Status): posts that vanish after a day. */
import { item, items, type Operation, type Resource, success } from '../../../engine/define';
import { messageFilters, messageId } from '../fields/common';
import { countOffset } from '../pagers';
import { messageSummary } from '../summaries';
import { anyStory, audience, audioStory, mediaStory, textStory } from './storyKinds';

const storyId = {
	...messageId,
	displayName: 'Story ID',
	description: 'The story, identified by its ID',
};

/** The same four under /messages/story, for the resource "Message". */
export const storyMessageOperations: Operation[] = [
	anyStory('/messages/story', {
		name: 'Send Story',
		value: 'sendStory',
		action: 'Send story',
		description:
			'Post a text, picture, video or audio file as a story (WhatsApp Status). The same as Story > Create.',
	}),
	audioStory('/messages/story/audio', {
		name: 'Send Story Audio',
		value: 'sendStoryAudio',
		action: 'Send audio story',
		description:
			'Post an audio file as a story (WhatsApp Status). The same as Story > Create Audio.',
	}),
	mediaStory('/messages/story/media', {
		name: 'Send Story Media',
		value: 'sendStoryMedia',
		action: 'Send picture or video story',
		description:
			'Post a picture or video as a story (WhatsApp Status). The same as Story > Create Media.',
	}),
	textStory('/messages/story/text', {
		name: 'Send Story Text',
		value: 'sendStoryText',
		action: 'Send text story',
		description: 'Post a text as a story (WhatsApp Status). The same as Story > Create Text.',
	}),
];

export const storyResource: Resource = {
	name: 'Story',
	value: 'story',
	description: 'Posts that disappear after 24 hours (WhatsApp Status)',
	operations: [
		textStory('/stories/send/text', {
			name: 'Create Text',
			value: 'createText',
			action: 'Create text story',
			description:
				'Post a text as a story, with colors and a font of your choice. It disappears after 24 hours.',
		}),
		mediaStory('/stories/send/media', {
			name: 'Create Media',
			value: 'createMedia',
			action: 'Create picture or video story',
			description: 'Post a picture or video as a story. It disappears after 24 hours.',
		}),
		audioStory('/stories/send/audio', {
			name: 'Create Audio',
			value: 'createAudio',
			action: 'Create audio story',
			description: 'Post an audio file as a story. It disappears after 24 hours.',
		}),
		anyStory('/stories', {
			name: 'Create',
			value: 'create',
			action: 'Create story of any kind',
			description:
				'Post a text, picture, video or audio file as a story. Useful if an expression decides which.',
		}),
		{
			name: 'Copy',
			value: 'copy',
			action: 'Copy story',
			description: 'Post a story again, for example for other people',
			request: { method: 'PUT', path: '/stories/{MessageID}' },
			effect: 'send',
			fields: [storyId],
			options: audience,
			output: success,
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get story',
			description: 'Read one story by its ID: content, author and time',
			simplify: messageSummary,
			request: { method: 'GET', path: '/stories/{MessageID}' },
			fields: [storyId],
			output: item(),
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many stories',
			description: 'List the stories of your contacts and your own',
			simplify: messageSummary,
			request: { method: 'GET', path: '/stories' },
			pager: countOffset(),
			filters: messageFilters,
			output: items('messages'),
		},
	],
};
