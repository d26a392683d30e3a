/** The question's text as a person can read it. */
import type { IExecuteFunctions } from 'n8n-workflow';

import type { ReadParameter } from '../item/collect';
import { parameterReader } from '../run/run';

/** n8n's own default for the review of an AI agent's tool ends in this: it prints "[object Object]". */
const TOOL_INPUT = /\{\{\s*\$tool\.parameters\s*\}\}/g;

/** Reads the node's parameters; the input of a tool under review comes out as JSON. */
export function questionReader(caller: IExecuteFunctions): ReadParameter {
	const read = parameterReader(caller, 0);
	return (name, fallback) => {
		if (name !== 'message') return read(name, fallback);
		const raw = caller.getNodeParameter(name, 0, '', { rawExpressions: true });
		if (typeof raw !== 'string' || !raw.startsWith('=') || raw.search(TOOL_INPUT) < 0)
			return read(name, fallback);
		const readable = raw.slice(1).replace(TOOL_INPUT, READABLE);
		return caller.evaluateExpression(readable, 0);
	};
}

/** A function, because "$" has a meaning in replacement texts. */
const READABLE = () => '{{ JSON.stringify($tool.parameters, null, 2) }}';
