/**
 * What has to be undone however this process ends: an n8n left running would hold its port, its
 * memory and its folder. Steps are synchronous, because nothing else runs while a process exits.
 */
type Step = () => void;

const steps = new Set<Step>();
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
let installed = false;

function runAll(): void {
	for (const step of [...steps].reverse()) {
		steps.delete(step);
		try {
			step();
		} catch (error) {
			console.error('Cleaning up failed:', error);
		}
	}
}

function install(): void {
	if (installed) return;
	installed = true;
	process.on('exit', runAll);
	for (const [signal, code] of Object.entries(SIGNALS)) {
		process.on(signal, () => process.exit(code));
	}
}

/**
 * Runs `step` when the process exits, is interrupted or is terminated; the newest step first.
 * Returns a function that removes the step, for what was already undone.
 */
export function onExit(step: Step): () => void {
	install();
	steps.add(step);
	return () => void steps.delete(step);
}
