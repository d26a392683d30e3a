import type { FastifyInstance } from 'fastify';
import type { FaultRule, Faults } from './faults';
import type { FileShelf } from './files';
import { type PageControls, registerPage } from './page';
import type { NewTarget, ReceivedRequest, WebhookAuth, WebhookTarget } from './types';
import { asDict, asHeaders, asText, asTexts, isDict, plain } from './values';
import type { Delivery } from './webhooks';

/** What the control API does, as functions. */
export interface Controls extends PageControls {
	providers(): string[];
	received(provider?: string): ReceivedRequest[];
	forgetReceived(): void;
	deliveries(provider?: string): Delivery[];
	state(provider: string): unknown;
	reset(): void;
	faults: Faults;
	limit(provider: string, perMinute: number | undefined): void;
	targets(provider: string): WebhookTarget[];
	addTarget(provider: string, target: NewTarget): WebhookTarget;
	removeTarget(id: string): boolean;
	settled(): Promise<void>;
	files: FileShelf;
}

interface ByProvider {
	Params: { provider: string };
}
interface ById {
	Params: { id: string };
}
interface Filtered {
	Querystring: { provider?: string };
}

/** The page and the control API below `/_sandbox`, and the files that the sandbox serves. */
export function registerControl(app: FastifyInstance, controls: Controls): void {
	app.setErrorHandler((error, _request, reply) => {
		const refused = error instanceof TypeError;
		reply.code(refused ? 400 : 500).send({
			error: error instanceof Error ? error.message : String(error),
		});
	});
	app.addHook<ByProvider>('preHandler', async (request, reply) => {
		const { provider } = request.params;
		if (provider !== undefined && !controls.providers().includes(provider)) {
			return reply.code(404).send({ error: `no provider ${provider}` });
		}
		return undefined;
	});

	registerPage(app, controls);
	app.get<Filtered>('/received', (request) => controls.received(request.query.provider));
	app.delete('/received', () => {
		controls.forgetReceived();
		return { ok: true };
	});
	app.get<Filtered>('/deliveries', (request) => controls.deliveries(request.query.provider));
	app.get<ByProvider>('/state/:provider', (request) =>
		plain(controls.state(request.params.provider)),
	);
	app.post('/reset', () => {
		controls.reset();
		return { ok: true };
	});
	app.post('/settled', async () => {
		await controls.settled();
		return { ok: true };
	});

	app.get('/faults', () => controls.faults.list());
	app.post('/faults', (request, reply) => {
		const rules: unknown[] = Array.isArray(request.body) ? request.body : [request.body];
		reply.code(201);
		return { ids: rules.map((rule) => controls.faults.add(rule as FaultRule)) };
	});
	app.delete('/faults', () => {
		controls.faults.clear();
		return { ok: true };
	});
	app.delete<ById>('/faults/:id', (request) => ({ ok: controls.faults.remove(request.params.id) }));

	app.post<ByProvider>('/:provider/limit', (request) => {
		const { perMinute } = asDict(request.body);
		controls.limit(request.params.provider, typeof perMinute === 'number' ? perMinute : undefined);
		return { ok: true };
	});
	app.get<ByProvider>('/:provider/webhooks', (request) =>
		controls.targets(request.params.provider),
	);
	app.post<ByProvider>('/:provider/webhooks', (request, reply) => {
		reply.code(201);
		return controls.addTarget(request.params.provider, toTarget(request.body));
	});
	app.delete<ByProvider & ById>('/:provider/webhooks/:id', (request) => ({
		ok: controls.removeTarget(request.params.id),
	}));
	app.post<ByProvider>('/:provider/events', (request, reply) => {
		const { event, ...input } = asDict(request.body);
		reply.code(202);
		return plain(controls.happen(request.params.provider, asText(event), input) ?? {});
	});

	app.get<{ Params: { name: string } }>('/files/:name', (request, reply) => {
		const file = controls.files.get(request.params.name);
		if (!file) return reply.code(404).send({ error: 'no such file' });
		return reply.header('content-type', file.mimeType).send(file.bytes);
	});
}

/** Reads an address as a panel would take it; a TypeError says what is wrong. */
function toTarget(body: unknown): NewTarget {
	const fields = asDict(body);
	if (!URL.canParse(asText(fields.url))) throw new TypeError('url must be an absolute URL');
	const encoding = fields.encoding ?? 'json';
	if (encoding !== 'json' && encoding !== 'form' && encoding !== 'multipart') {
		throw new TypeError('encoding must be json, form or multipart');
	}
	return {
		url: asText(fields.url),
		encoding,
		auth: toAuth(fields.auth),
		events: asTexts(fields.events),
		headers: asHeaders(fields.headers),
		settings: asDict(fields.settings),
	};
}

function toAuth(value: unknown): WebhookAuth {
	if (value === undefined || value === null) return { kind: 'none' };
	const auth = asDict(value);
	switch (isDict(value) ? auth.kind : undefined) {
		case 'none':
			return { kind: 'none' };
		case 'header':
			return { kind: 'header', name: asText(auth.name), value: asText(auth.value) };
		case 'basic':
			return {
				kind: 'basic',
				username: asText(auth.username),
				password: asText(auth.password),
			};
		default:
			throw new TypeError('auth.kind must be none, header or basic');
	}
}
