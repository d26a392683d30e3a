/**
 * Template variables: the form is made from the chosen template, the request from the form.
 *
 * A variable's ID in the form tells where it goes: `header.month`, `header.media_url`,
 * `header.media_id`, `body.name`, `button.0.var1`; `otp` fills the body and the copy button of an
 * authentication template. A template is chosen as "name" or "name|language".
 */
import type { IDataObject, ResourceMapperField } from 'n8n-workflow';

import {
	choice,
	type Field,
	isObject,
	put,
	type RequestParts,
	type Values,
	variablesForm,
	WrongValue,
} from '../../../engine/define';
import { LANGUAGES } from '../fields/languages';

export const templateVariables = variablesForm('template', 'templateVariables');

export const templateLanguage: Field = choice(
	'language',
	'Language',
	'Which language of the template to send. Needed only for a template given by name that exists in several.',
	LANGUAGES,
	{ default: 'en', send: { in: 'nowhere' } },
);

/** `[name, language]` of a chosen template. */
export const templateParts = (chosen: unknown): [string, string | undefined] => {
	const [name = '', language] = String(chosen).split('|');
	return [name, language];
};

/** Puts name, language and variables where the API expects them. */
export function templateContext(parts: RequestParts, values: Values): RequestParts {
	const [name, language] = templateParts(values.template);
	const context: IDataObject = { template_name: name };
	const wanted = values.language ?? language;
	if (wanted) context.language = wanted as string;
	const given = values.variablesJson;
	if (given !== undefined) {
		if (!isObject(given))
			throw new WrongValue('an object with header, body or buttons is needed', 'Variables as JSON');
		Object.assign(context, given);
	} else {
		Object.assign(context, placeVariables((values.variables ?? {}) as IDataObject));
	}
	const body = structuredClone(parts.body);
	put(body, 'data.context', context);
	return { ...parts, body };
}

/** `{header, body, buttons}` from the form's flat IDs. @throws WrongValue for an ID of another kind */
function placeVariables(variables: IDataObject): IDataObject {
	const out: IDataObject = {};
	const buttons = new Map<number, IDataObject>();
	const button = (index: number) => {
		if (!buttons.has(index)) buttons.set(index, { index });
		return buttons.get(index) as IDataObject;
	};
	for (const [id, value] of Object.entries(variables)) {
		const text = String(value);
		const [part, ...rest] = id.split('.');
		if (id === 'otp') {
			put(out, 'body.otp', text);
			button(0).otp = text;
		} else if ((part === 'header' || part === 'body') && rest.length) {
			out[part] = { ...(out[part] as IDataObject | undefined), [rest.join('.')]: text };
		} else if (part === 'button' && rest.length === 2 && /^\d+$/.test(rest[0] as string)) {
			button(Number(rest[0]))[rest[1] as string] = text;
		} else {
			throw new WrongValue(
				`"${id}" is not a variable; IDs look like body.name, header.month or button.0.code`,
				'Variables',
			);
		}
	}
	const header = isObject(out.header) ? out.header : {};
	if (header.media_id && header.media_url)
		throw new WrongValue('give the header either as URL or as media ID, not both', 'Variables');
	if (buttons.size)
		out.buttons = [...buttons.values()].sort((a, b) => Number(a.index) - Number(b.index));
	return out;
}

/** The form's fields for a template's components. */
export function variablesOf(template: IDataObject): ResourceMapperField[] {
	const fields: ResourceMapperField[] = [];
	const add = (id: string, displayName: string, required = true) =>
		fields.push({ id, displayName, required, defaultMatch: false, display: true, type: 'string' });
	const components = Array.isArray(template.components)
		? (template.components as IDataObject[])
		: [];
	if (String(template.category).toLowerCase() === 'authentication') {
		add('otp', 'One-time password');
		return fields;
	}
	for (const component of components) {
		const kind = String(component.type).toUpperCase();
		if (kind === 'HEADER' && String(component.format).toUpperCase() === 'MEDIA') {
			add('header.media_url', 'Header: media URL', false);
			add('header.media_id', 'Header: media ID (instead of the URL)', false);
		} else if (kind === 'HEADER' || kind === 'BODY') {
			for (const name of variableNames(component))
				add(`${kind.toLowerCase()}.${name}`, `${kind === 'HEADER' ? 'Header' : 'Text'}: ${name}`);
		} else if (kind === 'BUTTONS' && Array.isArray(component.buttons)) {
			for (const [position, entry] of (component.buttons as IDataObject[]).entries())
				for (const name of variableNames(entry))
					add(
						`button.${Number(entry.index ?? position)}.${name}`,
						`Button "${String(entry.text ?? position)}": ${name}`,
					);
		}
	}
	return fields;
}

/** `{{name}}` in text or URL, and the keys of the example. */
function variableNames(part: IDataObject): string[] {
	const inText = [
		...`${String(part.text ?? '')} ${String(part.url ?? '')}`.matchAll(/\{\{\s*(\w+)\s*\}\}/g),
	];
	const names = inText.map((match) => match[1] as string);
	const examples = isObject(part.example) ? Object.keys(part.example) : [];
	return [...new Set([...names, ...examples])];
}
