import { createHash } from 'node:crypto';
import { placeholder } from '../core/files';
import type { Answer, Dict, SandboxRequest } from '../core/types';
import { asDict, asText } from '../core/values';
import { notFound, ok, paged, refusal } from './answers';
import { type Context, type Media, newMediaId, seconds } from './state';

/** Stores a file. */
export function store(context: Context, bytes: Buffer, mimeType: string, fileName?: string): Media {
	const media: Media = {
		id: newMediaId(context, mimeType),
		mime_type: mimeType,
		file_size: bytes.length,
		...(fileName ? { file_name: fileName } : {}),
		sha256: createHash('sha256').update(bytes).digest('base64'),
		timestamp: seconds(context),
		bytes,
	};
	context.state.media.set(media.id, media);
	return media;
}

const KINDS: Record<string, string> = {
	image: 'image/jpeg',
	video: 'video/mp4',
	gif: 'video/mp4',
	short: 'video/mp4',
	audio: 'audio/mpeg',
	voice: 'audio/ogg',
	document: 'application/pdf',
	sticker: 'image/webp',
};

/**
 * The file behind `media` of a send: an uploaded part or body, a data URI or Base64 text, the ID of
 * a stored file, or a link. Links are not followed: the sandbox uses its own file instead.
 */
export function mediaOf(
	request: SandboxRequest,
	context: Context,
	kind: string,
	given: unknown = asDict(request.body).media,
): Media | Answer {
	const [upload] = request.uploads;
	const [file] = request.files;
	if (upload && file) return store(context, upload, file.mimeType, file.filename);
	const text = asText(given);
	const mimeType = asText(asDict(request.body).mime_type) || KINDS[kind] || 'image/png';
	const known = context.state.media.get(text);
	if (known) return known;
	const uri = /^data:([^;,]+)[^,]*;base64,(.*)$/s.exec(text);
	if (uri) return store(context, Buffer.from(uri[2] ?? '', 'base64'), uri[1] ?? mimeType);
	if (/^https?:\/\//.test(text)) {
		const name = decodeURIComponent(new URL(text).pathname.split('/').pop() ?? '');
		return store(context, placeholder(mimeType).body, mimeType, name || undefined);
	}
	if (/^[a-zA-Z0-9]+-[0-9a-fA-F-]+$/.test(text)) return notFound(`media ${text}`);
	if (/^[A-Za-z0-9+/]+={0,2}$/.test(text) && text.length % 4 === 0)
		return store(context, Buffer.from(text, 'base64'), mimeType);
	return refusal(400, 'body.media is neither a link, nor Base64, nor the ID of a file');
}

/** What messages and lists show of a file. */
export function shown(media: Media, context: Context): Dict {
	const { bytes: _bytes, ...fields } = media;
	return { ...fields, link: `${context.url('api')}/media/${media.id}` };
}

function uploadMedia(request: SandboxRequest, context: Context): Answer {
	const media = mediaOf(request, context, 'document');
	return 'status' in media ? media : ok({ media: [{ id: media.id }] });
}

const withMedia =
	(run: (media: Media, context: Context) => Answer) =>
	(request: SandboxRequest, context: Context): Answer => {
		const id = asText(request.params.MediaID);
		const media = context.state.media.get(id);
		return media ? run(media, context) : notFound(`media ${id}`);
	};

function getMediaFiles(request: SandboxRequest, context: Context): Answer {
	const { time_from, time_to, sort } = request.query;
	const files = [...context.state.media.values()]
		.filter(({ timestamp }) => typeof time_from !== 'number' || timestamp >= time_from)
		.filter(({ timestamp }) => typeof time_to !== 'number' || timestamp <= time_to)
		.map((media) => shown(media, context));
	return paged('files', sort === 'asc' ? files : files.reverse(), request);
}

const disposition = (fileName: string | undefined): Record<string, string> =>
	fileName === undefined
		? {}
		: { 'content-disposition': `attachment; filename="${encodeURIComponent(fileName)}"` };

export const mediaHandlers = {
	uploadMedia,
	getMediaFiles,
	getMedia: withMedia(({ bytes, mime_type, file_name }) => ({
		status: 200,
		body: bytes,
		type: mime_type,
		headers: disposition(file_name),
	})),
	deleteMedia: withMedia(({ id }, { state }) => {
		state.media.delete(id);
		return ok();
	}),
};
