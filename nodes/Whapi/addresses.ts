/**
 * Conversion of what a person or an earlier node enters to the IDs of Whapi.Cloud:
 * "+91 98765 43210", "919876543210", "919876543210@s.whatsapp.net", "https://wa.me/919876543210",
 * "120363041234567890@g.us", "120363049876543210@newsletter".
 */
import {
	type AddressKind,
	chatIdText,
	kindOf,
	parsePhone,
	refuseKind,
	type Values,
	WrongValue,
} from '../../engine/define';

const PERSON = '@s.whatsapp.net';
/** What Whapi.Cloud sends to, besides persons; stories have separate operations. */
const CHATS: AddressKind[] = ['lid', 'group', 'channel'];
/** Group and channel IDs are longer than any phone number (15 digits). */
const BARE_ID = /^\d{16,31}$|^\d{7,15}-\d{9,15}$/;

/**
 * Who gets a message: a person's digits, or the ID of a chat.
 * @throws WrongValue
 */
export function recipientOf(value: unknown, values: Values = {}, label = 'To'): string {
	const text = chatIdText(value);
	if (CHATS.includes(kindOf(text))) return text;
	if (BARE_ID.test(text))
		throw new WrongValue(
			`"${text}" lacks its ending: a group's ID ends with @g.us, a channel's with @newsletter`,
			label,
		);
	if (kindOf(text) !== 'phone')
		refuseKind(
			text,
			'Whapi.Cloud',
			label,
			'Use a phone number with its country code, or a chat ID such as 919876543210@s.whatsapp.net',
		);
	const { digits } = parsePhone(value, label, values);
	if (digits.length < 9)
		throw new WrongValue(`"${text}" is too short: Whapi.Cloud takes 9 digits or more`, label);
	return text.endsWith(PERSON) ? digits + PERSON : digits;
}

/** The full ID of a chat: a phone number gets the ending of a person's chat. @throws WrongValue */
export function chatIdOf(value: unknown, values: Values = {}, label = 'Chat'): string {
	const address = recipientOf(value, values, label);
	return address.includes('@') ? address : `${address}${PERSON}`;
}

/** A person by digits alone. @throws WrongValue */
export const contactIdOf = (value: unknown, values: Values = {}, label = 'Contact'): string =>
	parsePhone(value, label, values).digits;

/** A group or a community: "@g.us" is added where it is missing. @throws WrongValue */
export function groupIdOf(value: unknown, label = 'Group'): string {
	const text = String(value)
		.trim()
		.replace(/@g\.us$/, '');
	if (!/^[\d-]{10,31}$/.test(text))
		throw new WrongValue(
			`"${String(value)}" is not an ID such as 120363041234567890@g.us; choose one from the list`,
			label,
		);
	return `${text}@g.us`;
}

/** A WhatsApp Channel: "@newsletter" is added where it is missing. @throws WrongValue */
export function newsletterIdOf(value: unknown, label = 'Channel'): string {
	const text = String(value)
		.trim()
		.replace(/@newsletter$/, '');
	if (!/^\d{10,18}$/.test(text))
		throw new WrongValue(
			`"${String(value)}" is not an ID such as 120363049876543210@newsletter; choose one from the list`,
			label,
		);
	return `${text}@newsletter`;
}

/**
 * The code at the end of an invite link, from the link or the code itself.
 * @throws WrongValue
 */
export function inviteCodeOf(value: unknown, label = 'Invite Code'): string {
	const code = String(value)
		.trim()
		.replace(/[?#].*$/, '')
		.replace(/^.*\//, '');
	if (!/^[A-Za-z0-9_-]{10,40}$/.test(code))
		throw new WrongValue(`"${String(value)}" is neither an invite link nor its code`, label);
	return code;
}
