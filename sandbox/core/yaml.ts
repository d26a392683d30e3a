import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';

const CACHE = join(__dirname, '..', '..', 'node_modules', '.cache', 'contracts');

interface Kept {
	/** Of the text that was parsed. */
	sha256: string;
	data: unknown;
}

/**
 * A YAML file as data. Parsing a contract takes up to a second, and every test file is a separate
 * process: the result is cached as JSON, for as long as the text stays the same.
 */
export function readYaml(file: string): unknown {
	const text = readFileSync(file, 'utf8');
	const sha256 = createHash('sha256').update(text).digest('hex');
	const path = join(CACHE, `${basename(file)}.json`);
	const kept = readKept(path);
	if (kept?.sha256 === sha256) return kept.data;
	const data: unknown = parse(text);
	mkdirSync(CACHE, { recursive: true });
	// Renamed when complete: another process may be reading.
	const whole = `${path}.${process.pid}`;
	writeFileSync(whole, JSON.stringify({ sha256, data } satisfies Kept));
	renameSync(whole, path);
	return data;
}

function readKept(path: string): Kept | undefined {
	try {
		return JSON.parse(readFileSync(path, 'utf8')) as Kept;
	} catch (error) {
		// Not there yet; or damaged JSON, which is written again.
		const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
		if (isMissing || error instanceof SyntaxError) return undefined;
		throw error;
	}
}
