/** Workflows made in code: nodes with what n8n wants of each, and how they are connected. */
import { randomUUID } from 'node:crypto';
import type { IConnection, IConnections, INode } from 'n8n-workflow';
import type { WorkflowFile } from './api';

export const PACKAGE = 'n8n-nodes-messaging-gateways';

type NewNode = Pick<INode, 'name' | 'type'> & Partial<INode>;

/** A node of version 1 without parameters, unless said otherwise. */
export const makeNode = (node: NewNode): INode => ({
	id: randomUUID(),
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
	...node,
});

/** Credentials of these types: which ones, is filled in when the workflow is saved. */
export const credentialsOf = (...types: string[]): INode['credentials'] =>
	Object.fromEntries(types.map((type) => [type, { id: null, name: type }]));

/** A resource locator's value, entered by ID. */
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** The one connection of a node: to the named one. */
export const to = (
	node: string,
	type: 'main' | 'ai_tool' | 'ai_languageModel' = 'main',
): Record<string, IConnection[][]> => ({ [type]: [[{ node, type, index: 0 }]] });

/** A workflow as it is imported. */
export const makeWorkflow = (
	name: string,
	nodes: INode[],
	connections: IConnections,
): WorkflowFile => ({ name, nodes, connections, settings: { executionOrder: 'v1' } });

/** Nodes in a row, each connected to the next. */
export function chain(name: string, nodes: readonly NewNode[]): WorkflowFile {
	const made = nodes.map((node, at) => makeNode({ position: [at * 220, 0], ...node }));
	const connections = Object.fromEntries(
		made.slice(1).map((next, at) => [made[at]?.name ?? '', to(next.name)]),
	);
	return makeWorkflow(name, made, connections);
}
