/** From the template forms to the API's list of components. */
import type { IDataObject } from 'n8n-workflow';

import { type RequestParts, type Values, WrongValue } from '../../../engine/define';

type Samples = Record<string, string>;

const samplesOf = ({ samples }: Values): Samples =>
	Object.fromEntries(
		((samples ?? []) as Array<{ name?: string; value?: string }>).map(({ name, value }) => [
			String(name),
			String(value ?? ''),
		]),
	);

/**
 * The samples of the variables in a text; `undefined` without variables.
 * @throws WrongValue naming a variable that has no sample
 */
function example(text: string, samples: Samples): Samples | undefined {
	const names = [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map((match) => match[1] as string);
	const missing = names.find((name) => !samples[name]);
	if (missing) throw new WrongValue(`give a sample for {{${missing}}}`, 'Variable Samples');
	return names.length
		? Object.fromEntries(names.map((name) => [name, samples[name] as string]))
		: undefined;
}

const withExample = (component: IDataObject, text: string, samples: Samples): IDataObject => {
	const found = example(text, samples);
	return found ? { ...component, example: found } : component;
};

const bodyOf = (text: string, samples: Samples): IDataObject =>
	withExample({ type: 'BODY', format: 'TEXT', text }, text, samples);

interface ButtonForm {
	type: 'URL' | 'PHONE_NUMBER' | 'QUICK_REPLY';
	text?: string;
	url?: string;
	phone_number?: string;
}

function buttonsOf(forms: ButtonForm[], samples: Samples): IDataObject {
	const buttons = forms.map(({ type, text, url = '', phone_number }, index): IDataObject => {
		if (!text) throw new WrongValue('each button needs a text', 'Buttons');
		if (type === 'QUICK_REPLY') return { type, index, text };
		if (type === 'PHONE_NUMBER') return { type, index, text, phone_number };
		if (!url) throw new WrongValue(`the button "${text}" needs a URL`, 'Buttons');
		const format = url.includes('{{') ? 'DYNAMIC' : 'STATIC';
		return withExample({ type, format, text, index, url }, url, samples);
	});
	return { type: 'BUTTONS', buttons };
}

const withComponents = (parts: RequestParts, components: IDataObject[]): RequestParts => ({
	...parts,
	body: { ...parts.body, components },
});

/** Header, text, footer and buttons of a marketing or utility template. */
export function plainComponents(parts: RequestParts, values: Values): RequestParts {
	const samples = samplesOf(values);
	const { headerType, headerText, headerMediaId, body, footer, templateButtons } = values;
	const components: IDataObject[] = [];
	if (headerType === 'text') {
		const text = String(headerText);
		components.push(withExample({ type: 'HEADER', format: 'TEXT', text }, text, samples));
	}
	if (headerType === 'media')
		components.push({ type: 'HEADER', format: 'MEDIA', media_id: headerMediaId as string });
	components.push(bodyOf(String(body), samples));
	if (footer) components.push({ type: 'FOOTER', format: 'TEXT', text: footer as string });
	if (templateButtons) components.push(buttonsOf(templateButtons as ButtonForm[], samples));
	return withComponents(parts, components);
}

/** A one-time password: text, footer with the expiry, one button that copies the code. */
export function authenticationComponents(parts: RequestParts, values: Values): RequestParts {
	const text = String(values.body);
	if (!/\{\{\s*otp\s*\}\}/.test(text))
		throw new WrongValue('it must hold the variable {{otp}}', 'Text');
	const minutes = values.expiryMinutes as number | undefined;
	const footer = values.footer ?? (minutes && `This code expires in ${minutes} minutes.`);
	const components: IDataObject[] = [
		{
			type: 'BODY',
			text,
			...(values.securityAdvice === undefined
				? {}
				: { add_security_recommendation: values.securityAdvice as boolean }),
			example: { otp: '123456' },
		},
	];
	if (footer)
		components.push({
			type: 'FOOTER',
			text: footer as string,
			...(minutes ? { code_expiration_minutes: minutes } : {}),
		});
	components.push({
		type: 'BUTTONS',
		buttons: [{ type: 'OTP', text: values.buttonText as string, index: 0, otp_type: 'copy_code' }],
	});
	return withComponents(parts, components);
}

/** A text and a row of cards. */
export function carouselComponents(parts: RequestParts, values: Values): RequestParts {
	const common = samplesOf(values);
	const forms = values.cards as Array<{
		mediaId?: string;
		text?: string;
		buttons?: ButtonForm[];
		samples?: unknown;
	}>;
	const cards = forms.map(({ mediaId, text, buttons, ...card }, index): IDataObject => {
		const samples = { ...common, ...samplesOf(card) };
		if (!mediaId) throw new WrongValue('each card needs a media ID', 'Cards');
		return {
			index,
			components: [
				{ type: 'HEADER', format: 'MEDIA', media_id: mediaId },
				...(text ? [bodyOf(text, samples)] : []),
				...(buttons ? [buttonsOf(buttons, samples)] : []),
			],
		};
	});
	return withComponents(parts, [bodyOf(String(values.body), common), { type: 'CAROUSEL', cards }]);
}
