/** Times without a zone mean UTC, wherever n8n runs. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import { isoTime } from '../../engine/trigger/event';

test.each(['UTC', 'Asia/Kolkata', 'America/New_York'])('in %s', (zone) => {
	const module = join(__dirname, '..', '..', 'engine', 'trigger', 'event.ts');
	const script = `
		const { isoTime } = require(${JSON.stringify(module)});
		const forms = [1772442900, '2026-03-02T09:15:00', '2026-03-02 09:15:00', '2026-03-02T09:15:00Z', '2026-03-02T14:45:00+05:30', '2026-03-02T09:15:00.000000'];
		process.stdout.write(JSON.stringify([...new Set(forms.map(isoTime))]));
	`;
	const tsx = join(__dirname, '..', '..', 'node_modules', '.bin', 'tsx');
	const out = execFileSync(tsx, ['-e', script], { env: { ...process.env, TZ: zone } });
	expect(JSON.parse(out.toString())).toEqual(['2026-03-02T09:15:00.000Z']);
});

test.each([
	[1772442900000, '2026-03-02T09:15:00.000Z'],
	[1772442900000000, '2026-03-02T09:15:00.000Z'],
	[0, undefined],
	['0', undefined],
	[-1, undefined],
	['not known', undefined],
	['version 2', undefined],
])('%s', (given, expected) => {
	expect(isoTime(given)).toBe(expected);
});
