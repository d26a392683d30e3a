/** Checks requests, answers and webhooks against a contract; Ajv compiles each schema once. */
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020';
import {
	bodyTypes,
	type Contract,
	type ContractOperation,
	type ContractParameter,
	objectAt,
	webhooks,
} from '../../scripts/contracts/reading';
import {
	escapePointer,
	followAlias,
	isObject,
	type JsonObject,
} from '../../scripts/contracts/references';

const FORM_TYPES = ['application/x-www-form-urlencoded', 'multipart/form-data'];

/** What a request consists of; absent parts are not checked, except that their fields may be missing. */
export interface RequestParts {
	path?: JsonObject;
	query?: JsonObject;
	/** Names in any case. */
	headers?: JsonObject;
	/** As the client holds it: numbers may be texts in form bodies only. */
	body?: unknown;
	/** Media type of the body; the first of the operation when absent. */
	contentType?: string;
}

/**
 * What is wrong with a request, as `query /limit must be integer`; empty when it fits. Path, query and
 * header values and form fields may be texts, as they are on the wire; a query or path list may be
 * one text with the parameter's separator.
 */
export function validateRequest(
	contract: Contract,
	entry: ContractOperation,
	request: RequestParts,
): string[] {
	return [
		...checkParameters(contract, entry, 'path', request.path ?? {}),
		...checkParameters(contract, entry, 'query', request.query ?? {}),
		...checkParameters(contract, entry, 'header', lowerCased(request.headers ?? {})),
		...checkBody(contract, entry, request),
	];
}

/** What is wrong with an answer's JSON body; a status without an entry falls back to `default`. */
export function validateResponse(
	contract: Contract,
	entry: ContractOperation,
	status: number,
	body: unknown,
): string[] {
	const responses = objectAt(entry.operation, 'responses');
	const key = [String(status), `${String(status)[0]}XX`, 'default'].find(
		(name) => name in responses,
	);
	if (key === undefined) return [`response ${status} is not documented`];
	const content = objectAt(responses, key).content;
	if (!isObject(content)) return [];
	const type = Object.keys(content).find((name) => /json/i.test(name));
	if (type === undefined || !('schema' in objectAt(content, type))) return [];
	const pointer = `${entry.pointer}/responses/${key}/content/${escapePointer(type)}/schema`;
	return problems(schemaValidator(contract, pointer), body, 'response');
}

/** What is wrong with a webhook's JSON payload. */
export function validateWebhook(contract: Contract, event: string, payload: unknown): string[] {
	const hook = webhooks(contract).find((entry) => entry.event === event);
	if (!hook) return [`${contract.provider} has no webhook ${event}`];
	const type = bodyTypes(hook)[0];
	if (type === undefined) return [];
	const pointer = `${hook.pointer}/requestBody/content/${escapePointer(type)}/schema`;
	return problems(schemaValidator(contract, pointer), payload, 'webhook');
}

/**
 * Compiled validator of the schema at a pointer. The pointer may pass through `$ref`s; with `coerce`
 * texts are read as numbers and booleans and the value is changed in place.
 */
export function schemaValidator(
	contract: Contract,
	pointer: string,
	coerce = false,
): ValidateFunction {
	const target = followAlias(contract.document, pointer);
	return compiled(contract, `${coerce}:${target}`, coerce, () => ({
		$ref: `${contract.id}#${target.split('/').map(encodeURIComponent).join('/')}`,
	}));
}

function checkParameters(
	contract: Contract,
	entry: ContractOperation,
	place: 'path' | 'query' | 'header',
	values: JsonObject,
): string[] {
	const known = entry.parameters.filter((parameter) => parameter.in === place);
	const nameOf = ({ name }: ContractParameter) => (place === 'header' ? name.toLowerCase() : name);
	const validate = compiled(contract, `${entry.pointer}:${place}`, true, () => ({
		type: 'object',
		properties: Object.fromEntries(known.map((one) => [nameOf(one), one.schema])),
		required: known.filter(({ required }) => required === true).map(nameOf),
		// Clients add other headers; in the query an unknown name is a mistake.
		additionalProperties: place === 'header',
	}));
	const sent: JsonObject = structuredClone(values);
	for (const parameter of known) {
		const name = nameOf(parameter);
		if (name in sent) sent[name] = asList(parameter, sent[name]);
	}
	return problems(validate, sent, place);
}

function checkBody(contract: Contract, entry: ContractOperation, request: RequestParts): string[] {
	const types = bodyTypes(entry);
	if (request.body === undefined) {
		const body = entry.operation.requestBody;
		return isObject(body) && body.required === true ? ['body is required'] : [];
	}
	if (types.length === 0) return ['body this operation takes no body'];
	const wanted = request.contentType?.split(';')[0]?.trim().toLowerCase();
	const type =
		wanted === undefined ? types[0] : types.find((name) => name.toLowerCase() === wanted);
	if (type === undefined) return [`body ${wanted} is not among ${types.join(', ')}`];
	const form = FORM_TYPES.includes(type);
	const pointer = `${entry.pointer}/requestBody/content/${escapePointer(type)}/schema`;
	return problems(
		schemaValidator(contract, pointer, form),
		form ? structuredClone(request.body) : request.body,
		'body',
	);
}

function problems(validate: ValidateFunction, value: unknown, place: string): string[] {
	return validate(value) ? [] : (validate.errors ?? []).map((error) => describeError(error, place));
}

function describeError({ instancePath, message, params }: ErrorObject, place: string): string {
	const detail = Object.values(params).filter((value) => typeof value === 'string');
	return `${place} ${instancePath || '/'} ${message ?? 'is wrong'} ${detail.join(' ')}`.trim();
}

function compiled(
	contract: Contract,
	key: string,
	coerce: boolean,
	schema: () => JsonObject,
): ValidateFunction {
	let validate = contract.validators.get(key);
	if (!validate) {
		validate = (coerce ? contract.coercing : contract.exact).compile(schema());
		contract.validators.set(key, validate);
	}
	return validate;
}

function asList(parameter: ContractParameter, value: unknown): unknown {
	const { type } = parameter.schema;
	const takesList = type === 'array' || (Array.isArray(type) && type.includes('array'));
	if (!takesList || typeof value !== 'string') return value;
	const separators: Record<string, string> = { spaceDelimited: ' ', pipeDelimited: '|' };
	const style = typeof parameter.style === 'string' ? parameter.style : 'form';
	return parameter.explode === false || parameter.in !== 'query'
		? value.split(separators[style] ?? ',')
		: [value];
}

function lowerCased(headers: JsonObject): JsonObject {
	return Object.fromEntries(
		Object.entries(headers).map(([key, value]) => [key.toLowerCase(), value]),
	);
}
