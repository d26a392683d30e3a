/** The lists behind the node's locators, and the form of a template's variables. */
import type { IDataObject, ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import { isObject } from '../../engine/define';
import { currentValue, fetchRows, rowId, rowName, type Search } from '../../engine/editor/lists';
import { offsetList, userPages } from './pagers';
import { myOperator } from './provider';
import { templateParts, variablesOf } from './shapes/templates';

const text = (value: unknown) => (value === undefined || value === null ? '' : String(value));

const phoneNumbers: Search = {
	path: '/chat/phonenumbers',
	host: 'whatsapp',
	query: { expand: 'waba_account' },
	at: 'data.results',
	pager: offsetList(),
	entry: (row) => {
		const account = isObject(row.waba_account) ? row.waba_account : {};
		const name = `+${text(row.country_code).replace('+', '')} ${text(row.phone_number)}`;
		return {
			name: account.waba_name ? `${name} (${text(account.waba_name)})` : name,
			value: text(row.phone_number_id),
		};
	},
};

const templateSearch = (query: IDataObject, entry: Search['entry']): Search => ({
	path: '/chat/templates',
	host: 'whatsapp',
	query,
	at: 'data.results',
	pager: offsetList(),
	entry,
});

/** The lists of the node's `methods.listSearch`. */
export const searches: Record<string, Search> = {
	phoneNumbers,
	wabas: {
		...phoneNumbers,
		entry: ({ waba_account: account }) =>
			isObject(account) && account.waba_id
				? { name: text(account.waba_name) || text(account.waba_id), value: text(account.waba_id) }
				: undefined,
	},
	templates: templateSearch({}, (row) => ({
		name: `${text(row.name)} (${text(row.language)}, ${text(row.waba_template_status)})`,
		value: text(row.id),
	})),
	approvedTemplates: templateSearch({ waba_template_status: 'approved' }, (row) => ({
		name: `${text(row.name)} (${text(row.language)})`,
		value: `${text(row.name)}|${text(row.language)}`,
	})),
	campaigns: {
		path: '/chat/campaigns',
		host: 'whatsapp',
		headers: (current) => ({ 'X-WABA-PHONENUMBER-ID': text(current('phoneNumber')) }),
		at: 'data.results',
		pager: offsetList(),
		filterBy: 'search',
		entry: (row) => ({ name: `${text(row.name)} (${text(row.status)})`, value: text(row.id) }),
	},
	contacts: {
		path: '/contacts',
		host: 'whatsapp',
		at: 'data.results',
		pager: offsetList(),
		entry: (row) => ({
			name: `${rowName(row)} (+${text(row.country_code)} ${text(row.phone_number)})`,
			value: rowId(row),
		}),
	},
	users: {
		path: '/user',
		host: 'developers',
		at: 'data',
		pager: userPages,
		filterBy: 'keyword',
		entry: (row) => ({
			name: `${rowName(row)} (${text(row.extension)})`,
			value: rowId(row, 'uuid'),
		}),
	},
	logFilters: {
		path: '/filters',
		host: 'developers',
		at: 'filters',
		// Entries of parent 0 are headings and can't be used as filters.
		entry: (row) =>
			text(row.parent_id) === '0'
				? undefined
				: { name: text(row.name).trim(), value: text(row.id) },
	},
};

/** `methods.resourceMapping.templateVariables` of the node. */
export async function loadTemplateVariables(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	const chosen = currentValue(this, 'template');
	if (!chosen) return { fields: [], emptyFieldsNotice: 'Choose a template first' };
	const [name, language] = templateParts(chosen);
	const { rows } = await fetchRows(this, myOperator, {
		path: '/chat/templates',
		host: 'whatsapp',
		query: { name, limit: 100, offset: 0 },
		at: 'data.results',
	});
	const found = (rows as IDataObject[]).filter((row) => row.name === name);
	const template = found.find((row) => !language || row.language === language) ?? found[0];
	if (!template) return { fields: [], emptyFieldsNotice: `There is no template "${name}"` };
	return { fields: variablesOf(template), emptyFieldsNotice: 'This template has no variables' };
}
