/**
 * The kinds of addresses that WhatsApp has, and what to say where a kind can't be used. Only persons
 * ("@s.whatsapp.net", formerly "@c.us") have a phone number in their ID.
 */
import { parsePhone } from './phone';
import type { Values } from './types';
import { WrongValue } from './values';

export type AddressKind = 'phone' | 'lid' | 'group' | 'channel' | 'story' | 'broadcast' | 'other';

const ENDINGS: Array<[ending: RegExp, kind: AddressKind]> = [
	[/@(?:s\.whatsapp\.net|c\.us)$/, 'phone'],
	[/@(?:hosted\.)?lid$/, 'lid'],
	[/@g\.us$/, 'group'],
	[/@newsletter$/, 'channel'],
	[/^(?:status|stories)(?:@broadcast)?$/, 'story'],
	[/@broadcast$/, 'broadcast'],
	[/@/, 'other'],
];

/** What kind of address a text is by its ending; without an ending it can only be a phone number. */
export const kindOf = (address: unknown): AddressKind => {
	const text = String(address).trim().toLowerCase();
	return ENDINGS.find(([ending]) => ending.test(text))?.[1] ?? 'phone';
};

/** The kinds in words, for errors. */
export const KIND_NAMES: Record<AddressKind, string> = {
	phone: 'a phone number',
	lid: "a linked ID (LID), which hides the person's phone number",
	group: 'a group',
	channel: 'a channel',
	story: 'the place of stories',
	broadcast: 'a broadcast list',
	other: 'an email address or an unknown kind of ID',
};

const INSTEAD: Partial<Record<AddressKind, string>> = {
	lid: "Use the person's phone number; the triggers give it as from.phone where WhatsApp reveals it",
};

/**
 * Refuses kinds of addresses that a provider can't use there.
 * @param able what takes it, as the subject of a sentence: "WhatsApp", "SMS"
 */
export function refuseKind(address: unknown, able: string, label: string, instead?: string): never {
	const kind = kindOf(address);
	throw new WrongValue(
		`"${String(address).trim()}" is ${KIND_NAMES[kind]}, which ${able} can not use`,
		label,
		instead ?? INSTEAD[kind] ?? 'Use a phone number with its country code',
	);
}

/** The ID of a chat without what changes: spaces, a linked device (":12"), the old ending of persons. */
export const chatIdText = (value: unknown): string =>
	String(value)
		.trim()
		.replace(/:\d+@/, '@')
		.replace(/^\+?(\d+)@c\.us$/i, '$1@s.whatsapp.net')
		.replace(/^\+(\d+@)/, '$1');

/** Digits with a plus, so that they are complete wherever they are read again; IDs as they are. */
export const international = (address: unknown): unknown =>
	typeof address === 'string' && /^\d+$/.test(address) ? `+${address}` : address;

/**
 * For forms that serve several providers: the ID of a group, channel or linked person stays as it
 * is; anything else is a phone number, and comes out as digits.
 * @throws WrongValue
 */
export function addressDigits(value: unknown, values: Values = {}, label = 'To'): string {
	const address = chatIdText(value);
	return ['lid', 'group', 'channel'].includes(kindOf(address))
		? address
		: parsePhone(value, label, values).digits;
}
