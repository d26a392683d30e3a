/** What every end-to-end test file shares: one stack per file, and evidence of what went wrong. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, test as register, type TestContext } from 'node:test';
import { ARTIFACTS } from './artifacts';
import type { Editor } from './browser';
import { startStack, type Stack, type StackOptions } from './stack';

/** For building, packing and starting everything. */
const START_LIMIT_MS = 240_000;
const STOP_LIMIT_MS = 60_000;
const TEST_LIMIT_MS = 120_000;

/** A test of Node's runner that has a time limit, in milliseconds, in any case. */
export function test(
	name: string,
	body: (context: TestContext) => void | Promise<void>,
	limitMs = TEST_LIMIT_MS,
): void {
	// The promise is the runner's business: it fails the test, never the caller.
	void register(name, { timeout: limitMs }, body);
}

export interface Suite {
	/** Only to be read inside tests and hooks. */
	readonly stack: Stack;
	/** A failing test also leaves a screenshot of this editor. */
	watch(editor: Editor): void;
}

/**
 * Starts a stack before the first test of the file and stops it after the last. When a test
 * fails, n8n's log, the sandbox's requests and deliveries and a screenshot go to e2e/artifacts/.
 *
 * `prepare` makes what else the file needs and returns the way to undo it. It is not a separate
 * hook, because a file's `before` hooks do not wait for each other.
 */
export function useStack(
	name: string,
	options: StackOptions = {},
	prepare: (stack: Stack, suite: Suite) => Promise<() => Promise<void>> = async () => async () =>
		undefined,
): Suite {
	let stack: Stack | undefined;
	let watched: Editor | undefined;
	let undo: (() => Promise<void>) | undefined;

	before(
		async () => {
			stack = await startStack(options);
			undo = await prepare(stack, suite);
		},
		{ timeout: START_LIMIT_MS },
	);
	afterEach(async (context) => {
		// `passed` is there in the hook's context, though the types do not say so.
		const { passed, name: test } = context as { passed?: boolean; name: string };
		if (passed !== false || !stack) return;
		const folder = path.join(ARTIFACTS, name, test.replace(/[^\w-]+/g, '-'));
		mkdirSync(folder, { recursive: true });
		writeFileSync(path.join(folder, 'n8n.log'), stack.n8n.log());
		const { received, deliveries } = stack.sandbox;
		const seen = JSON.stringify({ received, deliveries }, null, 2);
		writeFileSync(path.join(folder, 'sandbox.json'), seen);
		await watched?.page.screenshot({ path: path.join(folder, 'editor.png') });
	});
	after(
		async () => {
			try {
				await undo?.();
			} finally {
				await stack?.stop();
			}
		},
		{ timeout: STOP_LIMIT_MS },
	);

	const suite: Suite = {
		get stack() {
			if (!stack) throw new Error('The stack is not running yet');
			return stack;
		},
		watch(editor) {
			watched = editor;
		},
	};
	return suite;
}
