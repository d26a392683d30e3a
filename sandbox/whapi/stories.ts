import type { Answer, Dict, SandboxRequest } from '../core/types';
import { asDict, asText } from '../core/values';
import { notFound, ok } from './answers';
import { mediaOf, shown } from './media';
import { listMessages } from './messageActions';
import { keepMessage, ownMessage } from './sending';
import type { Context, Message } from './state';

/** Publishes a story; its content is under the key of its kind. */
function publish(context: Context, kind: string, content: Dict): Answer {
	const story = ownMessage(context, 'stories', 'story', {});
	delete story.story;
	Object.assign(story, { subtype: kind, [kind]: content });
	return ok({ sent: true, message: structuredClone(keepMessage(context, story)) });
}

function textStory(request: SandboxRequest, context: Context): Answer {
	const { caption, background_color, caption_color, font_type } = asDict(request.body);
	return publish(context, 'text', {
		body: asText(caption),
		...(background_color === undefined ? {} : { background_color }),
		...(caption_color === undefined ? {} : { caption_color }),
		...(font_type === undefined ? {} : { font_type }),
	});
}

const fileStory =
	(kind: string) =>
	(request: SandboxRequest, context: Context): Answer => {
		const media = mediaOf(request, context, kind);
		if ('status' in media) return media;
		const { caption, seconds } = asDict(request.body);
		const actual = media.mime_type.startsWith('video/') ? 'video' : kind;
		return publish(context, actual, {
			...shown(media, context),
			...(caption === undefined ? {} : { caption }),
			...(seconds === undefined ? {} : { seconds }),
		});
	};

/** Text, picture or sound, whichever the fields make it. */
function anyStory(request: SandboxRequest, context: Context): Answer {
	const { media, seconds } = asDict(request.body);
	if (media === undefined && request.files.length === 0) return textStory(request, context);
	return fileStory(seconds === undefined ? 'image' : 'audio')(request, context);
}

const withStory =
	(run: (story: Message, context: Context) => Answer) =>
	(request: SandboxRequest, context: Context): Answer => {
		const id = asText(request.params.MessageID);
		const story = context.state.stories.get(id);
		return story ? run(story, context) : notFound(`story ${id}`);
	};

export const storyHandlers = {
	sendMessageStory: anyStory,
	createStory: anyStory,
	sendMessageStoryText: textStory,
	createStoryText: textStory,
	sendMessageStoryMedia: fileStory('image'),
	createStoryMedia: fileStory('image'),
	sendMessageStoryAudio: fileStory('audio'),
	createStoryAudio: fileStory('audio'),
	getStories: (request: SandboxRequest, { state }: Context): Answer =>
		listMessages(state.stories.values(), request),
	getStory: withStory((story) => ok(structuredClone(story))),
	copyStory: withStory((story, context) => {
		const kind = asText(story.subtype);
		publish(context, kind, structuredClone(asDict(story[kind])));
		return { status: 201, body: { success: true } };
	}),
};
