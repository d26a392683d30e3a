/**
 * What a contract lets a client send and a node does not, by provider, with the reason. The names are
 * those that the conformance test prints; `*` matches anything. An entry that is no longer needed fails.
 */
export const EXCEPTIONS: Record<string, Record<string, string>> = {
	myoperator: {
		'sendMessage body data.language*':
			'The same as data.context.language, which the node sends; two of the documented examples have both.',
		'listUsers query _all*': 'The node pages through the users, so that a limit can be kept.',
	},
	wapio: {
		'* query session_id':
			'In a request with a body, the session is in the body. test/wapio checks that it is sent on every route.',
		'sendMessage header x-session-id':
			'The documented place of the session of a message is its body.',
	},
};
