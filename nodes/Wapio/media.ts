/**
 * Files of received messages. WhatsApp keeps them encrypted, and the webhook tells the key: Wapio
 * decrypts such a file and gives a link to it. Known from the vendor's clients, not from its documents.
 */
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../engine/define';

export const DECRYPT = '/api/decrypt-media';
/** Where the vendor's first clients and its own node ask for the same. */
export const DECRYPT_BEFORE = '/v1/media/decrypt';

/** Where the answer tells the link: the vendor's clients read several names. */
export const LINKS = ['download_url', 'public_url', 'publicUrl', 'downloadUrl', 'url'];

/** Members that hold other messages than the one that was received. */
const OTHERS = ['contextInfo', 'quotedMessage', 'quoted'];

const MOST_LEVELS = 12;

/** By the member that holds the file; all else is named as WhatsApp names its keys. */
const TYPES: Record<string, string> = {
	imageMessage: 'image',
	videoMessage: 'video',
	ptvMessage: 'video',
	audioMessage: 'audio',
	pttMessage: 'audio',
	documentMessage: 'document',
	stickerMessage: 'sticker',
};

/**
 * What Wapio needs to decrypt a file.
 * @param value a delivery, an event of the trigger, a message or its content
 * @returns undefined if there is no encrypted file in it
 */
export function encryptedFile(value: unknown, name = '', level = 0): IDataObject | undefined {
	if (Array.isArray(value)) {
		for (const entry of value as unknown[]) {
			const found = encryptedFile(entry, name, level + 1);
			if (found) return found;
		}
		return undefined;
	}
	if (!isObject(value) || level > MOST_LEVELS) return undefined;
	const { mediaKey, url, directPath, mimetype } = value;
	if (typeof mediaKey === 'string' && mediaKey !== '') {
		const type = TYPES[name] ?? String(value.type ?? mimetype ?? '').split('/')[0];
		const facts = { type, url, directPath, mediaKey, mimetype };
		return Object.fromEntries(
			Object.entries(facts).filter(([, fact]) => typeof fact === 'string' && fact !== ''),
		) as IDataObject;
	}
	for (const [member, inner] of Object.entries(value)) {
		const found = OTHERS.includes(member) ? undefined : encryptedFile(inner, member, level + 1);
		if (found) return found;
	}
	return undefined;
}
