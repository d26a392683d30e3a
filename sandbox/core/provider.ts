import { loadContract } from './contract';
import type {
	Provider,
	ProviderContext,
	ProviderDefinition,
	RunningProvider,
	Services,
} from './types';

/** Makes a provider out of its definition. The state's type stays inside. */
export function defineProvider<S>(definition: ProviderDefinition<S>): Provider<S> {
	return {
		info: definition,
		start: (services) => startProvider(definition, services),
	};
}

function startProvider<S>(
	definition: ProviderDefinition<S>,
	services: Services,
): RunningProvider<S> {
	const { name } = definition;
	const url = (host: string): string =>
		`${services.baseUrl()}/${name}${definition.hosts[host] ?? ''}`;
	const create = (): Pick<ProviderContext<S>, 'state' | 'ids'> => {
		const ids = services.ids(name);
		return { ids, state: definition.createState({ ids, now: services.now(), url }) };
	};
	let current = create();
	const context: ProviderContext<S> = {
		get state() {
			return current.state;
		},
		get ids() {
			return current.ids;
		},
		files: services.files,
		stageMs: services.stageMs,
		now: services.now,
		url,
		emit: (event) => services.emit(name, definition.dialect ?? {}, event),
		later: services.later,
		targets: services.targets(name),
	};
	return {
		get state() {
			return current.state;
		},
		contract:
			typeof definition.contract === 'string'
				? loadContract(definition.contract)
				: definition.contract,
		authenticate: (request) => definition.authenticate(request, context),
		handler(operationId) {
			const handler = Object.hasOwn(definition.handlers, operationId)
				? definition.handlers[operationId]
				: undefined;
			return handler && ((request) => handler(request, context));
		},
		happen(happening, input) {
			const run = Object.hasOwn(definition.happenings, happening)
				? definition.happenings[happening]
				: undefined;
			if (run) return run(input, context);
			const known = Object.keys(definition.happenings).join(', ');
			throw new TypeError(`${name} knows the events ${known}; not ${happening}`);
		},
		chats: () => ({
			owns: definition.phone?.owns(context) ?? [],
			chats: definition.phone?.chats(context) ?? [],
		}),
		reset() {
			current = create();
		},
	};
}
