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

/** The first of these names that holds a text. */
const firstOf = (row: IDataObject, ...names: string[]) =>
	names.map((name) => text(row[name])).find(Boolean) ?? '';

const PERSON = /@(s\.whatsapp\.net|c\.us)$/;

const contacts = inSession('/api/contacts', (row) => {
	const ids = ['jid', 'id', 'contact_jid'].map((name) => text(row[name])).filter(Boolean);
	const number = firstOf(row, 'phone', 'phone_number', 'number');
	const value = ids.find((id) => PERSON.test(id)) || number || ids[0];
	if (!value) return undefined;
	const phone = (number || value).replace(PERSON, '').replace('+', '');
	const name = firstOf(row, 'name', 'push_name', 'notify', 'verified_name', 'subject');
	return { name: labelled(name, phone.includes('@') ? phone : `+${phone}`), value };
});

const groups = inSession('/api/groups', (row) => {
	const value = firstOf(row, 'jid', 'group_jid', 'id', 'value');
	return value ? { name: firstOf(row, 'subject', 'name') || value, value } : undefined;
});

/** The lists of the node's `methods.listSearch`. */
export const searches: Record<string, Search | Search[]> = {
	sessions: {
		path: '/v1/whatsapp-sessions',
		pager: sessionPages,
		entry: (row) => {
			const value = firstOf(row, 'session_id', 'id');
			const known = [firstOf(row, 'label', 'name'), firstOf(row, 'phone_number', 'phone')];
			const name = known.filter(Boolean).join(' ') || value;
			return value ? { name: labelled(name, text(row.status)), value } : undefined;
		},
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
