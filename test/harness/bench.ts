/** The bench of all action nodes: runs operations in n8n's engine, in front of a server that a test scripts. */
import type {
	IDataObject,
	INodeExecutionData,
	INodeListSearchResult,
	INodeType,
} from 'n8n-workflow';

import { useClock } from '../../engine/http/clock';
import { type Script, type ScriptedServer, startScriptedServer } from '../engine/scriptedServer';
import { type VirtualClock, virtualClock } from '../engine/virtualClock';
import { type CredentialCase, editorContext, type NodeResult, type NodeRun, runNode } from './n8n';

/** A node, and what its runs have in common. */
export interface Subject {
	node: INodeType;
	/** Evaluated for each run: the server's URL is not known before. None: runs name their `credentials`. */
	credential?: () => CredentialCase;
	/** The resource of operations that are named without one. */
	resource?: string;
}

export interface BenchSetup extends Omit<Subject, 'credential'> {
	credential?: (url: string) => CredentialCase;
	/** The server's answers until a test scripts others. */
	answer?: Script;
}

export interface RunOptions
	extends Pick<NodeRun, 'items' | 'settings' | 'started' | 'executionId' | 'credentials'> {
	/** Fields of the credential that are different in this run. */
	credential?: CredentialCase['data'];
}

export interface Runner {
	/**
	 * @param operation "resource.operation"
	 * @param more the input items alone, or all options
	 */
	run: (
		operation: string,
		parameters?: IDataObject,
		more?: INodeExecutionData[] | RunOptions,
	) => Promise<NodeResult>;
	/** A locator's list as the editor loads it, with the form's present values. */
	list: (
		search: string,
		parameters?: IDataObject,
		filter?: string,
		token?: string,
	) => Promise<INodeListSearchResult>;
	/** The context of the editor's lists and forms. */
	editor: (parameters: IDataObject) => ReturnType<typeof editorContext>;
}

export interface Bench extends Runner {
	server: ScriptedServer;
	/** New for each test, a day after the previous one: back-off and pace are remembered per credential. */
	clock: VirtualClock;
}

/** Runs operations and lists of a node; the caller provides the server. */
export function runnerOf({ node, credential, resource = '' }: Subject): Runner {
	let execution = 0;
	const account = (changes: CredentialCase['data'] = {}): Pick<NodeRun, 'credential'> => {
		if (!credential) return {};
		const { type, data } = credential();
		return { credential: { type, data: { ...data, ...changes } } };
	};
	const editor = (parameters: IDataObject) => editorContext({ node, parameters, ...account() });
	return {
		editor,
		run: async (operation, parameters = {}, more = {}) => {
			const { credential: changes, ...options } = Array.isArray(more) ? { items: more } : more;
			const [first, second] = operation.split('.');
			const named = second ? { resource: first, operation: second } : { resource, operation };
			return await runNode({
				node,
				parameters: { ...named, ...parameters },
				executionId: String(++execution),
				...account(changes),
				...options,
			});
		},
		list: async (search, parameters = {}, filter, token) => {
			const method = node.methods?.listSearch?.[search];
			if (!method) throw new Error(`There is no list "${search}"`);
			return await method.call(editor(parameters), filter, token);
		},
	};
}

/** Registers the hooks of a test file: one server for all its tests, a new clock for each. */
export function useBench({ credential, answer, ...subject }: BenchSetup): Bench {
	// The hooks set `server` and `clock`.
	const bench = runnerOf({
		...subject,
		...(credential ? { credential: () => credential(bench.server.url) } : {}),
	}) as Bench;
	let day = Date.parse('2026-01-01T00:00:00Z');
	let restore = () => {};
	beforeAll(async () => {
		bench.server = await startScriptedServer();
	});
	afterAll(async () => await bench.server.stop());
	beforeEach(() => {
		bench.server.reset();
		if (answer) bench.server.script(answer);
		day += 86_400_000;
		bench.clock = virtualClock(day);
		restore = useClock(bench.clock);
	});
	afterEach(() => restore());
	return bench;
}
