/** The lists behind the node's locators. */
import type { IDataObject } from 'n8n-workflow';

import type { Search } from '../../engine/editor/lists';
import { groupIdOf } from './addresses';
import { countOffset } from './pagers';

const text = (value: unknown) =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : '';

const KINDS: Record<string, string> = {
	group: 'group',
	contact: 'chat',
	newsletter: 'channel',
	broadcast: 'broadcast',
};

const labelled = (row: IDataObject, kind: string) => {
	const name = text(row.name) || text(row.pushname);
	return name ? `${name} (${kind})` : `${text(row.id)} (${kind})`;
};

const list = (path: string, at: string, entry: Search['entry']): Search => ({
	path,
	at,
	pager: countOffset(),
	entry,
});

const chats = list('/chats', 'chats', (row) => ({
	name: labelled(row, KINDS[text(row.type)] ?? 'chat'),
	value: text(row.id),
}));

const groups = list('/groups', 'groups', (row) => ({
	name: text(row.name) || text(row.id),
	value: text(row.id),
}));

const newsletters = list('/newsletters', 'newsletters', groups.entry);

const contacts = list('/contacts', 'contacts', (row) => {
	const name = text(row.name) || text(row.pushname);
	return { name: name ? `${name} (+${text(row.id)})` : `+${text(row.id)}`, value: text(row.id) };
});

/** As recipients, persons have the ID of their chat, so that a chat and its contact are one entry. */
const as = (search: Search, kind: string, ending = ''): Search => ({
	...search,
	entry: (row) => ({ name: labelled(row, kind), value: text(row.id) + ending }),
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
		as(contacts, 'contact', '@s.whatsapp.net'),
		as(groups, 'group'),
		as(newsletters, 'channel'),
	],
	communities: list('/communities', 'groups', groups.entry),
	/** Groups of the community that the form has; its announcement group can't be moved or joined. */
	communityGroups: {
		path: '/communities/{CommunityID}/subgroups',
		pathValues: (current) => ({ CommunityID: groupIdOf(text(current('community')), 'Community') }),
		at: 'otherGroups',
		entry: (row) => ({ name: text(row.title) || text(row.id), value: text(row.id) }),
	},
	labels: {
		path: '/labels',
		entry: (row) => ({ name: text(row.name) || text(row.id), value: text(row.id) }),
	},
	media: list('/media', 'files', (row) => ({
		name: `${text(row.file_name) || text(row.id)} (${text(row.mime_type)})`,
		value: text(row.id),
	})),
	products: list('/business/products', 'products', (row) => ({
		name: text(row.name) || text(row.id),
		value: text(row.id),
	})),
	collections: list('/business/collections', 'collections', (row) => ({
		name: text(row.name) || text(row.id),
		value: text(row.id),
	})),
};
