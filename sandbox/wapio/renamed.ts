import type { SandboxRequest } from '../core/types';
import { asDict } from '../core/values';

/** Names of the vendor's clients, and those of the documents, by operation. */
const NAMES: Record<string, Record<string, string>> = {
	sendMessage: { fileName: 'file_name', mimeType: 'mime_type', voice: 'ptt' },
	createGroup: { name: 'subject' },
	acceptGroupInvite: { code: 'invite_code' },
	createSession: { name: 'label' },
	updateSession: { name: 'label' },
};

/** What a message without `kind` is: the clients leave it out where the content shows it. */
const SHOWN = ['location', 'contact', 'poll', 'image', 'video', 'document', 'audio', 'sticker'];

/** The vendor's clients name some members otherwise than the documents; the real server takes both. */
export function rename({ operationId, body }: SandboxRequest): void {
	const given = asDict(body);
	for (const [theirs, ours] of Object.entries(NAMES[operationId ?? ''] ?? {})) {
		if (!(theirs in given) || ours in given) continue;
		given[ours] = given[theirs];
		delete given[theirs];
	}
	if (operationId !== 'sendMessage') return;
	const shown = SHOWN.find((kind) => kind in given || `${kind}Url` in given);
	given.kind ??= shown ?? ('text' in given ? 'text' : undefined);
	const url = `${String(given.kind)}Url`;
	if ('url' in given && !(url in given)) {
		given[url] = given.url;
		delete given.url;
	}
}
