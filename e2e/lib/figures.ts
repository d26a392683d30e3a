/** Measured figures: printed, and kept for docs/ in e2e/artifacts/figures.json. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ARTIFACTS } from './artifacts';

const FILE = path.join(ARTIFACTS, 'figures.json');

/** Files of tests run one after the other: nobody else writes at the same time. */
export function figure(what: string, value: string): void {
	mkdirSync(ARTIFACTS, { recursive: true });
	const before = existsSync(FILE)
		? (JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, string>)
		: {};
	writeFileSync(FILE, JSON.stringify({ ...before, [what]: value }, null, 2));
	console.log(`  ${what}: ${value}`);
}
