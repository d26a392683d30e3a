/** From the names in Wapio's validation errors to the labels of the form. */
import {
	type Field,
	type FieldGroup,
	isObject,
	type Operation,
	type Resource,
} from '../../engine/define';

/** Names that fields reach by a function. */
const BY_FUNCTION: Record<string, string> = {
	channel_id: 'To',
	session_id: 'Session',
	to: 'To',
};

const fieldsOf = ({ fields, options, filters, updates }: Operation): Field[] =>
	[fields, options, filters, updates].flatMap((list) => list ?? []);

function* wireNames(field: Field): Generator<[string, string]> {
	const { as: name = field.name, in: place, signedUrl } = field.send ?? {};
	// A file's link goes where its URL goes, whose label says more.
	const hidden = place === 'nowhere' || signedUrl || field.type === 'collection';
	if (name && !hidden) yield [name, field.displayName];
	for (const inner of field.options ?? [])
		if ('values' in inner)
			for (const child of (inner as FieldGroup).values) yield* wireNames(child);
		else if ('type' in inner) yield* wireNames(inner as Field);
}

/** All labels by wire name; a wire name that the form calls differently has several. */
export function labelsByName(resources: Resource[]): Map<string, Set<string>> {
	const labels = new Map<string, Set<string>>();
	for (const [name, label] of [
		...Object.entries(BY_FUNCTION),
		...resources.flatMap(({ operations }) =>
			operations.flatMap((operation) =>
				fieldsOf(operation).flatMap((field) => [...wireNames(field)]),
			),
		),
	])
		labels.set(name, (labels.get(name) ?? new Set()).add(label));
	return labels;
}

/**
 * `{to: ["Required"]}` as `To: Required`. Names may have positions ("participants.0") and name a
 * field or what is in it ("poll.options"); unknown names stay as they are.
 */
export function explainErrors(errors: unknown, labels: Map<string, Set<string>>): string {
	if (!isObject(errors)) return flat(errors);
	return Object.entries(errors)
		.filter(([, reason]) => flat(reason))
		.map(([name, reason]) => `${labelOf(name, labels)}: ${flat(reason)}`)
		.join('; ');
}

function labelOf(name: string, labels: Map<string, Set<string>>): string {
	const plain = name.replace(/\[(\w+)\]/g, '.$1');
	const position = /\.(\d+)$/.exec(plain)?.[1];
	const found = labels.get(plain.replace(/\.\d+$/, ''));
	if (!found) return name;
	return [...found].join(' or ') + (position ? ` (entry ${Number(position) + 1})` : '');
}

function flat(reason: unknown): string {
	if (Array.isArray(reason)) return reason.map(flat).filter(Boolean).join(', ');
	if (isObject(reason)) return Object.values(reason).map(flat).filter(Boolean).join(', ');
	return reason === undefined || reason === null ? '' : String(reason);
}
