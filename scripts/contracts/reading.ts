/** Reads a file of contracts/ and lists what is in it. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { readYaml } from '../../sandbox/core/yaml';
import {
	dereference,
	escapePointer,
	followAlias,
	isObject,
	type JsonObject,
	resolvePointer,
} from './references';

const DIRECTORY = join(__dirname, '..', '..', 'contracts');
const SUFFIX = '.openapi.yaml';
const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options'] as const;

/** One contract, read once per process. */
export interface Contract {
	/** File name without the suffix, such as `myoperator`. */
	provider: string;
	/** As written, with its `$ref`s. */
	document: JsonObject;
	/** With every `$ref` replaced; schemas that contain themselves are shared objects. */
	readonly resolved: JsonObject;
	/** Ajv that knows `document` under `id`; `coercing` also reads numbers and booleans from texts. */
	exact: Ajv2020;
	coercing: Ajv2020;
	id: string;
	validators: Map<string, ValidateFunction>;
	/** What `operations` gives, once somebody has asked. */
	listed?: ContractOperation[];
}

export interface ContractParameter extends JsonObject {
	name: string;
	in: 'path' | 'query' | 'header' | 'cookie';
	required?: boolean;
	schema: JsonObject;
}

export interface ContractOperation {
	/** `x-host` of the server in force. */
	host: string;
	/** Upper case. */
	method: string;
	/** As in the contract, with `{name}` placeholders. */
	path: string;
	operationId: string;
	/** Parameters of the path item and of the operation, the latter winning. */
	parameters: ContractParameter[];
	/** Dereferenced. */
	operation: JsonObject;
	/** JSON pointer of the operation in the document. */
	pointer: string;
}

export interface ContractWebhook {
	/** Key in `webhooks`. */
	event: string;
	/** `x-family`, or '' where the provider has one envelope only. */
	family: string;
	method: string;
	operation: JsonObject;
	pointer: string;
}

/** The providers that have a contract, in alphabetical order. */
export function providers(): string[] {
	return readdirSync(DIRECTORY)
		.filter((name) => name.endsWith(SUFFIX))
		.map((name) => name.slice(0, -SUFFIX.length))
		.sort();
}

const loaded = new Map<string, Contract>();

/** Reads contracts/<provider>.openapi.yaml once. Throws when there is none. */
export function loadContract(provider: string): Contract {
	const known = loaded.get(provider);
	if (known) return known;
	const file = join(DIRECTORY, `${provider}${SUFFIX}`);
	if (!existsSync(file)) throw new Error(`There is no contract ${file}`);
	const document = readYaml(file);
	if (!isObject(document)) throw new Error(`${file} is not an object`);
	const id = `contract:${provider}`;
	let resolved: JsonObject | undefined;
	const contract: Contract = {
		provider,
		document,
		// Late, so that a broken reference fails the tests that meet it and not the whole file.
		get resolved() {
			return (resolved ??= dereference(document));
		},
		exact: ajv(document, id, false),
		coercing: ajv(document, id, true),
		id,
		validators: new Map(),
	};
	loaded.set(provider, contract);
	return contract;
}

/** Every operation of a contract, in its order; listed once per process. */
export function operations(contract: Contract): ContractOperation[] {
	return (contract.listed ??= listOperations(contract));
}

function listOperations(contract: Contract): ContractOperation[] {
	const paths = objectAt(contract.resolved, 'paths');
	return Object.keys(paths).flatMap((path) => {
		const item = objectAt(paths, path);
		return METHODS.filter((method) => isObject(item[method])).map((method) => {
			const operation = objectAt(item, method);
			return {
				host: hostOf(operation) ?? hostOf(item) ?? hostOf(contract.resolved) ?? 'api',
				method: method.toUpperCase(),
				path,
				operationId: textAt(operation, 'operationId'),
				parameters: parametersOf(item, operation),
				operation,
				pointer: `/paths/${escapePointer(path)}/${method}`,
			};
		});
	});
}

/** One operation by its id. Throws when the contract has none. */
export function operation(contract: Contract, operationId: string): ContractOperation {
	const found = operations(contract).find((entry) => entry.operationId === operationId);
	if (!found) throw new Error(`${contract.provider} has no operation ${operationId}`);
	return found;
}

/** Every webhook of a contract, in its order. */
export function webhooks(contract: Contract): ContractWebhook[] {
	const entries = isObject(contract.resolved.webhooks) ? contract.resolved.webhooks : {};
	return Object.keys(entries).flatMap((event) => {
		const item = objectAt(entries, event);
		return METHODS.filter((method) => isObject(item[method])).map((method) => {
			const hook = objectAt(item, method);
			return {
				event,
				family: textAt(hook, 'x-family'),
				method: method.toUpperCase(),
				operation: hook,
				pointer: `/webhooks/${escapePointer(event)}/${method}`,
			};
		});
	});
}

/** Media types of an operation's request body, in the contract's order. */
export function bodyTypes(entry: ContractOperation | ContractWebhook): string[] {
	const body = entry.operation.requestBody;
	return isObject(body) && isObject(body.content) ? Object.keys(body.content) : [];
}

function ajv(document: JsonObject, id: string, coerceTypes: boolean): Ajv2020 {
	const made = new Ajv2020({
		strict: false,
		allErrors: true,
		coerceTypes,
		// The document is not a schema itself; the tests check every schema in it.
		validateSchema: false,
		addUsedSchema: false,
	});
	addFormats(made);
	made.addSchema(document, id);
	return made;
}

function parametersOf(item: JsonObject, entry: JsonObject): ContractParameter[] {
	const all = [item.parameters, entry.parameters].flatMap((list) =>
		Array.isArray(list) ? list.filter(isParameter) : [],
	);
	return [...new Map(all.map((one) => [`${one.in}:${one.name}`, one])).values()];
}

function isParameter(value: unknown): value is ContractParameter {
	return isObject(value) && typeof value.name === 'string' && typeof value.in === 'string';
}

function hostOf(value: JsonObject): string | undefined {
	const servers: unknown = value.servers;
	const first: unknown = Array.isArray(servers) ? servers[0] : undefined;
	return isObject(first) && typeof first['x-host'] === 'string' ? first['x-host'] : undefined;
}

/** The object under the key, or an empty one. */
export function objectAt(value: JsonObject, key: string): JsonObject {
	const found = value[key];
	return isObject(found) ? found : {};
}

function textAt(value: JsonObject, key: string): string {
	const found = value[key];
	return typeof found === 'string' ? found : '';
}

/** The value at a JSON pointer of the document, through `$ref`s; undefined when there is none. */
export function at(contract: Contract, pointer: string): unknown {
	return resolvePointer(contract.document, followAlias(contract.document, pointer));
}
