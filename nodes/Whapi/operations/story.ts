/** Stories (WhatsApp Status): posts that vanish after a day. */
import { item, items, success } from '../../../engine/output';
import type { Operation, Resource } from '../../../engine/types';
import { messageFilters, messageId } from '../fields';
import { countOffset } from '../pagers';
import { anyStory, audience, audioStory, mediaStory, textStory } from '../stories';
import { messageSummary } from '../summaries';

const storyId = {
	...messageId,
	displayName: 'Story ID',
	description: 'The ID of the story',
};

/** The same four under /messages/story, for the resource "Message". */
export const storyMessageOperations: Operation[] = [
	anyStory('/messages/story', {
		name: 'Send Story',
		value: 'sendStory',
		action: 'Send a story',
		description: 'Post a text, picture, video or audio file as a story (WhatsApp Status)',
	}),
	audioStory('/messages/story/audio', {
		name: 'Send Story Audio',
		value: 'sendStoryAudio',
		action: 'Send an audio story',
		description: 'Post an audio file as a story (WhatsApp Status)',
	}),
	mediaStory('/messages/story/media', {
		name: 'Send Story Media',
		value: 'sendStoryMedia',
		action: 'Send a picture or video story',
		description: 'Post a picture or video as a story (WhatsApp Status)',
	}),
	textStory('/messages/story/text', {
		name: 'Send Story Text',
		value: 'sendStoryText',
		action: 'Send a text story',
		description: 'Post a text as a story (WhatsApp Status)',
	}),
];

export const storyResource: Resource = {
	name: 'Story',
	value: 'story',
	description: 'Posts that vanish after a day (WhatsApp Status)',
	operations: [
		textStory('/stories/send/text', {
			name: 'Create Text',
			value: 'createText',
			action: 'Create a text story',
			description: 'Post a text as a story, with background and font of your choice',
		}),
		mediaStory('/stories/send/media', {
			name: 'Create Media',
			value: 'createMedia',
			action: 'Create a picture or video story',
			description: 'Post a picture or video as a story',
		}),
		audioStory('/stories/send/audio', {
			name: 'Create Audio',
			value: 'createAudio',
			action: 'Create an audio story',
			description: 'Post an audio file as a story',
		}),
		anyStory('/stories', {
			name: 'Create',
			value: 'create',
			action: 'Create a story of any kind',
			description: 'Post a text, picture, video or audio file, whatever is given',
		}),
		{
			name: 'Copy',
			value: 'copy',
			action: 'Copy a story',
			description: 'Post a story once more, for other people',
			request: { method: 'PUT', path: '/stories/{MessageID}' },
			effect: 'send',
			fields: [storyId],
			options: audience,
			output: success,
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get a story',
			description: 'Read one story by its ID',
			simplify: messageSummary,
			request: { method: 'GET', path: '/stories/{MessageID}' },
			fields: [storyId],
			output: item(),
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many stories',
			description: 'List the stories of your contacts and your own ones',
			simplify: messageSummary,
			request: { method: 'GET', path: '/stories' },
			pager: countOffset(),
			filters: messageFilters,
			output: items('messages'),
		},
	],
};
