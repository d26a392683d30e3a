/**
 * Builds, packs and unpacks the package away from the working tree, so that tests and the
 * verification look at exactly what npm would publish, whatever dist/ holds at that moment.
 *
 * A stage is named after the content it was built from: runs that find it ready share it.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import {
	copyFile,
	mkdir,
	open,
	readFile,
	readdir,
	rename,
	rm,
	stat,
	writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** One entry of the tarball; `size` in bytes. */
export interface PackedFile {
	path: string;
	size: number;
}

/** A packed and unpacked package. Sizes in bytes, paths absolute unless they are in `files`. */
export interface Stage {
	/** The unpacked tarball: the folder n8n would load. */
	directory: string;
	tarball: string;
	packedSize: number;
	unpackedSize: number;
	files: PackedFile[];
}

const ROOT = path.resolve(__dirname, '../..');
const STAGES = path.join(ROOT, 'node_modules/.cache/package-stages');
const INPUTS = ['{nodes,credentials,engine}/**/*.{ts,json,svg,png}', 'icons/*'];
const SETTINGS = ['package.json', 'tsconfig.json', 'gulpfile.js'];
const PACKED = ['package.json', 'README.md', 'LICENSE', 'NOTICE', '.gitignore', '.npmignore'];
const BUILD_LIMIT_MS = 120_000;
const KEEP_MS = 60 * 60 * 1000;

/** Runs a command; resolves to its standard output, rejects with all it printed. */
async function run(command: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
	const child = spawn(command, args, { cwd: ROOT, env: { ...process.env, ...env } });
	const out: Buffer[] = [];
	const all: Buffer[] = [];
	child.stdout.on('data', (chunk: Buffer) => {
		out.push(chunk);
		all.push(chunk);
	});
	child.stderr.on('data', (chunk: Buffer) => all.push(chunk));
	const code = await new Promise<number | null>((resolve, reject) => {
		child.on('error', reject).on('close', resolve);
	});
	if (code !== 0) {
		throw new Error(`${command} ${args.join(' ')} ended with ${code}\n${Buffer.concat(all)}`);
	}
	return Buffer.concat(out).toString();
}

function fingerprint(): string {
	const hash = createHash('sha256').update(process.version);
	const files = globSync(INPUTS, { cwd: ROOT }).sort();
	for (const file of [...files, ...new Set([...SETTINGS, ...PACKED])]) {
		const absolute = path.join(ROOT, file);
		if (existsSync(absolute)) hash.update(`\0${file}\0`).update(readFileSync(absolute));
	}
	return hash.digest('hex').slice(0, 16);
}

async function build(target: string): Promise<void> {
	const work = path.join(target, 'source');
	await mkdir(work, { recursive: true });
	for (const file of PACKED) {
		if (existsSync(path.join(ROOT, file))) {
			await copyFile(path.join(ROOT, file), path.join(work, file));
		}
	}
	const gulp = path.join(ROOT, 'node_modules/gulp/bin/gulp.js');
	await run(process.execPath, [gulp, 'build'], { OUT_DIR: path.join(work, 'dist') });
	const [packed] = JSON.parse(
		await run('npm', ['pack', work, '--json', '--ignore-scripts', '--pack-destination', target]),
	) as [{ filename: string; size: number; unpackedSize: number; files: PackedFile[] }];
	await run('tar', ['-xzf', path.join(target, packed.filename), '-C', target]);
	await rm(work, { recursive: true });
	await writeFile(path.join(target, 'pack.json'), JSON.stringify(packed));
}

/** Takes the lock, or waits while a living process holds it. Resolves to the way to give it back. */
async function lock(file: string): Promise<() => Promise<void>> {
	const deadline = Date.now() + BUILD_LIMIT_MS;
	while (Date.now() < deadline) {
		try {
			const handle = await open(file, 'wx');
			await handle.writeFile(String(process.pid));
			await handle.close();
			return async () => await rm(file, { force: true });
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		}
		if (await isAbandoned(file)) await rm(file, { force: true });
		else await wait(100);
	}
	throw new Error(`Another build has held ${file} for ${BUILD_LIMIT_MS / 1000} s`);
}

/** Whether the process that wrote the lock is gone. A lock still being written counts as held. */
async function isAbandoned(file: string): Promise<boolean> {
	const pid = existsSync(file) ? Number(await readFile(file, 'utf8').catch(() => '')) : 0;
	if (!pid) return false;
	try {
		process.kill(pid, 0);
		return false;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'ESRCH';
	}
}

async function removeOld(): Promise<void> {
	for (const name of await readdir(STAGES)) {
		const entry = path.join(STAGES, name);
		const age = Date.now() - (await stat(entry)).mtimeMs;
		if (age > KEEP_MS) await rm(entry, { recursive: true, force: true });
	}
}

/**
 * Resolves to the packed package of the present working tree, building it when no run before has.
 * Rejects with the output of tsc, gulp or npm when the package cannot be built.
 */
export async function stagePackage(): Promise<Stage> {
	const target = path.join(STAGES, fingerprint());
	await mkdir(STAGES, { recursive: true });
	if (!existsSync(target)) {
		const release = await lock(`${target}.lock`);
		try {
			if (!existsSync(target)) {
				const building = `${target}.building`;
				await rm(building, { recursive: true, force: true });
				await build(building);
				await rename(building, target);
				await removeOld();
			}
		} finally {
			await release();
		}
	}
	const packed = JSON.parse(await readFile(path.join(target, 'pack.json'), 'utf8')) as {
		filename: string;
		size: number;
		unpackedSize: number;
		files: PackedFile[];
	};
	return {
		directory: path.join(target, 'package'),
		tarball: path.join(target, packed.filename),
		packedSize: packed.size,
		unpackedSize: packed.unpackedSize,
		files: packed.files,
	};
}
