/** Helpers for the phone views of providers: texts, buttons and chats out of messages. */
import type { ShownButton, ShownChat, ShownMessage } from './types';
import { type Dict, asDict, asText, isDict } from './values';

/** The texts of a content: of header, body and footer, or the first other one that there is. */
export function textOf(content: Dict): string {
	const parts = ['header', 'body', 'footer']
		.map((name) => content[name])
		.map((part) => asText(isDict(part) ? (part.text ?? part.context) : part))
		.filter((text) => text !== '');
	if (parts.length > 0) return parts.join('\n');
	const names = ['text', 'caption', 'title', 'name', 'question', 'address', 'file_name'];
	return names.map((name) => asText(content[name])).find((text) => text !== '') ?? '';
}

/** The buttons and rows of an interactive message, in Meta's words or with the ID beside the title. */
export function buttonsOf(action: unknown): ShownButton[] {
	const { buttons, sections, list } = asDict(action);
	const rows = [sections, asDict(list).sections]
		.flatMap((some) => (Array.isArray(some) ? some.map(asDict) : []))
		.flatMap((section) => (Array.isArray(section.rows) ? section.rows.map(asDict) : []));
	const replies = (Array.isArray(buttons) ? buttons.map(asDict) : []).map((button) =>
		isDict(button.reply) ? button.reply : button,
	);
	return [...replies, ...rows]
		.map(({ id, title }) => ({ id: asText(id), title: asText(title) }))
		.filter(({ id }) => id !== '');
}

/** Chats out of messages, the one with the newest message first. */
export function groupByChat<M>(
	messages: Iterable<M>,
	chatOf: (message: M) => Omit<ShownChat, 'messages'> | undefined,
	show: (message: M) => ShownMessage,
): ShownChat[] {
	const chats = new Map<string, ShownChat>();
	for (const message of messages) {
		const place = chatOf(message);
		if (!place) continue;
		const key = `${place.own} ${place.id}`;
		const chat = chats.get(key) ?? { ...place, messages: [] };
		chat.messages.push(show(message));
		chats.set(key, chat);
	}
	const newest = ({ messages: list }: ShownChat): string => list.at(-1)?.time ?? '';
	return [...chats.values()].sort((a, b) => newest(b).localeCompare(newest(a)));
}
