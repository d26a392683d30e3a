/** The pinned surfaces: one readable file per node. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Surface } from './surface';

const FOLDER = join(__dirname, 'snapshots');

/** By node. */
export function readSnapshots(): Map<string, Surface> {
	if (!existsSync(FOLDER)) return new Map();
	return new Map(
		readdirSync(FOLDER)
			.filter((file) => file.endsWith('.json'))
			.sort()
			.map((file) => [
				file.replace(/\.json$/, ''),
				JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Surface,
			]),
	);
}

/** Pins the surfaces as they are now; files of nodes that are gone go too. */
export function writeSnapshots(surfaces: Map<string, Surface>): void {
	mkdirSync(FOLDER, { recursive: true });
	for (const [node, surface] of surfaces) {
		writeFileSync(join(FOLDER, `${node}.json`), `${JSON.stringify(surface, null, '\t')}\n`);
	}
	for (const node of readSnapshots().keys()) {
		if (!surfaces.has(node)) rmSync(join(FOLDER, `${node}.json`));
	}
}

/** The message for the person whose change broke it. */
export const WHAT_TO_DO = `
People have saved workflows that hold these names and values. With this change those workflows would
stop working, or do something else, after an update. So, in this order of preference:

1. Keep it: a better label, description or order needs no other name or value.
2. Add the new beside the old: the old one stays valid (it may be hidden from the form).
3. Give the node a new version: description.version becomes a list, and the change is bound to the new
   version by displayOptions "@version"; workflows keep the version they were saved with.

Only what no release has ever had may simply change: then run "npm run snapshot -- --breaking" and say
so in the commit.`;
