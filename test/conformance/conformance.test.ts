/**
 * Every operation of every node sends what its contract allows, and everything that a contract
 * allows can be sent.
 */
import { isObject } from '../contracts/contract';
import { Conformance, routeOf } from './conform';
import { sendables, sentBy } from './coverage';
import { EXCEPTIONS } from './exceptions';
import { PROVIDERS } from './providers';

const MINUTE = 60_000;

describe.each(PROVIDERS.map((one) => [one.provider.name, one] as const))('%s', (name, one) => {
	const conformance = new Conformance(one);
	const { server } = conformance;
	const nodeOperations = one.provider.resources.flatMap((resource) =>
		resource.operations.map((operation) => ({ resource, operation })),
	);

	beforeAll(async () => await server.start());
	afterAll(async () => await server.stop());

	describe('sends what the contract allows', () => {
		test.each(
			nodeOperations.map(
				({ resource, operation }) =>
					[`${resource.value}.${operation.value}`, resource, operation] as const,
			),
		)(
			'%s',
			async (_key, resource, operation) => {
				const { failures } = await conformance.outcome(resource, operation);
				// The first few say enough.
				if (failures.length)
					throw new Error(`${failures.length} sets fail\n${failures.slice(0, 3).join('\n')}`);
			},
			MINUTE,
		);
	});

	test(
		'has an operation for each route of the contract, and no other',
		async () => {
			const outcomes = await conformance.all();
			const reached = new Set(
				outcomes.flatMap(({ requests }) =>
					requests.map((request) => request.operation?.operationId),
				),
			);
			// Routes that are asked when another one does not exist: tests of the provider reach them.
			const missing = server.operations.filter(
				({ operationId, operation }) => !reached.has(operationId) && !operation['x-fallback-of'],
			);
			expect(missing.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
			const documented = new Set(
				server.operations.map(
					({ host, method, path }) => `${host} ${routeOf(`${method} ${path}`)}`,
				),
			);
			const [first = ''] = Object.keys(one.provider.hosts);
			const strange = nodeOperations
				.map(
					({ operation: { request } }) =>
						`${request.host ?? first} ${routeOf(`${request.method} ${request.path}`)}`,
				)
				.filter((route) => !documented.has(route));
			expect(strange).toEqual([]);
		},
		MINUTE,
	);

	test(
		'can set every field of the contract and every documented value',
		async () => {
			const outcomes = await conformance.all();
			const requests = outcomes.flatMap((outcome) => outcome.requests);
			const sent = new Map<string, Set<string>>();
			for (const request of requests) {
				const id = request.operation?.operationId ?? '';
				const known = sent.get(id) ?? new Set<string>();
				for (const entry of sentBy(request)) known.add(entry);
				sent.set(id, known);
			}
			const all = server.operations.flatMap((operation) => {
				if (operation.operation['x-fallback-of']) return [];
				const known = [...(sent.get(operation.operationId) ?? [])];
				return sendables(operation).map((sendable) => ({
					name: sendable.name,
					isSet: known.some((entry) => sendable.matches(entry)),
				}));
			});
			const reasons = Object.keys(EXCEPTIONS[one.key] ?? {});
			const covers = (exception: string, field: string) =>
				new RegExp(
					`^${exception.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*')}$`,
				).test(field);
			const unset = all.filter(({ isSet }) => !isSet).map((field) => field.name);
			const excepted = unset.filter((field) => reasons.some((reason) => covers(reason, field)));
			const isField = (field: string) => !field.includes(' =');
			const fields = all.filter((field) => isField(field.name));
			const settable = fields.filter(({ isSet }) => isSet).length;
			const documented = server.operations.flatMap(({ operation, operationId }) => {
				const ids = operation['x-documented'];
				return (Array.isArray(ids) ? ids : []).map((id) => ({ id: String(id), operationId }));
			});
			const reachedIds = documented.filter(({ operationId }) => sent.has(operationId));
			const reached = server.operations.filter(({ operationId }) => sent.has(operationId));
			const shapes = new Set(
				requests.map((request) =>
					[request.method, ...new Set(sentBy(request).map((entry) => entry.split(' =')[0]))].join(),
				),
			);
			const sets = outcomes.reduce((sum, outcome) => sum + outcome.sets, 0);
			process.stdout.write(
				`${name}: ${reachedIds.length} of ${documented.length} documented requests, ${reached.length} of ${server.operations.length} routes, ${nodeOperations.length} operations, ${sets} parameter sets, ${shapes.size} request shapes, ${settable} of ${fields.length} fields settable, ${excepted.filter(isField).length} exceptions\n`,
			);
			expect(unset.filter((field) => !excepted.includes(field))).toEqual([]);
			expect(reasons.filter((reason) => !unset.some((field) => covers(reason, field)))).toEqual([]);
			expect(documented.filter((entry) => !reachedIds.includes(entry))).toEqual([]);
		},
		MINUTE,
	);

	test('documents each of its routes', () => {
		const undocumented = server.operations.filter(
			({ operation }) =>
				!isObject(operation.responses) || !Array.isArray(operation['x-documented']),
		);
		expect(undocumented.map(({ operationId }) => operationId)).toEqual([]);
	});
});
