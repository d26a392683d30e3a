/** What has to be chosen in a form so that each of its fields is shown once. */
import type { IDataObject } from 'n8n-workflow';

import type { Field, FieldGroup } from '../../engine/define/types';

/** Path of a field to the value that it must have. */
export type Assignment = Map<string, unknown>;

export interface Goal {
	label: string;
	assigned: Assignment;
	/** Fields that are left out because another one of their group is filled. */
	left: Set<string>;
}

export const NO_CHOICE: Goal = { label: '', assigned: new Map(), left: new Set() };

interface Condition {
	name: string;
	values: unknown[];
	/** False for `hide`. */
	shows: boolean;
}

interface Scope {
	prefix: string;
	fields: Field[];
}

/** When the field shows, as lists of values. @throws Error for conditions of another form */
export function conditionsOf(field: Field): Condition[] {
	const read = (rules: object | undefined, shows: boolean) =>
		Object.entries(rules ?? {}).map(([name, values]) => {
			const list = values as unknown[];
			if (!Array.isArray(values) || list.some((one) => typeof one === 'object' && one !== null))
				throw new Error(`${field.name}: conditions other than lists of values are not sampled`);
			return { name: name.replace(/^\//, ''), values: list, shows };
		});
	return [
		...read(field.displayOptions?.show, true),
		...read(field.displayOptions?.hide, false),
	].filter(({ name }) => !name.startsWith('@'));
}

export const holds = ({ name, values, shows }: Condition, context: IDataObject): boolean =>
	values.includes(context[name]) === shows;

/** False for a field that is left out in favour of another. */
export const keptOf = (goal: Goal, path: string): boolean => !goal.left.has(path);

/**
 * The first goal chooses nothing. One follows for each value of each field on which others depend,
 * for each field that is shown only sometimes, and for each field that excludes others.
 */
export function goalsOf(form: Field[], apart: string[][]): Goal[] {
	const wanted: Assignment[] = [new Map()];
	const needs = new Map<string, Assignment>();
	collect([{ prefix: '', fields: form }], new Map(), wanted, needs);
	const goals = wanted.map((assigned) => goal(assigned, apart));
	for (const [, ...others] of apart)
		for (const path of others) {
			const known = needs.get(path);
			if (!known) throw new Error(`"${path}" is set apart but is no field`);
			goals.push(goal(known, apart, path));
		}
	const distinct = new Map<string, Goal>();
	for (const one of goals) {
		const key = JSON.stringify([[...one.assigned].sort(), [...one.left].sort()]);
		if (!distinct.has(key)) distinct.set(key, one);
	}
	return [...distinct.values()];
}

function goal(assigned: Assignment, apart: string[][], preferred?: string): Goal {
	const within = (path: string, member: string) => path === member || path.startsWith(`${member}.`);
	const left = apart.flatMap((group) => {
		const chosen =
			group.find((member) => member === preferred) ??
			group.find((member) => [...assigned.keys()].some((path) => within(path, member))) ??
			group[0];
		return group.filter((member) => member !== chosen);
	});
	const label = [...assigned].map(([path, value]) => `${path}=${String(value)}`);
	if (preferred) label.push(`with ${preferred}`);
	return { label: label.join(', '), assigned, left: new Set(left) };
}

function collect(
	scopes: Scope[],
	base: Assignment,
	wanted: Assignment[],
	needs: Map<string, Assignment>,
): void {
	const scope = scopes.at(-1) as Scope;
	const steering = new Set(
		scope.fields.flatMap((field) =>
			[field, ...descendants(field)].flatMap((one) => conditionsOf(one).map(({ name }) => name)),
		),
	);
	for (const field of scope.fields) {
		const path = scope.prefix + field.name;
		const own = new Map([...base, ...requirements(field, scopes)]);
		needs.set(path, own);
		if (conditionsOf(field).length) wanted.push(own);
		if (steering.has(field.name))
			for (const value of valuesOf(field, scope.fields))
				wanted.push(new Map([...own, [path, value]]));
		for (const fields of inner(field))
			collect([...scopes, { prefix: `${path}.`, fields }], own, wanted, needs);
	}
}

/** The fields below a field, a list for each group. */
function inner(field: Field): Field[][] {
	if (field.type === 'collection') return [(field.options ?? []) as Field[]];
	if (field.type === 'fixedCollection')
		return ((field.options ?? []) as FieldGroup[]).map(({ values }) => values);
	return [];
}

const descendants = (field: Field): Field[] =>
	inner(field).flatMap((fields) => fields.flatMap((one) => [one, ...descendants(one)]));

/** The values that the fields above must have for this one to be shown. */
function requirements(field: Field, scopes: Scope[]): Assignment {
	const out: Assignment = new Map();
	for (const { name, values, shows } of conditionsOf(field)) {
		const scope = scopes.findLast(({ fields }) => fields.some((one) => one.name === name));
		const controller = scope?.fields.find((one) => one.name === name && one !== field);
		if (!scope || !controller)
			throw new Error(`"${field.name}" depends on "${name}", which is not in this form`);
		const fits = (value: unknown) => values.includes(value) === shows;
		const value = fits(controller.default)
			? controller.default
			: valuesOf(controller, scope.fields).find(fits);
		if (value === undefined)
			throw new Error(`"${field.name}" is never shown: no value of "${name}" fits`);
		for (const [path, needed] of requirements(
			controller,
			scopes.slice(0, scopes.indexOf(scope) + 1),
		))
			out.set(path, needed);
		out.set(scope.prefix + name, value);
	}
	return out;
}

/** The values that a steering field can have. */
function valuesOf(field: Field, siblings: Field[]): unknown[] {
	if (field.type === 'boolean') return [true, false];
	const listed = ((field.options ?? []) as Array<{ value?: unknown }>).map(({ value }) => value);
	if (field.type === 'options' && listed.length) return listed;
	const named = siblings.flatMap((one) =>
		conditionsOf(one).flatMap(({ name, values }) => (name === field.name ? values : [])),
	);
	return [...new Set(named)];
}
