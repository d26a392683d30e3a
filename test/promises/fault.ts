/** A small, realistic mistake: with it in the code, a promise is broken, and a test has to say so. */
export interface Fault {
	/** What is promised. */
	promise: string;
	file: string;
	/** Stands in the file exactly once. */
	find: string;
	replace: string;
	/** Test files, of which one must fail. */
	tests: string[];
	/** Only tests with such a name, where the whole file would take long. */
	only?: string;
}
