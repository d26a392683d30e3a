/** The lists behind the node's locators. */
import type { IDataObject } from 'n8n-workflow';

import { rowId, rowName, type Search } from '../../engine/editor/lists';
import { groupIdOf } from './addresses';
import { countOffset } from './pagers';

const text = (value: unknown) =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : '';

const PERSON = '@s.whatsapp.net';

const KINDS: Record<string, string> = {
	group: 'group',
	contact: 'chat',
	newsletter: 'channel',
	broadcast: 'broadcast',
};

const labelled = (row: IDataObject, kind: string) => `${rowName(row) || rowId(row)} (${kind})`;

const list = (path: string, at: string, entry: Search['entry']): Search => ({
	path,
	at,
	pager: countOffset(),
	entry,
});

const chats = list('/chats', 'chats', (row) => ({
	name: labelled(row, KINDS[text(row.type)] ?? 'chat'),
	value: rowId(row),
}));

/** A row with an ID and a name, or the ID alone. */
const named: Search['entry'] = (row) => ({ name: rowName(row) || rowId(row), value: rowId(row) });

const groups = list('/groups', 'groups', named);

const newsletters = list('/newsletters', 'newsletters', named);

const contacts = list('/contacts', 'contacts', (row) => {
	const id = rowId(row).replace(PERSON, '');
	const name = rowName(row);
	return { name: name ? `${name} (+${id})` : `+${id}`, value: id };
});

/** As recipients, persons have the ID of their chat, so that a chat and its contact are one entry. */
const as = (search: Search, kind: string, ending = ''): Search => ({
	...search,
	entry: (row) => ({
		name: labelled(row, kind),
		value: rowId(row).replace(ending, '') + ending,
	}),
});

/** The lists of the node's `methods.listSearch`. */
export const searches: Record<string, Search | Search[]> = {
	chats,
	contacts,
	groups,
	newsletters,
	/** The newest chats first, then all other possible recipients. */
	recipients: [
		chats,
		as(contacts, 'contact', PERSON),
		as(groups, 'group'),
		as(newsletters, 'channel'),
	],
	communities: list('/communities', 'groups', named),
	/** Groups of the community that the form has; its announcement group can't be moved or joined. */
	communityGroups: {
		path: '/communities/{CommunityID}/subgroups',
		pathValues: (current) => ({ CommunityID: groupIdOf(text(current('community')), 'Community') }),
		at: 'otherGroups',
		entry: named,
	},
	labels: {
		path: '/labels',
		entry: named,
	},
	media: list('/media', 'files', (row) => ({
		name: `${text(row.file_name) || text(row.id)} (${text(row.mime_type)})`,
		value: text(row.id),
	})),
	products: list('/business/products', 'products', named),
	collections: list('/business/collections', 'collections', named),
};
