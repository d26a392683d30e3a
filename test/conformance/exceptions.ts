/**
 * What a contract lets a client send and a node does not, by provider, with the reason. The names are
 * those that the conformance test prints; `*` stands for anything. One that is no longer needed fails.
 */
export const EXCEPTIONS: Record<string, Record<string, string>> = {
	myoperator: {},
};
