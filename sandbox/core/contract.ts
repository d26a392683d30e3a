import { join } from 'node:path';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { explain, toProblems, whole, type Problem } from './explain';
import {
	METHODS,
	readOperations,
	types,
	type ContractOperation,
	type ContractParameter,
} from './operations';
import { placeholder } from './files';
import { escape, resolvePointer, resolveRef } from './pointer';
import { asDict, asText, isDict, type Dict } from './values';
import { readYaml } from './yaml';

export type { Problem } from './explain';
export type { ContractOperation } from './operations';

type ParameterPlace = 'path' | 'query' | 'header';

/**
 * An OpenAPI 3.1 file: its operations, its checks and its example answers.
 *
 * The schemas are compiled by Ajv 2020: the common OpenAPI libraries use Ajv for draft 7, which ignores
 * `unevaluatedProperties`.
 */
export class Contract {
	readonly operations: ContractOperation[];

	private readonly exact: Ajv2020;

	private readonly coercing: Ajv2020;

	private readonly compiled = new Map<string, ValidateFunction>();

	constructor(
		readonly document: Dict,
		private readonly id: string,
	) {
		const make = (coerceTypes: boolean): Ajv2020 => {
			const ajv = new Ajv2020({
				strict: false,
				allErrors: true,
				coerceTypes,
				validateFormats: true,
				validateSchema: false,
				addUsedSchema: false,
			});
			addFormats(ajv);
			ajv.addSchema(document, id);
			return ajv;
		};
		this.exact = make(false);
		this.coercing = make(true);
		this.operations = readOperations(document);
	}

	operation(operationId: string): ContractOperation | undefined {
		return this.operations.find((operation) => operation.operationId === operationId);
	}

	/** Keys of the contract's `webhooks`. */
	webhooks(): string[] {
		return Object.keys(asDict(this.document.webhooks));
	}

	/**
	 * Checks path, query or header values. They are texts on the wire: `values` is changed in place to
	 * the types that the contract names. Names that the contract does not know are problems, except
	 * among headers.
	 */
	checkParameters(
		operation: ContractOperation,
		place: ParameterPlace,
		values: Dict,
		alsoAllowed: readonly string[] = [],
	): Problem[] {
		const known = operation.parameters.filter((parameter) => parameter.in === place);
		for (const parameter of known) splitList(parameter, values);
		const key = `${operation.operationId}:${place}`;
		const validate = this.compile(key, true, () => ({
			type: 'object',
			properties: Object.fromEntries([
				...known.map((parameter) => [
					place === 'header' ? parameter.name.toLowerCase() : parameter.name,
					{ $ref: `${this.id}#${parameter.pointer}/schema` },
				]),
				...alsoAllowed.map((name) => [name, {}]),
			]) as Dict,
			required: known
				.filter((parameter) => parameter.required)
				.map((parameter) => (place === 'header' ? parameter.name.toLowerCase() : parameter.name)),
			additionalProperties: place === 'header',
		}));
		return validate(values) ? [] : toProblems(validate.errors ?? [], place);
	}

	/**
	 * Checks a request body. Values of form and multipart bodies are texts on the wire and are changed
	 * in place to the contract's types.
	 */
	checkBody(operation: ContractOperation, mediaType: string, body: unknown): Problem[] {
		if (operation.bodies.size === 0) {
			const empty = body === undefined || (isDict(body) && Object.keys(body).length === 0);
			return empty ? [] : [whole('body', 'unexpected', 'this operation takes no body')];
		}
		if (mediaType === '' || body === undefined) {
			return operation.bodyRequired ? [whole('body', 'required', 'a body is required')] : [];
		}
		const pointer = mediaPointer(operation.bodies, mediaType);
		if (pointer === undefined) {
			return [whole('contentType', 'contentType', `${mediaType} is not accepted here`)];
		}
		const onlyText =
			mediaType === 'application/x-www-form-urlencoded' || mediaType === 'multipart/form-data';
		if (!onlyText && !isJson(mediaType)) return [];
		if (onlyText && isDict(body)) this.listFields(pointer, body);
		return explain(this.document, pointer, body, (part) =>
			this.compile(`${part}:${onlyText}`, onlyText, () => ({ $ref: `${this.id}#${part}` })),
		);
	}

	/** Problems of a webhook body; `key` is the entry in `webhooks`. */
	checkWebhook(key: string, payload: unknown): Problem[] {
		const entry = asDict(asDict(this.document.webhooks)[key]);
		const method = METHODS.find((name) => name in entry);
		if (method === undefined)
			return [whole('body', 'unknown', `no webhook ${key} in the contract`)];
		const content = asDict(resolveRef(this.document, asDict(entry[method]).requestBody).content);
		const type = Object.keys(content)[0];
		if (type === undefined) return [];
		const reference = asText(asDict(asDict(entry[method]).requestBody).$ref);
		const base = reference ? reference.slice(1) : `/webhooks/${escape(key)}/${method}/requestBody`;
		const validate = this.compile(`webhook:${key}`, false, () => ({
			$ref: `${this.id}#${base}/content/${escape(type)}/schema`,
		}));
		return validate(payload) ? [] : toProblems(validate.errors ?? [], 'body');
	}

	/** Problems of an answer's JSON body, for tests of the handlers. */
	checkAnswer(operationId: string, status: number, body: unknown): Problem[] {
		const operation = this.operation(operationId);
		if (!operation) return [whole('body', 'unknown', `no operation ${operationId}`)];
		const responses = asDict(resolvePointer(this.document, operation.pointer).responses);
		const key = String(status) in responses ? String(status) : 'default';
		if (!(key in responses)) return [whole('body', 'unknown', `no answer ${status} documented`)];
		const reference = asText(asDict(responses[key]).$ref);
		const base = reference ? reference.slice(1) : `${operation.pointer}/responses/${key}`;
		const content = asDict(resolvePointer(this.document, base).content);
		const type = Object.keys(content).find(isJson);
		if (type === undefined || !('schema' in asDict(content[type]))) return [];
		const validate = this.compile(`answer:${operationId}:${key}`, false, () => ({
			$ref: `${this.id}#${base}/content/${escape(type)}/schema`,
		}));
		return validate(body) ? [] : toProblems(validate.errors ?? [], 'body');
	}

	/** The contract's own example of a success; an answer without content has no body. */
	example(operationId: string): { status: number; body?: unknown; type?: string } {
		const operation = this.operation(operationId);
		const responses = asDict(resolvePointer(this.document, operation?.pointer ?? '').responses);
		const status = Object.keys(responses)
			.filter((key) => /^2\d\d$/.test(key))
			.sort()[0];
		if (status === undefined) throw new Error(`${operationId} has no success in the contract`);
		const content = asDict(resolveRef(this.document, responses[status]).content);
		const type = Object.keys(content).find(isJson) ?? Object.keys(content)[0];
		if (type === undefined) return { status: Number(status) };
		const media = asDict(content[type]);
		const first = resolveRef(this.document, Object.values(asDict(media.examples))[0]);
		const body = 'example' in media ? media.example : first.value;
		if (body === undefined && !isJson(type))
			return { status: Number(status), ...placeholder(type) };
		if (body === undefined) throw new Error(`${operationId} has no example in the contract`);
		return { status: Number(status), body: structuredClone(body), type };
	}

	private compile(key: string, coerce: boolean, schema: () => Dict): ValidateFunction {
		let validate = this.compiled.get(key);
		if (!validate) {
			validate = (coerce ? this.coercing : this.exact).compile(schema());
			this.compiled.set(key, validate);
		}
		return validate;
	}

	/** A field that is a list may come once: then it is a list of one. */
	private listFields(pointer: string, body: Dict): void {
		for (const [name, schema] of this.properties(resolvePointer(this.document, pointer))) {
			if (name in body && !Array.isArray(body[name]) && types(schema).includes('array')) {
				body[name] = [body[name]];
			}
		}
	}

	private properties(schema: Dict): Array<[string, Dict]> {
		const resolved = resolveRef(this.document, schema);
		const own = Object.entries(asDict(resolved.properties)).map(([name, entry]): [string, Dict] => [
			name,
			resolveRef(this.document, entry),
		]);
		const parts = ['allOf', 'oneOf', 'anyOf'].flatMap((key) => {
			const list = resolved[key];
			return Array.isArray(list) ? list.flatMap((entry) => this.properties(asDict(entry))) : [];
		});
		return [...own, ...parts];
	}
}

const loaded = new Map<string, Contract>();

/** Reads a file of contracts/ once per process. */
export function loadContract(file: string): Contract {
	let contract = loaded.get(file);
	if (!contract) {
		const path = join(__dirname, '..', '..', 'contracts', file);
		contract = new Contract(asDict(readYaml(path)), `contract:${file}`);
		loaded.set(file, contract);
	}
	return contract;
}

function splitList(parameter: ContractParameter, values: Dict): void {
	const value = values[parameter.name];
	if (!parameter.list || typeof value !== 'string') return;
	values[parameter.name] =
		parameter.separator === undefined ? [value] : value.split(parameter.separator);
}

function isJson(mediaType: string): boolean {
	return mediaType === 'application/json' || mediaType.endsWith('+json');
}

function mediaPointer(bodies: Map<string, string>, mediaType: string): string | undefined {
	const family = `${mediaType.split('/')[0]}/*`;
	return bodies.get(mediaType) ?? bodies.get(family) ?? bodies.get('*/*');
}
