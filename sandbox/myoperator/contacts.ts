import type { Answer, Dict, SandboxRequest } from '../core/types';
import { asDict, asText, isDict } from '../core/values';
import { MYOPERATOR_DEMO } from './demo';
import { refusal, success } from './envelopes';
import { page } from './lists';
import { matches } from './contactFilters';
import type { Contact, Context } from './state';
import { micros } from './times';

/** Creating and searching share one route: only the body tells them apart. */
export function createOrSearchContacts(request: SandboxRequest, context: Context): Answer {
	const body = asDict(request.body);
	return isDict(body.and)
		? searchContacts(body.and, request, context)
		: createContact(body, context);
}

function createContact(body: Dict, context: Context): Answer {
	const countryCode = asText(body.country_code).replace(/^\+/, '');
	const phoneNumber = asText(body.phone_number);
	if (phoneNumber.length < 7 || phoneNumber.length > 15) {
		const message = "Phone Number's length should be in the range of [7,15].";
		return refusal(400, '400', 'Validation Error', { errors: { phone_number: [message] } });
	}
	const { contacts } = context.state;
	const taken = [...contacts.values()].some((one) => phoneOf(one) === countryCode + phoneNumber);
	if (taken) {
		const message = 'Contact with this phone number already exists.';
		return refusal(400, '400', 'Validation Error', { errors: { phone_number: [message] } });
	}
	const time = micros(context.now());
	const contact: Contact = {
		id: context.ids.hex(24),
		company_id: MYOPERATOR_DEMO.companyId,
		name: asText(body.name),
		country_code: countryCode,
		phone_number: phoneNumber,
		email_id: asText(body.email_id) || null,
		marketing_opt_in: body.marketing_opt_in === true,
		custom_fields: asDict(body.custom_fields),
		status: 'active',
		source: 'public_api',
		created: time,
		modified: time,
	};
	contacts.set(contact.id, contact);
	return success(shown(contact, 'custom_fields' in body), 'Contact Created');
}

const SEARCH_PAGE = 10;

function searchContacts(filters: Dict, request: SandboxRequest, context: Context): Answer {
	const all = [...context.state.contacts.values()];
	const found = all.filter((contact) => matches(contact, filters));
	const position = (name: string): number => {
		const token = asText(request.query[name]);
		return token === '' ? -1 : found.findIndex((contact) => tokenOf(contact) === token);
	};
	const after = position('after');
	const before = position('before');
	const end = before >= 0 ? before : found.length;
	const start = before >= 0 ? Math.max(0, before - SEARCH_PAGE) : after + 1;
	const results = found.slice(start, Math.min(end, start + SEARCH_PAGE)).map((contact) => {
		const { company_id: _company, ...rest } = shown(contact, false);
		return { ...rest, source: contact.source, pagination_token: tokenOf(contact) };
	});
	return success(
		{ total: results.length, filter_total: found.length, results },
		'Contacts Searched',
		200,
	);
}

function tokenOf(contact: Contact): string {
	const time = Date.parse(contact.created);
	return Buffer.from(JSON.stringify([contact.id, time])).toString('base64url');
}

export function listContacts(request: SandboxRequest, context: Context): Answer {
	const countryCode = asText(request.query.country_code).replace(/^[+ ]/, '');
	const phoneNumber = asText(request.query.phone_number).replace(/^[+ ]/, '');
	const found = [...context.state.contacts.values()].filter(
		(contact) =>
			(countryCode === '' || contact.country_code === countryCode) &&
			(phoneNumber === '' ||
				contact.phone_number === phoneNumber ||
				phoneOf(contact) === phoneNumber),
	);
	const withFields = includesFields(request);
	return success(
		page(
			found.map((contact) => shown(contact, withFields)),
			request,
			context,
		),
		'Data',
	);
}

export function getContact(request: SandboxRequest, context: Context): Answer {
	const contact = context.state.contacts.get(asText(request.params.id));
	return contact
		? success(shown(contact, includesFields(request)), 'Contact Fetched')
		: unknownContact();
}

/** Takes an id or the number with its country code. */
export function updateContact(request: SandboxRequest, context: Context): Answer {
	const key = asText(Object.values(request.params)[0]).replace(/^\+/, '');
	const contact =
		context.state.contacts.get(key) ??
		[...context.state.contacts.values()].find((one) => phoneOf(one) === key);
	if (!contact) {
		const detail = 'Contact not found for given identifier.';
		return refusal(404, 'not_found', 'Not found.', { errors: { detail } });
	}
	const body = asDict(request.body);
	if ('phone_number' in body || 'country_code' in body) {
		const detail = 'Phone Number cannot be updated.';
		return refusal(400, 'invalid', 'Invalid input.', { errors: { detail } });
	}
	if ('name' in body) contact.name = asText(body.name);
	if ('email_id' in body) contact.email_id = asText(body.email_id) || null;
	if ('marketing_opt_in' in body) contact.marketing_opt_in = body.marketing_opt_in === true;
	Object.assign(contact.custom_fields, asDict(body.custom_fields));
	contact.modified = micros(context.now());
	// By number the answer leaves the custom fields out, even those that were just set.
	return success(shown(contact, contact.id === key && 'custom_fields' in body), 'Contact Updated');
}

export function deleteContact(request: SandboxRequest, context: Context): Answer {
	const deleted = context.state.contacts.delete(asText(request.params.id));
	return deleted ? success({}, 'Contact Deleted') : unknownContact();
}

function unknownContact(): Answer {
	return refusal(404, '404', 'Invalid Contact ID');
}

function phoneOf(contact: Contact): string {
	return contact.country_code + contact.phone_number;
}

function includesFields(request: SandboxRequest): boolean {
	return [request.query.include].flat().some((value) => asText(value).includes('custom_fields'));
}

function shown(contact: Contact, withFields: boolean): Omit<Contact, 'source' | 'custom_fields'> {
	const { source: _source, custom_fields, ...rest } = contact;
	return withFields ? { ...rest, ...{ custom_fields } } : rest;
}
