/** How n8n finds nodes and describes them to models: with n8n's own modules, as installed below e2e/. */
import { createRequire } from 'node:module';
import path from 'node:path';
import type { ListedNodeType } from './api';

const load = createRequire(path.resolve(__dirname, '../node_modules/n8n/package.json'));

interface SublimeSearch {
	sublimeSearch<T>(query: string, entries: T[]): Array<{ item: T }>;
}
interface NodeCatalog {
	NodeTypeParser: new (types: ListedNodeType[]) => {
		searchNodeTypes(query: string, limit: number): Array<{ id: string }>;
	};
}
interface WorkflowSdk {
	generateNodeTypeFile(type: ListedNodeType): string;
}

/** n8n's own nodes hide some types; the variants for agents are never listed by themselves. */
const isListed = ({ hidden, name }: ListedNodeType) => !hidden && !/(?:Hitl)?Tool$/.test(name);
const isTrigger = ({ group }: ListedNodeType) => group.includes('trigger');
const titleOf = ({ displayName }: ListedNodeType) => displayName.replace(/ Trigger$/, '');

/** The node creator's entries: a trigger is merged into the action node of the same name. */
function editorEntries(types: readonly ListedNodeType[]) {
	const listed = types.filter(isListed);
	const actions = listed.filter((type) => !isTrigger(type));
	const names = new Set(actions.map(titleOf));
	const triggers = listed.filter((type) => isTrigger(type) && !names.has(titleOf(type)));
	return [...actions, ...triggers].map((type) => ({
		properties: {
			displayName: titleOf(type),
			name: type.name,
			codex: { alias: [...(type.codex?.alias ?? []), type.displayName] },
		},
	}));
}

/** Names of the node types that the editor's search shows first for a query, best first. */
export function editorSearch(types: readonly ListedNodeType[]): (query: string) => string[] {
	const { sublimeSearch } = load('@n8n/utils/search/sublime-search') as SublimeSearch;
	const entries = editorEntries(types);
	return (query) => sublimeSearch(query, entries).map(({ item }) => item.properties.name);
}

/** Names of the node types that n8n's workflow builder and MCP server get for a query, best first. */
export function builderSearch(
	types: readonly ListedNodeType[],
): (query: string, limit: number) => string[] {
	const { NodeTypeParser } = load('@n8n/ai-utilities/node-catalog') as NodeCatalog;
	const parser = new NodeTypeParser(types.filter(isListed));
	return (query, limit) => parser.searchNodeTypes(query, limit).map(({ id }) => id);
}

/** The type definition that n8n's workflow builder is handed for a node. */
export function typeDefinition(type: ListedNodeType): string {
	return (load('@n8n/workflow-sdk') as WorkflowSdk).generateNodeTypeFile(type);
}
