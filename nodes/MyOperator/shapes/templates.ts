/**
 * Template variables: the form is made from the chosen template, the request from the form.
 *
 * A variable's ID in the form tells where it goes: `header.month`, `header.media_url`,
 * `header.media_id`, `body.name`, `button.0.var1`; `card.0.body.name` to a card of a carousel; `otp`
 * fills the body and the copy button of an authentication template. A template is chosen as "name" or
 * "name|language".
 */
import type { IDataObject, ResourceMapperField } from 'n8n-workflow';

import {
	at,
	choice,
	type Field,
	filledIn,
	isObject,
	type Operation,
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

/**
 * `{header, body, buttons, carousel}` from the form's flat IDs. That of cards is not documented for
 * sending: it is taken from the events of sent carousels, whose `template_payload` repeats the request.
 * @throws WrongValue for an ID of another kind
 */
function placeVariables(variables: IDataObject): IDataObject {
	const out: IDataObject = {};
	const buttons = new Map<number, IDataObject>();
	const cards = new Map<number, IDataObject>();
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
		} else if (part === 'card' && rest.length > 1 && /^\d+$/.test(rest[0] as string)) {
			const [index, ...inner] = rest;
			const card = cards.get(Number(index)) ?? {};
			cards.set(Number(index), { ...card, [inner.join('.')]: text });
		} else {
			throw new WrongValue(
				`"${id}" is not a variable; IDs look like body.name, header.month, button.0.code or card.0.body.name`,
				'Variables',
			);
		}
	}
	const header = isObject(out.header) ? out.header : {};
	if (header.media_id && header.media_url)
		throw new WrongValue('give the header either as URL or as media ID, not both', 'Variables');
	if (buttons.size)
		out.buttons = [...buttons.values()].sort((a, b) => Number(a.index) - Number(b.index));
	if (cards.size)
		out.carousel = [...cards.entries()]
			.sort(([a], [b]) => a - b)
			.map(([index, card]) => ({ index, components: placeVariables(card) }));
	return out;
}

/** The form's fields for a template's components. */
export function variablesOf(template: IDataObject): ResourceMapperField[] {
	if (String(template.category).toLowerCase() === 'authentication')
		return [formField('otp', 'One-time password')];
	return componentFields(listOf(template.components));
}

const listOf = (value: unknown): IDataObject[] =>
	Array.isArray(value) ? (value as IDataObject[]) : [];

const formField = (id: string, displayName: string, required = true): ResourceMapperField => ({
	id,
	displayName,
	required,
	defaultMatch: false,
	display: true,
	type: 'string',
});

/** @param prefix, before the variables' IDs, and `place`, before their names: of a card, or empty */
function componentFields(
	components: IDataObject[],
	prefix = '',
	place = '',
): ResourceMapperField[] {
	return components.flatMap((component): ResourceMapperField[] => {
		const kind = String(component.type).toUpperCase();
		if (kind === 'HEADER' && String(component.format).toUpperCase() === 'MEDIA')
			// The files of cards stay those that the template was made with.
			return prefix
				? []
				: [
						formField('header.media_url', 'Header: media URL', false),
						formField('header.media_id', 'Header: media ID (instead of the URL)', false),
					];
		if (kind === 'HEADER' || kind === 'BODY')
			return variableNames(component).map((name) =>
				formField(
					`${prefix}${kind.toLowerCase()}.${name}`,
					`${place}${kind === 'HEADER' ? 'Header' : 'Text'}: ${name}`,
				),
			);
		if (kind === 'BUTTONS')
			return listOf(component.buttons).flatMap((entry, position) =>
				variableNames(entry).map((name) =>
					formField(
						`${prefix}button.${Number(entry.index ?? position)}.${name}`,
						`${place}Button "${String(entry.text ?? position)}": ${name}`,
					),
				),
			);
		if (kind === 'CAROUSEL')
			return listOf(component.cards).flatMap((card, position) => {
				const index = Number(card.index ?? position);
				return componentFields(
					listOf(card.components),
					`card.${index}.`,
					`Card ${position + 1} > `,
				);
			});
		return [];
	});
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

/** What a template says, with the values of the message: its header, text and footer. */
export const templateWording: NonNullable<Operation['wording']> = {
	request: ({ template }) => ({
		path: '/chat/templates',
		query: { name: templateParts(template)[0], limit: 100, offset: 0 },
		host: 'whatsapp',
	}),
	text(found, parts, values) {
		const [name, language] = templateParts(values.template);
		const wanted = values.language ?? language;
		const rows = listOf(at(found, 'results') ?? at(found, 'data.results')).filter(
			(row) => row.name === name,
		);
		const template = rows.find((row) => !wanted || row.language === wanted) ?? rows[0];
		const context = at(parts.body, 'data.context');
		const texts = listOf(template?.components).flatMap((component) => {
			const kind = String(component.type).toLowerCase();
			if (typeof component.text !== 'string' || kind === 'buttons') return [];
			return [filledIn(component.text, at(context, kind))];
		});
		return texts.length ? texts.join('\n\n') : undefined;
	},
};
