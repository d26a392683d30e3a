/** Choices as text, for gateways that have no buttons. */
import { isObject } from './values';

/** The text with the titles of the choices below it, numbered. */
export const numberedText = (text: unknown, choices: unknown): string =>
	[
		String(text),
		(Array.isArray(choices) ? choices : [])
			.map((choice, index) => `${index + 1}. ${String(isObject(choice) ? choice.title : choice)}`)
			.join('\n'),
	].join('\n\n');
