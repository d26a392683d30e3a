/** Checks what an action node sends, and what it makes of the answers. */
import { parse as parseForm } from 'node:querystring';

import type { Got } from '../engine/scriptedServer';
import type { NodeResult } from '../harness/n8n';
import { loadList, nodeOf, placeOf, runAction, sentNow } from './actions';
import type { ActionCase, ActionExpectation, ActionRun, SentExpectation } from './cases';
import { anyOfFault, differs, has, show } from './compare';

/** The body of a request, JSON or a form. */
export function bodyOf(got: Got): unknown {
	try {
		return JSON.parse(got.body);
	} catch {
		return { ...parseForm(got.body) };
	}
}

function addressFault(got: Got, wanted: SentExpectation): string | undefined {
	const { name, path } = placeOf(got);
	if (!name) return `${got.method} ${got.path} is under no address of the credential`;
	const line = `${got.method} ${path}`;
	if (wanted.provider && wanted.provider !== name)
		return `${line} went to ${name}, not to ${wanted.provider}`;
	if (wanted.method && wanted.method !== got.method)
		return `${line} where ${wanted.method} is right`;
	if (wanted.path && ![path, decodeURIComponent(path)].includes(wanted.path))
		return `${line} where ${wanted.path} is right`;
	return undefined;
}

function requestFault(got: Got | undefined, wanted: SentExpectation): string | undefined {
	if (!got) return 'there is no such request';
	const address = addressFault(got, wanted);
	if (address) return address;
	const missing = (wanted.bodyText ?? []).find((text) => !has(got.body, text));
	if (missing) return `the body must match /${missing}/, but is ${show(got.body)}`;
	const surplus = (wanted.bodyTextNot ?? []).find((text) => has(got.body, text));
	if (surplus) return `the body must not match /${surplus}/, but is ${show(got.body)}`;
	const query = Object.fromEntries(got.query);
	return (
		(wanted.body ? differs(bodyOf(got), wanted.body, 'body') : undefined) ??
		(wanted.query ? differs(query, wanted.query, 'query') : undefined) ??
		(wanted.headers ? differs(got.headers, wanted.headers, 'headers') : undefined)
	);
}

/** An error's message and description. */
export const wordsOf = ({ error }: NodeResult): string =>
	[error?.message, error?.description].filter(Boolean).join(' ');

/** True for an error of the program itself, which refuses nothing. */
export const isCrash = (words: string): boolean =>
	has(words, 'Cannot read propert|is not a function|is not iterable|is not defined');

function errorFault(
	result: NodeResult,
	{ says = [], saysNot = [] }: NonNullable<ActionExpectation['error']>,
	sent: string,
): string | undefined {
	const words = wordsOf(result);
	if (isCrash(words)) return `error: ${words}`;
	if (!result.error) return `no error; sent: ${sent}`;
	const lacking = says.find((text) => !has(words, text));
	if (lacking) return `the error must say /${lacking}/, but says: ${words}`;
	const surplus = saysNot.find((text) => has(words, text));
	return surplus && `the error must not say /${surplus}/, but says: ${words}`;
}

function actionFault(result: NodeResult, wanted: ActionExpectation): string | undefined {
	if (wanted.anyOf) return anyOfFault(wanted.anyOf, (one) => actionFault(result, one));
	const sent = sentNow();
	const lines =
		sent.map((got) => `${got.method} ${placeOf(got).path} ${show(got.body)}`).join(', ') ||
		'nothing';
	if (!wanted.error && result.error) return `error: ${wordsOf(result)}`;
	const error = wanted.error && errorFault(result, wanted.error, lines);
	if (error) return error;
	if (wanted.sent && wanted.sent.length !== sent.length)
		return `${sent.length} requests where ${wanted.sent.length} are right: ${lines}`;
	const request = wanted.sent?.map((one, index) => requestFault(sent[index], one)).find(Boolean);
	if (request || !wanted.output) return request;
	const output = result.items.map(({ json }) => json);
	return differs(output, wanted.output, 'output');
}

/** A field that the node does not have makes a case worthless. */
function unknownField({ node, resource, operation, parameters = {} }: ActionRun) {
	const shown = nodeOf(node).description.properties.filter(({ displayOptions }) => {
		const { resource: resources, operation: operations } = displayOptions?.show ?? {};
		return (
			(!resources || resources.includes(resource ?? '')) &&
			(!operations || operations.includes(operation ?? ''))
		);
	});
	const unknown = Object.keys(parameters).find((name) => !shown.some((one) => one.name === name));
	return unknown && `${resource}.${operation} has no field "${unknown}"`;
}

/** Says what is wrong with what an operation or a list does, or returns undefined. */
export async function requestCaseFault(given: ActionCase): Promise<string | undefined> {
	if (given.list) {
		const { results } = given.expect;
		return differs(await loadList(given, given.list), { results });
	}
	return unknownField(given) ?? actionFault(await runAction(given), given.expect);
}
