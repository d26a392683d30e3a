/** Pending work: timers and webhook deliveries. */
export interface Pending {
	/** Resolves after `ms`, or at once when the sandbox stops. */
	sleep(ms: number): Promise<void>;
	/** Keeps the sandbox unsettled until the promise ends, whichever way. */
	track(work: Promise<void>): void;
	/** Resolves when nothing is pending. */
	settled(): Promise<void>;
	/** Ends every sleep now; later ones do not wait at all. */
	stop(): void;
	readonly stopped: boolean;
}

/** @param onError called with what background work threw */
export function createPending(onError: (error: unknown) => void): Pending {
	let running = 0;
	let stopped = false;
	const sleepers = new Set<() => void>();
	let waiters: Array<() => void> = [];

	const release = (): void => {
		if (running > 0) return;
		const ready = waiters;
		waiters = [];
		for (const resolve of ready) resolve();
	};

	return {
		sleep(ms) {
			if (stopped) return Promise.resolve();
			return new Promise((resolve) => {
				const done = (): void => {
					clearTimeout(timer);
					sleepers.delete(done);
					resolve();
				};
				const timer = setTimeout(done, ms);
				sleepers.add(done);
			});
		},
		track(work) {
			running += 1;
			work.catch(onError).finally(() => {
				running -= 1;
				// One turn later, so that work started by this work counts first.
				setImmediate(release);
			});
		},
		settled() {
			if (running === 0) return Promise.resolve();
			return new Promise((resolve) => waiters.push(resolve));
		},
		stop() {
			stopped = true;
			for (const done of [...sleepers]) done();
		},
		get stopped() {
			return stopped;
		},
	};
}
