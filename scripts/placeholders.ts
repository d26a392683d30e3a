/**
 * npm run placeholders: which placeholders of the list in CONTRIBUTING.md are still in the project?
 *
 * Ends with 1 while there are some; "npm run release" begins with it.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '..');
const LIST = 'CONTRIBUTING.md';

/** The texts in the first column of the table below "Before the first release". */
export function placeholders(): string[] {
	const text = readFileSync(path.join(ROOT, LIST), 'utf8');
	const [, section = ''] = text.split('### Before the first release');
	const found = [...(section.split(/^#/m)[0] ?? '').matchAll(/^\| `([^`]+)` \|/gm)];
	return found.map(([, placeholder = '']) => placeholder);
}

/** The files that still have a placeholder, the list itself left out. */
export function filesWith(placeholder: string): string[] {
	const files = execFileSync('git', ['ls-files', '-z'], {
		cwd: ROOT,
		encoding: 'utf8',
	});
	return files
		.split('\0')
		.filter((file) => file && file !== LIST)
		.filter((file) => readFileSync(path.join(ROOT, file)).includes(placeholder));
}

if (require.main === module) {
	const left = placeholders().flatMap((placeholder) =>
		filesWith(placeholder).map((file) => `  ${file}: ${placeholder}`),
	);
	if (left.length > 0) {
		console.error(`Replace these placeholders before you release (${LIST} says by what):`);
		for (const line of left) console.error(line);
		process.exitCode = 1;
	}
}
