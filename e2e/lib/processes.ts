/** Child processes, each in its own process group, so that whatever they started ends with them. */
import { spawn, type ChildProcess } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { once } from 'node:events';
import { onExit } from './cleanup';

const REMEMBERED_CHARACTERS = 2_000_000;

export interface Exit {
	code: number | null;
	signal: NodeJS.Signals | null;
}

export interface StartOptions {
	cwd?: string;
	/** The whole environment; this process's own when left out. */
	env?: NodeJS.ProcessEnv;
	/** Everything the process prints is also appended here. */
	logFile?: string;
	/** Also shows everything on this process's own output. */
	show?: boolean;
}

export interface RunningProcess {
	readonly pid: number;
	/** What it printed so far, both streams in order of arrival; the newest part if it was much. */
	output(): string;
	/** Standard output alone. */
	stdout(): string;
	/** Set once the process has ended and its output is complete. */
	exit(): Exit | undefined;
	readonly ended: Promise<Exit>;
	/** SIGTERM to the whole group, SIGKILL to what is left after `graceMs`. Never rejects. */
	stop(graceMs?: number): Promise<Exit>;
}

function killGroup(pid: number, signal: NodeJS.Signals): void {
	try {
		process.kill(-pid, signal);
	} catch (error) {
		// ESRCH: the group has ended by itself, which is what was wanted.
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
	}
}

/** Starts a command in its own process group. Rejects when it cannot be started at all. */
export async function startProcess(
	command: string,
	args: readonly string[],
	options: StartOptions = {},
): Promise<RunningProcess> {
	const child: ChildProcess = spawn(command, args, {
		cwd: options.cwd,
		env: options.env ?? process.env,
		detached: true,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	await Promise.race([
		once(child, 'spawn'),
		once(child, 'error').then(([error]) => {
			throw new Error(`${command} could not be started`, { cause: error });
		}),
	]);
	const { pid } = child;
	if (pid === undefined) throw new Error(`${command} was started without a process id`);

	let all = '';
	let out = '';
	const remember = (text: string, chunk: string) => (text + chunk).slice(-REMEMBERED_CHARACTERS);
	const take = (chunk: string): void => {
		all = remember(all, chunk);
		if (options.logFile) appendFileSync(options.logFile, chunk);
		if (options.show) process.stdout.write(chunk);
	};
	child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
		out = remember(out, chunk);
		take(chunk);
	});
	child.stderr?.setEncoding('utf8').on('data', take);

	let exit: Exit | undefined;
	const forget = onExit(() => killGroup(pid, 'SIGKILL'));
	const ended = new Promise<Exit>((resolve) => {
		child.once('close', (code, signal) => {
			exit = { code, signal };
			resolve(exit);
		});
	});
	// The leader may end before its children: the group is killed in any case, then forgotten.
	void ended.then(() => {
		killGroup(pid, 'SIGKILL');
		forget();
	});

	return {
		pid,
		output: () => all,
		stdout: () => out,
		exit: () => exit,
		ended,
		async stop(graceMs = 5_000) {
			if (exit) return exit;
			killGroup(pid, 'SIGTERM');
			const timer = setTimeout(() => killGroup(pid, 'SIGKILL'), graceMs);
			try {
				return await ended;
			} finally {
				clearTimeout(timer);
			}
		},
	};
}

export interface RunOptions extends StartOptions {
	/** Milliseconds after which the whole group is killed and the call rejects. */
	limitMs: number;
}

/** Runs a command to its end and resolves to its standard output; rejects with all it printed. */
export async function runCommand(
	command: string,
	args: readonly string[],
	options: RunOptions,
): Promise<string> {
	const line = [command, ...args].join(' ');
	const running = await startProcess(command, args, options);
	let late = false;
	const timer = setTimeout(() => {
		late = true;
		void running.stop(2_000);
	}, options.limitMs);
	const { code, signal } = await running.ended;
	clearTimeout(timer);
	const printed = options.show ? '' : `\n${running.output().slice(-20_000)}`;
	if (late) throw new Error(`${line}: no end after ${options.limitMs / 1000} s${printed}`);
	if (code !== 0) throw new Error(`${line}: ended with ${signal ?? code}${printed}`);
	return running.stdout();
}
