/** The lists behind the node's locators. */
import type { IDataObject } from 'n8n-workflow';

import { WrongValue } from '../../engine/define';
import type { Search } from '../../engine/editor/lists';
import { logPages, sessionPages } from './pagers';

const text = (value: unknown) =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** A list of one session: it has to be named if the credential is an account token. */
const inSession = (path: string, entry: Search['entry']): Search => ({
	path,
	dependent: (current) => ({ session_id: text(current('session')) }),
	headers: (current): Record<string, string> => {
		const session = text(current('session'));
		return session ? { 'x-session-id': session } : {};
	},
	entry,
});

const labelled = (name: string, id: string) => (name ? `${name} (${id})` : id);

/** Rows name the same fact differently. */
const first = (row: IDataObject, names: string[]) =>
	names.map((name) => text(row[name])).find(Boolean) ?? '';

const personName = (row: IDataObject) => first(row, ['name', 'push_name', 'notify']);

const contacts = inSession('/api/contacts', (row) => {
	const value = first(row, ['jid', 'id', 'phone', 'value']);
	const phone = text(row.phone) || value.replace(/@.*$/, '');
	return value
		? { name: labelled(personName(row), `+${phone.replace('+', '')}`), value }
		: undefined;
});

const groups = inSession('/api/groups', (row) => {
	const value = first(row, ['jid', 'group_jid', 'id', 'value']);
	return value ? { name: first(row, ['subject', 'name']) || value, value } : undefined;
});

/** The lists of the node's `methods.listSearch`. */
export const searches: Record<string, Search | Search[]> = {
	sessions: {
		path: '/v1/whatsapp-sessions',
		pager: sessionPages,
		entry: (row) => ({
			name: labelled(
				[text(row.label), text(row.phone_number)].filter(Boolean).join(' ') || text(row.session_id),
				text(row.status),
			),
			value: text(row.session_id),
		}),
	},
	contacts,
	groups,
	recipients: [{ ...groups, entry: (row) => withKind(groups.entry(row), 'group') }, contacts],
	/** Wapio has no list of channels; the message log has those with messages. */
	channels: [
		{
			path: '/api/whatsapp-sessions/{sessionId}/message-logs',
			pathValues: (current) => {
				const session = text(current('session'));
				if (!session) throw new WrongValue('choose it first, to see its channels', 'Session');
				return { sessionId: session };
			},
			pager: logPages,
			entry: (row) => {
				const jid = text(row.jid);
				return jid.endsWith('@newsletter') ? { name: jid, value: jid } : undefined;
			},
		},
	],
};

const withKind = (entry: ReturnType<Search['entry']>, kind: string) =>
	entry && { ...entry, name: `${entry.name} (${kind})` };
