/** Markdown tables made from the descriptors. */
import { formOf } from '../../engine/editor/describe';
import type { Field, Operation, Provider } from '../../engine/define/types';
import type { PublishedProvider } from '../providers';

const cell = (text: string) => text.replace(/\|/g, '\\|').replace(/\s+/g, ' ').trim();
const row = (...cells: string[]) => `| ${cells.map(cell).join(' | ')} |`;
/** A Markdown table. */
export const table = (head: string[], rows: string[][]) =>
	[row(...head), row(...head.map(() => '---')), ...rows.map((cells) => row(...cells))].join('\n');

const isList = (name: string) => ['additionalFields', 'filters', 'updateFields'].includes(name);
const label = (field: Field) => (field.required ? `**${field.displayName}**` : field.displayName);

/** The labels of an operation's form: required ones bold, optional ones after "optional:". */
function fieldsOf(operation: Operation): string {
	const form = formOf(operation).filter(
		({ type, name }) => type !== 'notice' && !['returnAll', 'limit', 'simplify'].includes(name),
	);
	const shown = [...new Set(form.filter(({ name }) => !isList(name)).map(label))];
	const optional = form
		.filter(({ name }) => isList(name))
		.flatMap(({ options }) => (options as Field[]).map(({ displayName }) => displayName));
	return [shown.join(', '), optional.length ? `optional: ${optional.join(', ')}` : '']
		.filter(Boolean)
		.join('; ');
}

/** One table per resource: operation, what it does, its fields. */
export const operationTables = ({ form }: PublishedProvider): string =>
	form.resources
		.map(({ name, operations }) => {
			const rows = operations.map((operation) => [
				operation.name,
				operation.description,
				fieldsOf(operation),
			]);
			return `### ${name}\n\n${table(['Operation', 'What it does', 'Fields (needed ones bold)'], rows)}`;
		})
		.join('\n\n');

/** The events of a node's trigger. */
export const eventTable = ({ trigger }: PublishedProvider): string =>
	table(
		['Event', 'When'],
		trigger.events.map(({ name, description }) => [name, description]),
	);

/** The node's advice for the provider's codes and statuses. */
export const adviceTable = ({ provider }: PublishedProvider): string =>
	table(
		['Code or HTTP status', 'What to do'],
		Object.entries(provider.advice).map(([code, { what, todo }]) => [
			`\`${code}\``,
			[what, todo].filter(Boolean).join(': '),
		]),
	);

const countOperations = (provider: Provider): number =>
	provider.resources.reduce((sum, { operations }) => sum + operations.length, 0);

/** The overview in the README. */
export const overviewTable = (nodes: PublishedProvider[]): string =>
	table(
		['Provider', 'Resources', 'Operations', 'Events', 'Page'],
		nodes.map(({ form, trigger, key }) => [
			form.name,
			form.resources.map(({ name }) => name).join(', '),
			String(countOperations(form)),
			String(trigger.events.length),
			`[${key}](docs/providers/${key}.md)`,
		]),
	);
