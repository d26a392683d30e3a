/** A small, realistic mistake: with it in the code, a promise is broken, and a test has to fail. */
export interface Fault {
	/** The promise that the fault breaks. */
	promise: string;
	file: string;
	/** Occurs in the file exactly once. */
	find: string;
	replace: string;
	/** Test files, of which one must fail. */
	tests: string[];
	/** Only tests with such a name, where the whole file would take long. */
	only?: string;
}
