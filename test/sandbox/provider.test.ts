import { createHash } from 'node:crypto';
import Fastify, { type FastifyInstance } from 'fastify';
import { LARGEST_BODY, registerBodies } from '../../sandbox/core/body';
import { Contract } from '../../sandbox/core/contract';
import { createFaults } from '../../sandbox/core/faults';
import { createFileShelf } from '../../sandbox/core/files';
import { createIds } from '../../sandbox/core/ids';
import { createRateLimiter } from '../../sandbox/core/limiter';
import { createPending } from '../../sandbox/core/pending';
import { defineProvider } from '../../sandbox/core/provider';
import { registerRoutes } from '../../sandbox/core/routes';
import type { ReceivedRequest } from '../../sandbox/core/types';
import { call, type Answered, type Call } from './helpers';

/** What the core does for every provider without code, shown with a made-up contract. */
const text = { type: 'string' };
const json = (schema: unknown): unknown => ({ 'application/json': { schema } });
const document = {
	openapi: '3.1.0',
	servers: [{ url: 'https://api.example.com', 'x-host': 'api' }],
	paths: {
		'/plants/{plant-id}/leaf.png': {
			parameters: [{ $ref: '#/components/parameters/Plant' }],
			get: {
				operationId: 'getLeaf',
				responses: { '200': { content: { 'image/*': { schema: text } } } },
			},
		},
		'/plants/{plant-id}': {
			parameters: [{ $ref: '#/components/parameters/Plant' }],
			get: {
				operationId: 'getPlant',
				parameters: [
					{
						name: 'with',
						in: 'query',
						explode: false,
						schema: { type: 'array', items: { enum: ['leaves', 'roots'] } },
					},
					{ name: 'tag', in: 'query', schema: { type: 'array', items: text } },
					{ name: 'wet', in: 'query', schema: { type: 'boolean' } },
				],
				responses: {
					'404': { content: json({}) },
					'200': {
						content: {
							'application/json': {
								schema: {},
								examples: { first: { $ref: '#/components/examples/Fern' } },
							},
						},
					},
				},
			},
			delete: { operationId: 'deletePlant', responses: { '204': { description: 'Gone' } } },
		},
		'/plants': {
			post: {
				operationId: 'addPlant',
				requestBody: {
					required: true,
					content: {
						'application/json': { schema: { $ref: '#/components/schemas/Plant' } },
						'multipart/form-data': {
							schema: {
								type: 'object',
								required: ['pictures'],
								properties: {
									pictures: { type: 'array', items: { type: 'string', format: 'binary' } },
									height: { type: 'integer' },
								},
								unevaluatedProperties: false,
							},
						},
						'image/*': { schema: { type: 'string', format: 'binary' } },
					},
				},
				responses: {
					'201': { content: { 'application/json': { schema: {}, example: { id: 1 } } } },
				},
			},
		},
	},
	components: {
		parameters: {
			Plant: { name: 'plant-id', in: 'path', required: true, schema: { type: 'integer' } },
		},
		examples: { Fern: { value: { id: 7, name: 'Fern' } } },
		schemas: {
			Plant: {
				type: 'object',
				required: ['kind'],
				properties: {
					kind: {
						oneOf: [{ $ref: '#/components/schemas/Tree' }, { $ref: '#/components/schemas/Herb' }],
					},
				},
				additionalProperties: false,
			},
			Tree: {
				type: 'object',
				required: ['type', 'height'],
				properties: { type: { const: 'tree' }, height: { type: 'number' } },
				additionalProperties: false,
			},
			Herb: {
				allOf: [{ type: 'object', required: ['type'], properties: { type: { const: 'herb' } } }],
				properties: { smell: text },
				unevaluatedProperties: false,
			},
		},
	},
};

const received: ReceivedRequest[] = [];
let app: FastifyInstance;
let url = '';

beforeAll(async () => {
	const now = (): Date => new Date('2026-05-04T09:00:00Z');
	const garden = defineProvider<{ seeds: number }>({
		name: 'garden',
		contract: new Contract(document, 'contract:garden'),
		hosts: { api: '/v1' },
		demo: {},
		secrets: {},
		createState: () => ({ seeds: 1 }),
		authenticate: () => undefined,
		invalid: (problems) => ({
			status: 422,
			body: problems.map(({ field, keyword }) => [field, keyword]),
		}),
		unknownRoute: ({ host, path }) => ({ status: 404, body: { host, path } }),
		failure: (status) => ({ status, body: {} }),
		handlers: {},
		happenings: {},
	});
	const pending = createPending((error) => {
		throw error;
	});
	app = Fastify({ forceCloseConnections: true, bodyLimit: LARGEST_BODY });
	await registerBodies(app);
	const running = garden.start({
		now,
		ids: createIds,
		files: createFileShelf(() => ''),
		stageMs: 0,
		baseUrl: () => '',
		emit: () => undefined,
		later: () => undefined,
		targets: () => ({
			list: () => [],
			add: () => {
				throw new Error('not used here');
			},
			remove: () => false,
		}),
	});
	registerRoutes(app, {
		provider: garden,
		running,
		faults: createFaults(),
		limiter: createRateLimiter(() => undefined, now),
		pending,
		latencyMs: 0,
		now,
		record: (entry) => received.push(entry),
	});
	url = await app.listen({ port: 0, host: '127.0.0.1' });
});

afterAll(() => app.close());

const get = (path: string, options: Call = {}): Promise<Answered> =>
	call(`${url}/garden${path}`, options);

const post = (contentType: string, body: string | Buffer): Promise<Answered> =>
	get('/v1/plants', { method: 'POST', headers: { 'content-type': contentType }, body });

describe('an operation without a handler', () => {
	test.each([
		['GET', '/v1/plants/7', 200, '{"id":7,"name":"Fern"}'],
		['DELETE', '/v1/plants/7', 204, ''],
	] as const)("%s %s answers the contract's example", async (method, path, status, body) => {
		const answer = await get(path, { method });
		expect([answer.status, answer.text]).toEqual([status, body]);
	});

	test('answers a small file where the contract says file', async () => {
		const answer = await get('/v1/plants/7/leaf.png');
		expect(answer.headers['content-type']).toBe('image/png');
		expect(answer.text.slice(1, 4)).toBe('PNG');
	});
});

describe('parameters', () => {
	test.each([
		['7?with=leaves,roots', 200],
		['7?with=stem', 422],
		['7?tag=a&tag=b', 200],
		['7?tag=a', 200],
		['7?wet=true', 200],
		['7?wet=perhaps', 422],
		['7?dry=true', 422],
		['seven', 422],
	])('%s: %d', async (path, status) => {
		const answer = await get(`/v1/plants/${path}`);
		expect([answer.status, answer.text]).toEqual([status, expect.any(String)]);
	});
});

describe('bodies', () => {
	test('raw: hashed and counted, never stored', async () => {
		const bytes = Buffer.alloc(2_000_000, 3);
		expect((await post('image/jpeg', bytes)).status).toBe(201);
		expect(received.at(-1)).toMatchObject({
			body: '',
			files: [
				{
					size: bytes.length,
					mimeType: 'image/jpeg',
					sha256: createHash('sha256').update(bytes).digest('hex'),
				},
			],
		});
	});

	test('raw of a type that is not accepted', async () => {
		expect((await post('text/plain', 'fern')).json).toEqual([['', 'contentType']]);
	});

	test('multipart: one file makes a list of one, numbers are read, unknown fields refused', async () => {
		const part = (name: string, value: string, file = false): string =>
			`--B\r\nContent-Disposition: form-data; name="${name}"${file ? '; filename="a.png"' : ''}\r\n\r\n${value}\r\n`;
		const send = (...parts: string[]): ReturnType<typeof post> =>
			post('multipart/form-data; boundary=B', `${parts.join('')}--B--\r\n`);
		expect((await send(part('pictures', 'x', true), part('height', '12'))).status).toBe(201);
		expect((await send(part('pictures', 'x', true), part('height', 'tall'))).json).toEqual([
			['height', 'type'],
		]);
		expect((await send(part('pictures', 'x', true), part('colour', 'red'))).json).toEqual([
			['colour', 'unevaluatedProperties'],
		]);
		expect((await send(part('height', '12'))).json).toEqual([['pictures', 'required']]);
	});

	test('truncated multipart', async () => {
		const cut =
			'--B\r\nContent-Disposition: form-data; name="pictures"; filename="a.png"\r\n\r\n12';
		expect((await post('multipart/form-data; boundary=B', cut)).json).toEqual([['', 'syntax']]);
	});

	test('missing', async () => {
		const answer = await get('/v1/plants', { method: 'POST' });
		expect(answer.json).toEqual([['', 'required']]);
	});

	test.each([
		[{ kind: { type: 'tree', height: 3 } }, undefined],
		[
			{ kind: { type: 'tree', hieght: 3 } },
			[
				['kind.height', 'required'],
				['kind.hieght', 'additionalProperties'],
			],
		],
		[{ kind: { type: 'herb', smel: 'sweet' } }, [['kind.smel', 'unevaluatedProperties']]],
		[
			{ kind: { type: 'herb', smell: 1 }, size: 2 },
			[
				['size', 'additionalProperties'],
				['kind.smell', 'type'],
			],
		],
	])('%j: only the problems with the closest shape', async (plant, problems) => {
		const answer = await post('application/json', JSON.stringify(plant));
		expect(answer.status).toBe(problems ? 422 : 201);
		expect(answer.json).toEqual(problems ?? { id: 1 });
	});
});

test('a path outside the contract belongs to the host whose prefix fits', async () => {
	expect((await get('/v1/stones?x=1')).json).toEqual({
		host: 'api',
		path: '/stones',
	});
	expect((await get('/elsewhere')).json).toEqual({
		host: '',
		path: '/elsewhere',
	});
});
