import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onExit } from './cleanup';

export interface TempFolder {
	path: string;
	remove(): void;
}

/** A new folder below the system's temporary one; removed at the latest when the process ends. */
export function tempFolder(label: string): TempFolder {
	const folder = mkdtempSync(path.join(tmpdir(), `messaging-gateways-${label}-`));
	// A process that is being killed may still write while its folder goes.
	const removeNow = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
	const forget = onExit(removeNow);
	return {
		path: folder,
		remove() {
			forget();
			removeNow();
		},
	};
}
