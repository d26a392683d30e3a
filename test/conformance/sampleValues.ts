/** Sample values of single fields. The placeholder "e.g. x" is the sample of a field that has one. */
import type { Field } from '../../engine/define/types';
import { isEmpty } from '../../engine/define/values';

/** A file that the input item carries. */
export interface SampleFile {
	/** Name of the binary property. */
	property: string;
	fileName: string;
	mimeType: string;
}

const DATE = '2026-03-31T09:00:00.000Z';

const EXAMPLE = /^e\.g\.\s*(.+)$/s;

const exampleOf = (placeholder: string | undefined): string | undefined =>
	EXAMPLE.exec(placeholder ?? '')?.[1]?.trim();

/** Raw values to send, each once; empty when only an override can give one. */
export function candidates(field: Field): unknown[] {
	const { typeOptions, limits } = field;
	if (typeOptions?.multipleValues) {
		const single = {
			...field,
			default: '',
			typeOptions: { ...typeOptions, multipleValues: false },
		};
		const length = Math.max(1, limits?.minItems ?? 1);
		const [value] = candidates(single);
		return value === undefined ? [] : [Array.from({ length }, () => value)];
	}
	const example = exampleOf(field.placeholder);
	switch (field.type) {
		case 'string':
			if (example !== undefined) return [example];
			return [isEmpty(field.default) ? 'Sample text' : field.default];
		case 'number':
			return [numberOf(field, example)];
		case 'boolean':
			return [true, false];
		case 'options':
			return optionValues(field, example);
		case 'multiOptions': {
			const values = optionValues(field, example);
			return values.length ? [values.slice(0, limits?.maxItems ?? values.length)] : [];
		}
		case 'color':
			return [field.default];
		case 'dateTime':
			return [DATE];
		case 'json':
			return example === undefined ? [] : [example];
		case 'resourceLocator':
			return (field.modes ?? []).flatMap(({ name, placeholder }) => {
				const value = exampleOf(placeholder);
				return value === undefined ? [] : [{ __rl: true, mode: name, value }];
			});
		default:
			return [];
	}
}

function optionValues(field: Field, example: string | undefined): unknown[] {
	const listed = ((field.options ?? []) as Array<{ value?: unknown }>).map(({ value }) => value);
	if (listed.length) return listed;
	return example === undefined ? [] : [example];
}

function numberOf({ default: preset, limits, typeOptions }: Field, example?: string): number {
	const given = Number(example?.replace(/[^\d.-]/g, '') || NaN);
	if (Number.isFinite(given)) return given;
	if (typeof preset === 'number' && preset !== 0) return preset;
	return limits?.min ?? typeOptions?.minValue ?? 1;
}

/** A file that the field accepts. @param type used whatever the field says */
export function sampleFile(field: Field | undefined, type?: string): SampleFile {
	const mimeType = type ?? field?.limits?.mimeTypes?.[0]?.replace('/*', '/png') ?? 'image/png';
	const extension = mimeType.split(/[/;+]/)[1] ?? 'bin';
	const property = typeof field?.default === 'string' && field.default ? field.default : 'data';
	return { property, fileName: `sample.${extension}`, mimeType };
}
