/** Every text that a person can see in the nodes and credentials, with its place. */
import type { ICredentialType, INodeProperties, INodeType } from 'n8n-workflow';

import type { Advice, Provider } from '../../engine/define/types';
import { childrenOf, optionsOf } from '../package/nodes';

export type TextKind =
	| 'label'
	| 'description'
	| 'placeholder'
	| 'hint'
	| 'option'
	| 'option description'
	| 'action'
	| 'operation description'
	| 'notice'
	| 'advice';

export interface Text {
	/** Such as "Whapi > Message > Send Text". */
	section: string;
	/** Labels from the form down, empty for the operation itself. */
	path: string[];
	kind: TextKind;
	text: string;
	/** The field that has it. */
	property?: INodeProperties;
}

/** All texts of a node by operation; trigger nodes are one section. */
export function nodeTexts(name: string, { description }: INodeType): Text[] {
	const { properties } = description;
	const operations = properties.filter((property) => property.name === 'operation');
	const resources = properties.find((property) => property.name === 'resource');
	const own = properties.filter(
		(property) => !['resource', 'operation'].includes(property.name) && !scopeOf(property),
	);
	const head: Text[] = [
		{
			section: name,
			path: [],
			kind: 'operation description',
			text: description.description,
		},
		...own.flatMap((property) => fieldTexts(name, [], property)),
	];
	const inOperations = operations.flatMap((property) => {
		const resource = String(property.displayOptions?.show?.resource?.[0] ?? '');
		const shownAs = resources && optionsOf(resources).find(({ value }) => value === resource);
		return optionsOf(property).flatMap((operation): Text[] => {
			const section = [name, shownAs?.name ?? resource, operation.name].join(' > ');
			const fields = properties.filter((field) => {
				const scope = scopeOf(field);
				return scope?.resource.includes(resource) && scope.operation.includes(operation.value);
			});
			return [
				{ section, path: [], kind: 'action', text: operation.action ?? '' },
				{
					section,
					path: [],
					kind: 'operation description',
					text: operation.description ?? '',
				},
				...fields.flatMap((field) => fieldTexts(section, [], field)),
			];
		});
	});
	const resourceTexts = resources
		? optionsOf(resources).map(
				(option): Text => ({
					section: name,
					path: ['Resource', option.name],
					kind: 'option description',
					text: option.description ?? '',
				}),
			)
		: [];
	return [...head, ...resourceTexts, ...inOperations];
}

function scopeOf({ displayOptions }: INodeProperties) {
	const { resource, operation } = displayOptions?.show ?? {};
	return resource && operation ? { resource, operation } : undefined;
}

/** A field's own texts, then those of its options and of the fields inside it. */
function fieldTexts(section: string, above: string[], property: INodeProperties): Text[] {
	const path = [...above, property.displayName];
	const one = (kind: TextKind, text: string | undefined, at = path): Text[] =>
		text ? [{ section, path: at, kind, text, property }] : [];
	if (property.type === 'notice' || property.type === 'callout')
		return one('notice', property.displayName, above);
	return [
		...one('label', property.displayName),
		...one('description', property.description),
		...one('placeholder', property.placeholder),
		...one('hint', property.hint),
		...(property.modes ?? []).flatMap((mode) => [
			...one('option', mode.displayName),
			...one('placeholder', mode.placeholder),
			...one('hint', mode.hint),
		]),
		...optionsOf(property).flatMap((option) => [
			...one('option', option.name, [...path, option.name]),
			...one('option description', option.description, [...path, option.name]),
		]),
		...childrenOf(property).flatMap((children) =>
			children.flatMap((child) => fieldTexts(section, path, child)),
		),
	];
}

/** What the errors advise: the provider's table and what single operations add to it. */
export function adviceTexts(node: string, provider: Provider): Text[] {
	const of = (section: string, table: Record<string, Advice>): Text[] =>
		Object.entries(table).map(([code, { what, todo }]) => ({
			section,
			path: [code],
			kind: 'advice',
			text: what ? `${what}. ${todo}` : todo,
		}));
	return [
		...of(`${node} > Errors`, provider.advice),
		...provider.resources.flatMap((resource) =>
			resource.operations.flatMap((operation) =>
				of(`${node} > ${resource.name} > ${operation.name} > Errors`, operation.advice ?? {}),
			),
		),
	];
}

/** The texts of a credential's form. */
export const credentialTexts = ({ displayName, properties }: ICredentialType): Text[] =>
	properties.flatMap((property) => fieldTexts(displayName, [], property));

/** Operations that share a field share its texts. */
export function distinct(texts: Text[]): Text[] {
	const seen = new Set<string>();
	return texts.filter(({ section, path, kind, text }) => {
		const key = JSON.stringify([section.split(' > ')[0], path, kind, text]);
		return !seen.has(key) && seen.add(key);
	});
}
