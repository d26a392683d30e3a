/**
 * Conversion of what a person or an earlier node enters to Wapio's IDs: "+91 98765 43210",
 * "919876543210", "919876543210@s.whatsapp.net", "120363041234567890@g.us".
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
/** What Wapio sends to, besides persons. */
const CHATS: AddressKind[] = ['lid', 'group', 'channel'];
/** Longer than any phone number, or the older "creator-time" form of groups. */
const BARE_GROUP = /^\d{16,31}$|^\d{7,15}-\d{9,15}$/;

/**
 * A person's digits, or a chat ID as it is.
 * @throws WrongValue
 */
export function addressOf(value: unknown, values: Values = {}, label = 'To'): string {
	const text = chatIdText(value);
	if (CHATS.includes(kindOf(text))) return text;
	if (BARE_GROUP.test(text))
		throw new WrongValue(
			`"${text}" lacks its ending: a group's ID ends with @g.us, a channel's with @newsletter`,
			label,
		);
	if (kindOf(text) !== 'phone')
		refuseKind(
			text,
			'Wapio',
			label,
			'Use a phone number with its country code, or a chat ID such as 120363041234567890@g.us',
		);
	const { digits } = parsePhone(value, label, values);
	return text.endsWith(PERSON) ? digits + PERSON : digits;
}

/** The recipient of a message: Wapio has a separate field for channels. @throws WrongValue */
export function recipientOf(
	value: unknown,
	values: Values = {},
): { to: string } | { channel_id: string } {
	const address = addressOf(value, values);
	return address.endsWith('@newsletter') ? { channel_id: address } : { to: address };
}

/** The ID of a chat: a phone number gets the ending of a person's chat. @throws WrongValue */
export function chatIdOf(value: unknown, values: Values = {}, label = 'Chat'): string {
	const address = addressOf(value, values, label);
	return address.includes('@') ? address : address + PERSON;
}

/** A person by digits alone. @throws WrongValue */
export const phoneOf = (value: unknown, values: Values = {}, label = 'Contact'): string =>
	parsePhone(value, label, values).digits;

/** "+919876543210". @throws WrongValue */
export const internationalOf = (value: unknown, values: Values = {}, label = 'Phone Number') =>
	`+${parsePhone(value, label, values).digits}`;

/** A group; its ending is added where it is missing. @throws WrongValue */
export const groupOf = (value: unknown) => ended(value, '@g.us', 'Group');

/** A channel; its ending is added where it is missing. @throws WrongValue */
export const channelOf = (value: unknown) => ended(value, '@newsletter', 'Channel');

function ended(value: unknown, ending: string, label: string): string {
	const text = String(value).trim();
	const id = text.endsWith(ending) ? text.slice(0, -ending.length) : text;
	if (!/^[\d-]{10,31}$/.test(id))
		throw new WrongValue(`"${text}" is not an ID such as 120363041234567890${ending}`, label);
	return id + ending;
}

/** A person's linked ID; its ending is added where it is missing. @throws WrongValue */
export const linkedIdOf = (value: unknown) => ended(value, '@lid', 'Linked ID');

/** The code at the end of an invite link, from the link or the code itself. @throws WrongValue */
export function inviteCodeOf(value: unknown): string {
	const code = String(value)
		.trim()
		.replace(/[?#].*$/, '')
		.replace(/^.*\//, '');
	if (!/^[\w-]{8,64}$/.test(code))
		throw new WrongValue(`"${String(value)}" is neither an invite link nor its code`, 'Invite');
	return code;
}
