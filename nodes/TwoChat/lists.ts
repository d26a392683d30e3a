/** The lists behind the node's locators, and the form of a template's variables. */
import type { IDataObject, ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import { isObject, WrongValue } from '../../engine/define';
import { currentValue, fetchRows, rowId, rowName, type Search } from '../../engine/editor/lists';
import { pages } from '../../engine/item/pages';
import { e164 } from './fields/common';
import { conversationPages } from './operations/conversation';
import { sizedPages, templatePages, wabaNumberPages } from './pagers';
import { twoChat } from './provider';
import { variablesOf } from './shapes/templates';

type Current = (name: string) => unknown;

const text = (value: unknown) => (value === undefined || value === null ? '' : String(value));

/** "Support (+15550100123)". */
const labelled = (name: unknown, more: unknown) =>
	text(name) && text(name) !== text(more) ? `${text(name)} (${text(more)})` : text(more);

/** @throws WrongValue if a list depends on a field that is still empty */
function chosen(current: Current, field: string, label: string): string {
	const value = text(current(field));
	if (!value) throw new WrongValue('choose it first, this list depends on it', label);
	return value;
}

const chosenPhone = (current: Current, field: string, label: string) =>
	e164(label)(chosen(current, field, label));

const STATES: Record<string, string> = { D: ', disconnected', F: ', failed' };

const withState = (row: IDataObject) =>
	`${labelled(row.friendly_name, row.phone_number)}${STATES[text(row.connection_status)] ?? ''}`;

const numberList = (value: 'phone_number' | 'uuid'): Search => ({
	path: '/whatsapp/get-numbers',
	at: 'numbers',
	pager: sizedPages(50),
	entry: (row) => ({ name: withState(row), value: text(row[value]) }),
});

const wabaList = (value: 'phone_number' | 'uuid'): Search => ({
	path: '/waba/numbers',
	at: 'numbers',
	pager: wabaNumberPages,
	entry: (row) => ({ name: withState(row), value: text(row[value]) }),
});

const virtualList = (value: 'phone_number' | 'uuid'): Search => ({
	path: '/voip/virtual-numbers',
	at: 'numbers',
	pager: sizedPages(50),
	entry: (row) => ({
		name: labelled(row.friendly_name, row.phone_number),
		value: text(row[value]),
	}),
});

const templateList = {
	path: '/waba/templates',
	at: 'templates',
	pager: templatePages,
	dependent: (current: Current) => ({
		phone_number: chosenPhone(current, 'wabaNumber', 'WABA Number'),
	}),
};

const catalogList = (name: 'products' | 'collections'): Search => ({
	path: `/whatsapp/catalog/${name}`,
	at: name,
	dependent: (current) => ({
		from_number: chosenPhone(current, 'fromNumber', 'Number'),
	}),
	entry: (row) => ({ name: labelled(row.name, row.approval_status), value: text(row.id) }),
});

const inCountry = (current: Current) => ({
	country: chosen(current, 'country', 'Country').toUpperCase(),
});

const reservationList = (entry: Search['entry']): Search => ({
	path: '/numbers/reservations',
	at: 'data.reservations',
	entry,
});

/** Name, then phone numbers: what a person searches a contact by. */
const contactName = (row: IDataObject) => {
	const details = Array.isArray(row.details) ? (row.details as IDataObject[]) : [];
	const name = [row.first_name, row.last_name].map(text).filter(Boolean).join(' ');
	return labelled(name || rowName(row), details[0]?.value ?? rowId(row, 'uuid'));
};

/** The lists of the node's `methods.listSearch`. */
export const searches: Record<string, Search> = {
	numbers: numberList('phone_number'),
	channels: numberList('uuid'),
	wabaNumbers: wabaList('phone_number'),
	wabaChannels: wabaList('uuid'),
	smsNumbers: virtualList('phone_number'),
	virtualNumbers: virtualList('uuid'),
	contacts: {
		path: '/contacts',
		at: 'contacts',
		pager: sizedPages(100),
		entry: (row) => ({ name: contactName(row), value: rowId(row, 'uuid') }),
	},
	groups: {
		path: '/whatsapp/groups/{number}',
		at: 'data',
		pathValues: (current) => ({ number: chosenPhone(current, 'fromNumber', 'Number') }),
		entry: (row) => ({
			name: labelled(rowName(row, 'wa_group_name'), `${text(row.size) || '?'} members`),
			value: rowId(row, 'uuid', 'group_uuid'),
		}),
	},
	conversations: {
		path: '/whatsapp/conversations/{channel}',
		at: 'sessions',
		pager: conversationPages,
		pathValues: (current) => ({ channel: chosen(current, 'channel', 'Number') }),
		entry: (row) => ({
			name: labelled(rowName(row, 'friendly_name'), row.phone_number),
			value: rowId(row, 'session_key'),
		}),
	},
	products: catalogList('products'),
	collections: catalogList('collections'),
	templates: {
		...templateList,
		entry: (row) => ({ name: labelled(row.name, row.status), value: text(row.uuid) }),
	},
	approvedTemplates: {
		...templateList,
		entry: (row) =>
			row.status === 'APPROVED'
				? { name: labelled(row.name, row.category), value: text(row.uuid) }
				: undefined,
	},
	users: {
		path: '/users',
		at: 'data.users',
		entry: (row) => ({
			name: contactName({ ...row, details: [{ value: row.email }] }),
			value: text(row.uuid),
		}),
	},
	webhooks: {
		path: '/webhooks',
		at: 'webhooks',
		entry: (row) => ({ name: labelled(row.event_name, row.hook_url), value: text(row.uuid) }),
	},
	regions: {
		path: '/numbers/regions',
		at: 'data.regions',
		dependent: inCountry,
		entry: (row) => ({ name: text(row.region_name), value: text(row.id) }),
	},
	cities: {
		path: '/numbers/cities',
		at: 'data.cities',
		dependent: inCountry,
		entry: (row) => ({ name: text(row.city_name), value: text(row.id) }),
	},
	didTypes: {
		path: '/numbers/did-types',
		at: 'data.did_types',
		entry: (row) => ({ name: text(row.name), value: text(row.id) }),
	},
	numberGroups: {
		path: '/numbers/groups',
		at: 'data.groups',
		dependent: inCountry,
		entry: (row) => {
			const price = isObject(row.price) ? `, ${text(row.price.monthly_price)} a month` : '';
			return {
				name: `${text(row.prefix)} ${text(row.location)} (${text(row.type)}${price})`,
				value: text(row.id),
			};
		},
	},
	reservations: reservationList((row) => ({
		name: labelled(row.number, row.location),
		value: text(row.uuid),
	})),
	reservedNumbers: reservationList((row) => ({
		name: labelled(row.number, `${text(row.monthly_price) || '?'} a month`),
		value: text(row.number),
	})),
};

/** `methods.resourceMapping.templateVariables` of the node. */
export async function loadTemplateVariables(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	const wanted = text(currentValue(this, 'template'));
	if (!wanted) return { fields: [], emptyFieldsNotice: 'Choose a template first' };
	const fetchPage = async (changes: IDataObject) =>
		await fetchRows(this, twoChat, templateList, changes);
	for await (const rows of pages(templatePages, 0, fetchPage)) {
		const found = (rows as IDataObject[]).find((row) => row.uuid === wanted);
		if (found) return { fields: variablesOf(found) };
	}
	return { fields: [], emptyFieldsNotice: `The number has no template with the ID ${wanted}` };
}
