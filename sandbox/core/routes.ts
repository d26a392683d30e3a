import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ContractOperation } from './contract';
import { cutBeforeRead, serve, type Pipeline, type Routed } from './pipeline';

/**
 * Puts every operation of a provider's contract on the server, below `/<name><host prefix>`, plus a
 * catch-all below `/<name>` for what the contract does not have.
 */
export function registerRoutes(app: FastifyInstance, pipeline: Pipeline): void {
	const { name, hosts } = pipeline.provider.info;
	for (const operation of pipeline.running.contract.operations) {
		const prefix = hosts[operation.host];
		if (prefix === undefined) {
			throw new Error(
				`${name} has no host ${operation.host}, which ${operation.operationId} needs`,
			);
		}
		const { pattern, names } = toPattern(operation);
		const root = `/${name}${prefix}`;
		app.route({
			method: operation.method,
			url: root + pattern,
			...actions(pipeline, (raw) => ({
				host: operation.host,
				path: pathOf(raw.url).slice(root.length),
				operation,
				params: Object.fromEntries(
					names.map((parameter, index) => [parameter, valueOf(raw.params, `p${index}`)]),
				),
			})),
		});
	}
	app.register(
		(scope, _options, done) => {
			const unknown = actions(pipeline, (raw) => ({
				...hostAndPath(pipeline, raw.url),
				operation: undefined,
				params: {},
			}));
			scope.all('/*', unknown);
			done();
		},
		{ prefix: `/${name}` },
	);
}

interface Actions {
	onRequest(raw: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined>;
	handler(raw: FastifyRequest, reply: FastifyReply): Promise<FastifyReply>;
}

function actions(pipeline: Pipeline, route: (raw: FastifyRequest) => Routed): Actions {
	return {
		async onRequest(raw, reply) {
			return cutBeforeRead(pipeline, route(raw), raw, reply) ? reply : undefined;
		},
		handler: (raw, reply) => serve(pipeline, route(raw), raw, reply),
	};
}

/** `/groups/{GroupID}/admins` as Fastify writes it. Own parameter names, since a contract's may clash. */
function toPattern(operation: ContractOperation): { pattern: string; names: string[] } {
	const names: string[] = [];
	const pattern = operation.path
		.split(/(\{[^}]+\})/)
		.map((part) => {
			if (!part.startsWith('{')) return part.replace(/:/g, '::');
			names.push(part.slice(1, -1));
			return `:p${names.length - 1}`;
		})
		.join('');
	return { pattern, names };
}

function pathOf(url: string): string {
	return url.replace(/\?.*$/s, '');
}

function valueOf(params: unknown, key: string): string {
	const value = typeof params === 'object' && params !== null ? Reflect.get(params, key) : '';
	return typeof value === 'string' ? value : '';
}

/** The host whose prefix fits best, for a path that is no operation. */
function hostAndPath(pipeline: Pipeline, url: string): { host: string; path: string } {
	const { name, hosts } = pipeline.provider.info;
	const path = pathOf(url).slice(name.length + 1);
	const fitting = Object.entries(hosts)
		.filter(([, prefix]) => path.startsWith(prefix))
		.sort(([, a], [, b]) => b.length - a.length)[0];
	return fitting ? { host: fitting[0], path: path.slice(fitting[1].length) } : { host: '', path };
}
