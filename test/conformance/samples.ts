/**
 * Parameter sets for an operation, made from its descriptor alone: only what is required, everything
 * filled, and both again for each value of each field on which others depend, also inside rows and
 * forms. Further sets are made until every choice was sent once.
 */
import type { IDataObject } from 'n8n-workflow';

import { formOf } from '../../engine/editor/describe';
import type { Field, FieldGroup, Operation, Resource } from '../../engine/define/types';
import {
	type Assignment,
	conditionsOf,
	type Goal,
	goalsOf,
	holds,
	keptOf,
	NO_CHOICE,
} from './goals';
import { candidates, type SampleFile, sampleFile } from './sampleValues';

/** What can't be read from a descriptor. Fields are named by path (`additionalFields.buttons.type`). */
export interface Override {
	/** Raw parameter values. */
	values?: Record<string, unknown>;
	/** Several raw values for one field, each sent once. */
	choices?: Record<string, unknown[]>;
	/** Fields that exclude each other: one of each group is filled at a time. */
	apart?: string[][];
	/** Optional fields without which the others are refused. */
	needed?: string[];
	/** Further sets: what is required, and these parameters over it. */
	more?: Record<string, IDataObject>;
	/** Routes beside the descriptor's own that the operation may take, as `PUT /path/{id}`. */
	routes?: string[];
	/** Name of the contract's example that answers, where it has several. */
	example?: string;
	/** MIME type of the sample file. */
	mimeType?: string;
}

/** By `resource.operation`, `resource.*` or `*`; all that match are merged. */
export type Overrides = Record<string, Override>;

export interface ParameterSet {
	/** Says in words what is special, such as `filled, headerType=url`. */
	label: string;
	parameters: IDataObject;
	files: SampleFile[];
}

export function overrideFor(overrides: Overrides, resource: string, operation: string): Override {
	const found = ['*', `${resource}.*`, `${resource}.${operation}`].map((key) => overrides[key]);
	return found.reduce<Override>(
		(all, one) => ({
			...all,
			...one,
			values: { ...all.values, ...one?.values },
			choices: { ...all.choices, ...one?.choices },
			apart: [...(all.apart ?? []), ...(one?.apart ?? [])],
			needed: [...(all.needed ?? []), ...(one?.needed ?? [])],
		}),
		{},
	);
}

type Mode = 'required' | 'filled';

/** All parameter sets of an operation, without repeats. */
export function parameterSets(
	resource: Resource,
	operation: Operation,
	override: Override = {},
): ParameterSet[] {
	const maker = new SetMaker(formOf(operation), override);
	const fixed = { resource: resource.value, operation: operation.value };
	const sets = new Map<string, ParameterSet>();
	const add = (label: string, { parameters, files }: Omit<ParameterSet, 'label'>) => {
		const key = JSON.stringify(parameters);
		if (!sets.has(key)) sets.set(key, { label, parameters: { ...fixed, ...parameters }, files });
	};
	for (const goal of goalsOf(formOf(operation), override.apart ?? [])) {
		// An update needs a change: it has only filled sets.
		if (!operation.updates?.length)
			add(['required only', goal.label].filter(Boolean).join(', '), maker.make('required', goal));
		do {
			add(['filled', goal.label].filter(Boolean).join(', '), maker.make('filled', goal));
		} while (maker.choicesLeft);
	}
	for (const [label, parameters] of Object.entries(override.more ?? {})) {
		const needed = maker.make('required', NO_CHOICE);
		add(label, {
			parameters: { ...needed.parameters, ...parameters },
			files: [...needed.files, sampleFile(undefined, override.mimeType)],
		});
	}
	return [...sets.values()];
}

class SetMaker {
	/** True when a field of the set that was made last has choices that no set had yet. */
	choicesLeft = false;

	private readonly used = new Map<string, number>();

	private files: SampleFile[] = [];

	constructor(
		private readonly form: Field[],
		private readonly override: Override,
	) {}

	make(mode: Mode, goal: Goal): Omit<ParameterSet, 'label'> {
		this.choicesLeft = false;
		this.files = [];
		const parameters = this.fill(this.form, '', mode, goal, {});
		return { parameters, files: this.files };
	}

	private fill(
		fields: Field[],
		prefix: string,
		mode: Mode,
		goal: Goal,
		outer: IDataObject,
	): IDataObject {
		const { assigned } = goal;
		const controllers = new Set(
			fields.flatMap((field) => conditionsOf(field).map(({ name }) => name)),
		);
		const context: IDataObject = { ...outer };
		for (const field of fields) {
			const path = prefix + field.name;
			context[field.name] = (assigned.get(path) ?? field.default) as IDataObject[string];
		}
		const out: IDataObject = {};
		for (const field of fields) {
			const path = prefix + field.name;
			if (!conditionsOf(field).every((condition) => holds(condition, context))) continue;
			if (keptOf(goal, path) === false) continue;
			if (mode === 'required' && !this.isNeeded(field, path, assigned)) continue;
			const steers = controllers.has(field.name) || assigned.has(path);
			const value = steers
				? (assigned.get(path) ?? field.default)
				: this.sample(field, path, mode, goal, context);
			if (value !== undefined) out[field.name] = value as IDataObject[string];
		}
		return out;
	}

	private isNeeded(field: Field, path: string, assigned: Assignment): boolean {
		const holdsAssigned = [...assigned.keys()].some(
			(key) => key === path || key.startsWith(`${path}.`),
		);
		const isListed = (this.override.needed ?? []).some(
			(entry) => entry === path || entry.startsWith(`${path}.`),
		);
		return field.required === true || holdsAssigned || isListed;
	}

	private sample(
		field: Field,
		path: string,
		mode: Mode,
		goal: Goal,
		context: IDataObject,
	): unknown {
		const { values = {}, choices = {} } = this.override;
		for (const key of [path, field.name]) {
			if (key in values) return structuredClone(values[key]);
			if (choices[key]) return structuredClone(this.pick(path, choices[key], mode));
		}
		if (field.type === 'collection') {
			const children = this.fill((field.options ?? []) as Field[], `${path}.`, mode, goal, context);
			return Object.keys(children).length ? children : undefined;
		}
		if (field.type === 'fixedCollection') return this.group(field, path, mode, goal, context);
		if (field.send?.in === 'file' || field.send?.signedUrl) {
			const made = sampleFile(field, this.override.mimeType);
			this.files.push(made);
			return made.property;
		}
		const found = candidates(field);
		return found.length ? this.pick(path, found, mode) : undefined;
	}

	private group(
		field: Field,
		path: string,
		mode: Mode,
		goal: Goal,
		context: IDataObject,
	): IDataObject {
		const several = field.typeOptions?.multipleValues === true;
		const all = (field.options ?? []) as FieldGroup[];
		const groups = several ? all : all.slice(0, 1);
		const rows = Math.max(1, field.limits?.minItems ?? 1);
		return Object.fromEntries(
			groups.map((group) => {
				const row = () => this.fill(group.values, `${path}.`, mode, goal, context);
				return [group.name, several ? Array.from({ length: rows }, row) : row()];
			}),
		);
	}

	/** In filled sets the next value that was not sent yet, otherwise the first. */
	private pick(path: string, values: unknown[], mode: Mode): unknown {
		if (mode === 'required') return values[0];
		const next = this.used.get(path) ?? 0;
		this.used.set(path, next + 1);
		if (next + 1 < values.length) this.choicesLeft = true;
		return values[next % values.length];
	}
}
