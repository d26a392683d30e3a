import { escape, resolvePointer, resolveRef } from './pointer';
import { asDict, asText, type Dict } from './values';

export const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head'] as const;

export interface ContractOperation {
	operationId: string;
	/** Upper case. */
	method: string;
	/** With `{name}` placeholders. */
	path: string;
	host: string;
	pointer: string;
	parameters: ContractParameter[];
	bodyRequired: boolean;
	/** Media types of the request body, in lower case, -> pointer of the schema. */
	bodies: Map<string, string>;
}

export interface ContractParameter {
	name: string;
	in: string;
	required: boolean;
	pointer: string;
	/** How a list is written in one value, if it is. */
	separator: string | undefined;
	list: boolean;
}

/** Every operation below `paths`, in the order of the file. */
export function readOperations(document: Dict): ContractOperation[] {
	const operations: ContractOperation[] = [];
	const defaultHost = hostOf(document);
	for (const [path, entry] of Object.entries(asDict(document.paths))) {
		const item = asDict(entry);
		for (const method of METHODS) {
			if (!(method in item)) continue;
			const operation = asDict(item[method]);
			const pointer = `/paths/${escape(path)}/${method}`;
			const parameters = [
				...readParameters(document, item.parameters, `/paths/${escape(path)}`),
				...readParameters(document, operation.parameters, pointer),
			];
			const reference = asText(asDict(operation.requestBody).$ref);
			const bodyPointer = reference ? reference.slice(1) : `${pointer}/requestBody`;
			const body = resolveRef(document, operation.requestBody);
			operations.push({
				operationId: asText(operation.operationId),
				method: method.toUpperCase(),
				path,
				host: hostOf(operation) ?? hostOf(item) ?? defaultHost ?? 'api',
				pointer,
				parameters,
				bodyRequired: body.required === true,
				bodies: new Map(
					Object.keys(asDict(body.content)).map((type) => [
						type.toLowerCase(),
						`${bodyPointer}/content/${escape(type)}/schema`,
					]),
				),
			});
		}
	}
	return operations;
}

function readParameters(document: Dict, list: unknown, owner: string): ContractParameter[] {
	if (!Array.isArray(list)) return [];
	return list.map((entry: unknown, index) => {
		const reference = asText(asDict(entry).$ref);
		const pointer = reference ? reference.slice(1) : `${owner}/parameters/${index}`;
		const parameter = resolvePointer(document, pointer);
		const schema = resolveRef(document, parameter.schema);
		const style = asText(parameter.style) || 'form';
		const joined = { form: ',', spaceDelimited: ' ', pipeDelimited: '|' }[style];
		return {
			name: asText(parameter.name),
			in: asText(parameter.in),
			required: parameter.required === true,
			pointer,
			list: types(schema).includes('array'),
			separator: parameter.explode === false || style !== 'form' ? joined : undefined,
		};
	});
}

function hostOf(owner: Dict): string | undefined {
	const server: unknown = Array.isArray(owner.servers) ? owner.servers[0] : undefined;
	return asText(asDict(server)['x-host']) || undefined;
}

/** The types that a schema names. */
export function types(schema: Dict): string[] {
	return Array.isArray(schema.type) ? schema.type.map(asText) : [asText(schema.type)];
}
