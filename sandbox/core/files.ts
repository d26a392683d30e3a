/** Files that the sandbox serves itself: recordings, pictures, received media. */
export interface ServedFile {
	name: string;
	mimeType: string;
	bytes: Buffer;
}

export interface FileShelf {
	/** Puts a file up for download; returns its absolute URL. */
	add(file: ServedFile): string;
	get(key: string): ServedFile | undefined;
	clear(): void;
}

/** @param baseUrl asked at each file: the port is known only after the start */
export function createFileShelf(baseUrl: () => string): FileShelf {
	const files = new Map<string, ServedFile>();
	return {
		add(file) {
			const key = encodeURIComponent(file.name);
			files.set(file.name, file);
			return `${baseUrl()}/_sandbox/files/${key}`;
		},
		get: (key) => files.get(key),
		clear: () => files.clear(),
	};
}

/** MPEG-1 layer III frames of silence at 128 kbit/s; one frame is 417 bytes and about 26 ms. */
export function silentMp3(frames: number): Buffer {
	const frame = Buffer.alloc(417);
	frame.set([0xff, 0xfb, 0x90, 0x00]);
	return Buffer.concat(Array.from({ length: frames }, () => frame));
}

/** One transparent pixel. */
export const SMALL_PNG = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
	'base64',
);

/** The same inside JSON, as QR codes come. */
export const SMALL_PNG_URI = `data:image/png;base64,${SMALL_PNG.toString('base64')}`;

/** Bytes for an answer that is a file and of which the contract has no example. */
export function placeholder(mimeType: string): { body: Buffer; type: string } {
	if (mimeType.startsWith('image/')) return { body: SMALL_PNG, type: 'image/png' };
	if (mimeType.startsWith('audio/')) return { body: silentMp3(4), type: 'audio/mpeg' };
	return { body: Buffer.from('A file from the sandbox\n'), type: 'application/octet-stream' };
}
