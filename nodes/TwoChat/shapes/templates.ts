/**
 * Template variables: the form is made from the text of the chosen template, the request from the
 * form. 2Chat's list of templates has the body only, so header and button values are always offered.
 *
 * A variable's ID in the form tells where it goes: `body.1` or `body.name`, `header.1`, `button.1`,
 * `header_media_url`, `header_media_filename`.
 */
import type { IDataObject, ResourceMapperField } from 'n8n-workflow';

import {
	at,
	filledIn,
	isObject,
	type Operation,
	type RequestParts,
	type Values,
	variablesForm,
	WrongValue,
} from '../../../engine/define';
import { templatePages } from '../pagers';

export const templateVariables = variablesForm('template', 'templateVariables');

const MEDIA = ['header_media_url', 'header_media_filename'];

/** Puts the variables under `params`, which stays an empty object where there are none. */
export function templateParams(parts: RequestParts, values: Values): RequestParts {
	const { paramsJson: given, variables = {} } = values;
	if (given !== undefined && !isObject(given))
		throw new WrongValue('an object with body, header or button is needed', 'Variables as JSON');
	const params = given ?? placeVariables(variables as IDataObject);
	return { ...parts, body: { ...parts.body, params } };
}

/** `{body, header, header_media_url, button}` from the form's flat IDs. @throws WrongValue */
export function placeVariables(variables: IDataObject): IDataObject {
	const out: IDataObject = {};
	const lists: Record<string, Record<string, string>> = {};
	for (const [id, value] of Object.entries(variables)) {
		const [, part, name] = /^(body|header|button)\.(\w+)$/.exec(id) ?? [];
		if (MEDIA.includes(id)) out[id] = String(value);
		else if (part && name) (lists[part] ??= {})[name] = String(value);
		else
			throw new WrongValue(
				`"${id}" is not a variable; IDs look like body.1, body.name, header.1, button.1 or header_media_url`,
				'Variables',
			);
	}
	for (const [part, named] of Object.entries(lists)) out[part] = listed(part, named);
	return out;
}

/** Numbered values become a list, values with names an object (only the body has those). */
function listed(part: string, named: Record<string, string>): string[] | IDataObject {
	const names = Object.keys(named);
	if (part === 'body' && names.some((name) => !/^\d+$/.test(name))) return named;
	const list = names.map((_, position) => named[String(position + 1)]);
	const gap = list.findIndex((value) => value === undefined);
	if (gap >= 0)
		throw new WrongValue(`the value ${part}.${gap + 1} is missing or empty`, 'Variables');
	return list as string[];
}

/** The form's fields for a template as the list of templates gives it. */
export function variablesOf(template: IDataObject): ResourceMapperField[] {
	const field = (id: string, displayName: string, required = false): ResourceMapperField => ({
		id,
		displayName,
		required,
		defaultMatch: false,
		display: true,
		type: 'string',
	});
	const names = [...String(template.template_content ?? '').matchAll(/\{\{\s*(\w+)\s*\}\}/g)];
	return [
		...[...new Set(names.map(([, name]) => name as string))].map((name) =>
			field(`body.${name}`, `Text: {{${name}}}`, true),
		),
		field('header.1', 'Header: {{1}} (only if the header is a text with a variable)'),
		field(
			'header_media_url',
			'Header: file URL (only if the header is an image, video or document)',
		),
		field('header_media_filename', 'Header: file name (only if the header is a document)'),
		field('button.1', 'Button: end of the URL (only if the button has a variable URL)'),
	];
}

/** What a template says, with the values of the message; 2Chat's list has the text of the body only. */
export const templateWording: NonNullable<Operation['wording']> = {
	request: ({ wabaNumber }) => ({
		path: '/waba/templates',
		query: { phone_number: String(wabaNumber), ...templatePages.first(200) },
	}),
	text(found, { body }, { template }) {
		const templates = at(found, 'templates');
		const row = (Array.isArray(templates) ? templates : []).find(
			(one) => at(one, 'uuid') === template,
		) as unknown;
		const text = at(row, 'template_content');
		return typeof text === 'string' ? filledIn(text, at(body, 'params.body')) : undefined;
	},
};
