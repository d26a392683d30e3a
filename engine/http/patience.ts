/** How long an item may wait in all: for another try, and for a gate that a slow-down has closed. */
export class Patience {
	private waited = 0;

	/** @param limit milliseconds */
	constructor(readonly limit: number) {}

	/** Milliseconds that are left. */
	get left(): number {
		return Math.max(0, this.limit - this.waited);
	}

	get spent(): number {
		return this.waited;
	}

	spend(ms: number): void {
		this.waited += ms;
	}
}
