import { createHash } from 'node:crypto';
import { SMALL_PNG } from '../core/files';
import type { Dict } from '../core/types';
import { asDict, asText } from '../core/values';
import type { Context } from './state';

/** WhatsApp's numbers of how far a message is. */
const NUMBERS: Record<string, number> = { failed: 0, queued: 1, sent: 2, delivered: 3, read: 4 };

const seconds = (time: unknown): number => Math.floor(Date.parse(asText(time)) / 1000);

const keyOf = (payload: Dict): Dict => ({
	id: payload.provider_msg_id ?? payload.message_id,
	fromMe: payload.from_me !== false,
	remoteJid: payload.chat_jid,
	...(payload.participant ? { participant: payload.participant } : {}),
});

/** The file as WhatsApp has it: encrypted, with the key that only Wapio can use here. */
function encrypted(media: Dict, context: Context): Dict {
	const plain = asText(media.url);
	const mediaKey = createHash('sha256').update(plain).digest('base64');
	const name = `${createHash('sha256').update(mediaKey).digest('hex').slice(0, 16)}.enc`;
	const bytes = Buffer.concat([createHash('sha512').update(plain).digest(), Buffer.alloc(16, 7)]);
	context.state.encrypted.set(mediaKey, plain);
	return {
		url: context.files.add({ name, mimeType: 'application/octet-stream', bytes }),
		directPath: `/v/${name}`,
		mimetype: media.mime_type,
		mediaKey,
		...(media.file_name ? { fileName: media.file_name } : {}),
	};
}

function contentOf(payload: Dict, context: Context): Dict {
	const kind = asText(payload.kind);
	if (kind === 'text') return { conversation: payload.text };
	if (kind === 'location') {
		const { latitude, longitude, ...place } = asDict(payload.location);
		return {
			locationMessage: { degreesLatitude: latitude, degreesLongitude: longitude, ...place },
		};
	}
	if (kind === 'reaction')
		return { reactionMessage: { text: payload.reaction, key: { id: payload.target } } };
	const media = asDict(payload.media);
	const caption = payload.caption ? { caption: payload.caption } : {};
	return { [`${kind}Message`]: { ...(media.url ? encrypted(media, context) : {}), ...caption } };
}

const messageOf = (payload: Dict, context: Context): Dict => ({
	key: keyOf(payload),
	pushName: payload.push_name,
	messageTimestamp: seconds(payload.timestamp),
	messageBody: payload.text ?? payload.caption ?? '',
	message: contentOf(payload, context),
	...(payload.from_me === true ? { status: NUMBERS[asText(payload.status)] ?? 1 } : {}),
});

/**
 * A payload under the names of the WhatsApp Web library, as customers saw it.
 * @returns what is delivered for a message: undefined for events that have other payloads
 */
export function webForm(type: string, payload: Dict, context: Context): Dict | undefined {
	const [listed] = Array.isArray(payload.messages) ? (payload.messages as unknown[]) : [payload];
	if (/^messages?(-\w+)?\.(received|sent|upsert)$/.test(type))
		return messageOf(asDict(listed), context);
	if (type === 'message-receipt.update')
		return {
			key: keyOf(payload),
			messageTimestamp: seconds(context.now().toISOString()),
			status: NUMBERS[asText(payload.status)],
		};
	if (type === 'messages.reaction')
		return {
			key: keyOf({ ...payload, from_me: true }),
			reaction: {
				text: payload.reaction,
				key: {
					id: `REACTION-${asText(payload.message_id)}`,
					fromMe: false,
					remoteJid: payload.from,
				},
			},
		};
	return undefined;
}

/** A picture for a message that was not given one. */
export const usualPicture = (context: Context): Dict => ({
	url: context.files.add({ name: 'received.png', mimeType: 'image/png', bytes: SMALL_PNG }),
	mime_type: 'image/png',
	file_name: null,
});
