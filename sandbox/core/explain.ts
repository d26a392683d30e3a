import type { ErrorObject, ValidateFunction } from 'ajv';
import { escape, valueAt } from './pointer';
import { asDict, asText, at, isDict, type Dict } from './values';

/** One thing in a request that the contract does not allow. */
export interface Problem {
	where: 'path' | 'query' | 'header' | 'body' | 'contentType' | 'syntax';
	/** Dotted name of the field, '' for the whole. */
	field: string;
	/** Ajv's keyword (`required`, `type`, `enum`, ...). */
	keyword: string;
	message: string;
	/** Parameter of the keyword: the missing name, the allowed values, the limit. */
	params: Dict;
}

/** A problem with a whole part of a request, not with a field. */
export function whole(where: Problem['where'], keyword: string, message: string): Problem {
	return { where, field: '', keyword, message, params: {} };
}

/** Ajv's errors in words, without those that only follow from others. */
export function toProblems(errors: ErrorObject[], where: Problem['where']): Problem[] {
	// "Must match one of" adds nothing to the reasons that are reported with it, and after any other
	// mistake correct fields count as unevaluated too.
	const vague = ['oneOf', 'anyOf', 'if', 'unevaluatedProperties'];
	const telling = errors.filter((error) => !vague.includes(error.keyword));
	return (telling.length > 0 ? telling : errors).map((error) => {
		const params = asDict(error.params);
		const name = asText(
			params.missingProperty ?? params.additionalProperty ?? params.unevaluatedProperty,
		);
		const parent = error.instancePath
			.slice(1)
			.split('/')
			.map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'))
			.join('.');
		return {
			where,
			field: [parent, name].filter((part) => part !== '').join('.'),
			keyword: error.keyword,
			message: error.message ?? error.keyword,
			params,
		};
	});
}

/** Where a value may have one of several shapes. */
interface Choice {
	branches: string[];
	/** Dotted place in the value, '' for the whole. */
	place: string;
}

/**
 * What is wrong with a value. Where the schema offers several shapes and none fits, only the one that
 * comes closest is reported: Ajv alone reports what is wrong with each of them.
 */
export function explain(
	document: Dict,
	pointer: string,
	value: unknown,
	compile: (pointer: string) => ValidateFunction,
): Problem[] {
	const validate = compile(pointer);
	if (validate(value)) return [];
	const errors = validate.errors ?? [];
	const choice = choices(document, pointer, value).find(({ branches, place }) => {
		const part = place === '' ? value : at(value, place);
		return branches.every((branch) => !compile(branch)(part));
	});
	if (!choice) return toProblems(errors, 'body');
	const { branches, place } = choice;
	const part = place === '' ? value : at(value, place);
	const candidates = branches.map((branch) => explain(document, branch, part, compile));
	const closest = candidates.reduce((best, one) => (weight(one) < weight(best) ? one : best));
	const inside = `/${place.replaceAll('.', '/')}`;
	const outside = errors.filter(
		({ instancePath }) => place !== '' && !`${instancePath}/`.startsWith(`${inside}/`),
	);
	return [
		...(outside.length > 0 ? toProblems(outside, 'body') : []),
		...closest.map((problem) => ({
			...problem,
			field: [place, problem.field].filter((name) => name !== '').join('.'),
		})),
	];
}

/** A wrong discriminator says more than any number of other mistakes. */
function weight(problems: Problem[]): number {
	return problems.reduce(
		(sum, { keyword }) => sum + (keyword === 'const' || keyword === 'enum' ? 100 : 1),
		0,
	);
}

/** The choices that a schema leaves for this value, the outer ones first. */
function choices(document: Dict, pointer: string, value: unknown, place = ''): Choice[] {
	const schema = asDict(valueAt(document, pointer));
	const reference = asText(schema.$ref);
	if (reference) return choices(document, reference.slice(1), value, place);
	const found: Choice[] = [];
	for (const key of ['oneOf', 'anyOf', 'allOf']) {
		const list = schema[key];
		if (!Array.isArray(list)) continue;
		const branches = list.map((_entry, index) => `${pointer}/${key}/${index}`);
		if (key !== 'allOf') found.push({ branches, place });
		else found.push(...branches.flatMap((part) => choices(document, part, value, place)));
	}
	const here = place === '' ? value : at(value, place);
	for (const name of Object.keys(asDict(schema.properties))) {
		if (!isDict(here) || !(name in here)) continue;
		const inner = place === '' ? name : `${place}.${name}`;
		// `value` stays the whole: places are counted from its top.
		found.push(...choices(document, `${pointer}/properties/${escape(name)}`, value, inner));
	}
	if (Array.isArray(here) && isDict(schema.items)) {
		for (const index of here.keys()) {
			found.push(...choices(document, `${pointer}/items`, value, `${place}.${index}`));
		}
	}
	return found;
}
