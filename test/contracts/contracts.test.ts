/** Rules that every file of contracts/ keeps; one block of tests per file that exists. */
import type { Validator as OpenApiValidator } from '@seriousme/openapi-schema-validator';
import { strangers } from './people';
import {
	at,
	bodyTypes,
	isObject,
	loadContract,
	operations,
	providers,
	schemaValidator,
	validateRequest,
	webhooks,
	type Contract,
	type ContractOperation,
	type ContractWebhook,
	type JsonObject,
} from './contract';
import { escapePointer, references, walk } from '../../scripts/contracts/references';
import { PROVIDERS } from '../../scripts/providers';

interface Example {
	/** Its place, as a JSON pointer. */
	where: string;
	value: unknown;
	/** Pointer of the schema it must fit. */
	schema: string;
}

/** Pointers of all schemas that a document uses, outermost ones only. */
function schemas(contract: Contract): string[] {
	const found: string[] = [];
	walk(contract.document, '', (value, pointer) => {
		if (isObject(value.schema) && !insideSchema(pointer)) found.push(`${pointer}/schema`);
		if (pointer === '/components/schemas') {
			found.push(...Object.keys(value).map((name) => `${pointer}/${escapePointer(name)}`));
		}
	});
	return found;
}

function insideSchema(pointer: string): boolean {
	return /\/schema(\/|$)/.test(pointer) || pointer.startsWith('/components/schemas/');
}

/** Every example of parameters, headers, bodies, answers and webhooks, and of schemas themselves. */
function examples(contract: Contract): Example[] {
	const found: Example[] = [];
	walk(contract.document, '', (value, pointer) => {
		if (insideSchema(pointer) || pointer.endsWith('/schema')) return;
		if (!isObject(value.schema)) return;
		const schema = `${pointer}/schema`;
		if ('example' in value)
			found.push({ where: `${pointer}/example`, value: value.example, schema });
		if (!isObject(value.examples)) return;
		for (const name of Object.keys(value.examples)) {
			const where = `${pointer}/examples/${escapePointer(name)}`;
			found.push({ where, value: at(contract, `${where}/value`), schema });
		}
	});
	walk(contract.document, '', (value, pointer) => {
		if (!insideSchema(pointer)) return;
		// "properties" holds names, which include "examples" and "default".
		if (/\/(properties|patternProperties|schemas)$/.test(pointer)) return;
		if ('default' in value) {
			found.push({ where: `${pointer}/default`, value: value.default, schema: pointer });
		}
		if (Array.isArray(value.examples)) {
			value.examples.forEach((entry: unknown, index) =>
				found.push({ where: `${pointer}/examples/${index}`, value: entry, schema: pointer }),
			);
		}
	});
	return found;
}

/** Request bodies with an example, as the operation they belong to and the example itself. */
function sampleBodies(contract: Contract) {
	return operations(contract).flatMap((entry) =>
		bodyTypes(entry).flatMap((contentType) => {
			const media = at(
				contract,
				`${entry.pointer}/requestBody/content/${escapePointer(contentType)}`,
			);
			return samplesOf(contract, media, entry, contentType)
				.filter(isObject)
				.map((body) => ({
					entry,
					contentType,
					body,
				}));
		}),
	);
}

function samplesOf(
	contract: Contract,
	media: unknown,
	entry: ContractOperation,
	contentType: string,
): unknown[] {
	if (!isObject(media)) return [];
	if ('example' in media) return [media.example];
	if (!isObject(media.examples)) return [];
	const base = `${entry.pointer}/requestBody/content/${escapePointer(contentType)}/examples`;
	return Object.keys(media.examples).map((name) =>
		at(contract, `${base}/${escapePointer(name)}/value`),
	);
}

function successes({ operation }: ContractOperation | ContractWebhook): JsonObject[] {
	if (!isObject(operation.responses)) return [];
	return Object.entries(operation.responses).flatMap(([status, answer]) =>
		status.startsWith('2') && isObject(answer) ? [answer] : [],
	);
}

/** Only JSON wants an example: the bytes of a file, even of a text file, do not belong here. */
function withoutExample(answer: JsonObject): boolean {
	if (!isObject(answer.content)) return false;
	return Object.entries(answer.content)
		.filter(([type]) => /json/i.test(type))
		.some(([, media]) => isObject(media) && !('example' in media) && !isObject(media.examples));
}

/** A body schema that says itself that it takes any further field. */
function takesAnything(entry: ContractOperation, contentType: string): boolean {
	const body = entry.operation.requestBody;
	const media = isObject(body) && isObject(body.content) ? body.content[contentType] : undefined;
	const schema = isObject(media) ? media.schema : undefined;
	return isObject(schema) && isObject(schema.additionalProperties);
}

describe.each(providers())('contracts/%s.openapi.yaml', (provider) => {
	const contract = loadContract(provider);

	test('is valid OpenAPI 3.1', async () => {
		const { Validator } = (await import('@seriousme/openapi-schema-validator')) as {
			Validator: typeof OpenApiValidator;
		};
		const validator = new Validator();
		const result = await validator.validate(structuredClone(contract.document));
		expect(result).toEqual({ valid: true });
		expect(validator.version).toBe('3.1');
	});

	test('has a target for every $ref', () => {
		const broken = references(contract.document).filter(
			({ reference }) => !isObject(at(contract, decodeURIComponent(reference.slice(1)))),
		);
		expect(broken).toEqual([]);
	});

	test('has schemas that keep the rules of JSON Schema 2020-12 and compile', () => {
		const faults = schemas(contract).flatMap((pointer) => {
			const schema = at(contract, pointer);
			if (!isObject(schema)) return [`${pointer}: not an object`];
			if (contract.exact.validateSchema(schema) !== true) {
				return [`${pointer}: ${contract.exact.errorsText(contract.exact.errors)}`];
			}
			schemaValidator(contract, pointer);
			return [];
		});
		expect(faults).toEqual([]);
		expect(schemas(contract).length).toBeGreaterThan(operations(contract).length);
	});

	test('has examples that fit their schemas', () => {
		const faults = examples(contract).flatMap(({ where, value, schema }) => {
			const validate = schemaValidator(contract, schema);
			return validate(value) ? [] : [`${where}: ${contract.exact.errorsText(validate.errors)}`];
		});
		expect(faults).toEqual([]);
		expect(examples(contract).length).toBeGreaterThan(operations(contract).length);
	});

	test('gives every operation and webhook a unique ID', () => {
		const ids = [...operations(contract), ...webhooks(contract)]
			.map(({ operation }) => operation.operationId)
			.filter((id) => id !== undefined);
		expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
		expect(operations(contract).filter(({ operationId }) => operationId === '')).toEqual([]);
	});

	test('gives every operation a summary, tags and a success with an example', () => {
		const faults = operations(contract).flatMap((entry) => {
			const { summary, tags } = entry.operation;
			return [
				...(typeof summary === 'string' && summary.trim() !== '' ? [] : ['summary']),
				...(Array.isArray(tags) && tags.length > 0 ? [] : ['tags']),
				...(successes(entry).length > 0 ? [] : ['success response']),
				...(successes(entry).some(withoutExample) ? ['example of the success'] : []),
			].map((missing) => `${entry.operationId} has no ${missing}`);
		});
		expect(faults).toEqual([]);
	});

	test('declares every path parameter of every path', () => {
		const faults = operations(contract).flatMap(({ method, path, parameters }) => {
			const used = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name).sort();
			const declared = parameters.filter((one) => one.in === 'path').map(({ name }) => name);
			return used.join() === declared.sort().join()
				? []
				: [`${method} ${path}: ${declared.join()}`];
		});
		expect(faults).toEqual([]);
	});

	test('refuses a misspelt field in a request body', () => {
		const faults = sampleBodies(contract)
			.filter(({ entry, contentType }) => !takesAnything(entry, contentType))
			.filter(({ entry, contentType, body }) => {
				const misspelt = { ...body, misspelt_field: 'x' };
				const found = validateRequest(contract, entry, { contentType, body: misspelt });
				return !found.some((problem) => problem.includes('misspelt_field'));
			})
			.map(({ entry }) => entry.operationId);
		expect(faults).toEqual([]);
	});

	test('has only invented people in its examples', () => {
		expect(examples(contract).flatMap(({ where, value }) => strangers(value, where))).toEqual([]);
	});
});

test('every provider of the package has a contract, and there are no others', () => {
	expect(providers()).toEqual(PROVIDERS.map(({ key }) => key).sort());
});
