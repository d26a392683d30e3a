/** The list of placeholders in CONTRIBUTING.md, which a release checks. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { filesWith, placeholders } from '../../scripts/placeholders';
import { ROOT } from './markdown';

const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
	scripts: Record<string, string>;
};

test('a release begins with the check', () => {
	expect(scripts.release).toMatch(/^tsx scripts\/placeholders\.ts && /);
	expect(placeholders().length).toBeGreaterThan(0);
});

test('files with a text are found', () => {
	expect(filesWith('"name": "n8n-nodes-messaging-gateways"')).toEqual(
		expect.arrayContaining(['package-lock.json', 'package.json']),
	);
});
