/** The nodes that the package publishes, as n8n gets them. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import type {
	ICredentialType,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeType,
} from 'n8n-workflow';

const ROOT = join(__dirname, '..', '..');

export interface PublishedNode {
	/** Class and file name, such as `MyOperatorTrigger`. */
	name: string;
	node: INodeType;
}

/** Every node that package.json lists. */
export const publishedNodes = (): PublishedNode[] =>
	listed<INodeType>('nodes', '.node.js').map(({ name, made }) => ({ name, node: made }));

/** The credentials that package.json names. */
export const publishedCredentials = (): ICredentialType[] =>
	listed<ICredentialType>('credentials', '.credentials.js').map(({ made }) => made);

function listed<Made>(key: 'nodes' | 'credentials', suffix: string) {
	const { n8n } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
		n8n: Record<typeof key, string[]>;
	};
	return n8n[key].map((file) => {
		const name = basename(file, suffix);
		const source = join(ROOT, file.replace(/^dist\//, '').replace(/\.js$/, '.ts'));
		// eslint-disable-next-line @typescript-eslint/no-require-imports -- the list is known at run time
		const module = require(source) as Record<string, (new () => Made) | undefined>;
		const Class = module[name];
		if (!Class) throw new Error(`${source} has no class ${name}`);
		return { name, made: new Class() };
	});
}

/** A property with its position in the form. */
export interface Placed {
	property: INodeProperties;
	/** Names from the node down, such as `additionalFields.buttons.text`. */
	path: string;
	/** The properties beside it, itself included. */
	siblings: INodeProperties[];
	/** From the node's own properties down to the parent. */
	parents: INodeProperties[];
}

/** Every property of a node, those in collections and rows included. */
export function allProperties(
	siblings: INodeProperties[],
	parents: INodeProperties[] = [],
): Placed[] {
	return siblings.flatMap((property) => {
		const path = [...parents, property].map(({ name }) => name).join('.');
		const below = childrenOf(property).flatMap((children) =>
			allProperties(children, [...parents, property]),
		);
		return [{ property, path, siblings, parents }, ...below];
	});
}

/** The lists of properties below one: one list for each group of a fixedCollection. */
export function childrenOf({ type, options = [] }: INodeProperties): INodeProperties[][] {
	if (type === 'collection') return [options as INodeProperties[]];
	if (type === 'fixedCollection')
		return (options as INodePropertyCollection[]).map(({ values }) => values);
	return [];
}

/** The fixed choices of a field; none for collections, whose options are fields. */
export function optionsOf({ type, options = [] }: INodeProperties): INodePropertyOptions[] {
	return type === 'options' || type === 'multiOptions' ? (options as INodePropertyOptions[]) : [];
}
