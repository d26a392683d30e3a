/**
 * npm run snapshot: pins what the nodes now have (test/upgrade/snapshots/), after something was added.
 *
 * Refuses, with an explanation, when something that saved workflows hold is gone or has changed;
 * "npm run snapshot -- --breaking" pins it all the same, which only unreleased changes may want.
 */
import { compareAll } from './compare';
import { readSnapshots, WHAT_TO_DO, writeSnapshots } from './snapshot';
import { surfaces } from './surface';

const now = surfaces();
const { breaking, added } = compareAll(readSnapshots(), now);
for (const line of added) console.log(`+ ${line}`);
for (const line of breaking) console.error(`! ${line}`);
if (breaking.length > 0 && !process.argv.includes('--breaking')) {
	console.error(WHAT_TO_DO);
	process.exitCode = 1;
} else {
	writeSnapshots(now);
	const changes = added.length + breaking.length;
	console.log(changes ? `Pinned ${changes} changes.` : 'Nothing has changed.');
}
