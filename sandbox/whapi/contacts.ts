import type { Answer, SandboxRequest } from '../core/types';
import { asDict, asText, asTexts } from '../core/values';
import { NOT_ON_WHATSAPP } from './demo';
import { notFound, ok, paged, refusal } from './answers';
import { tell } from './deliveries';
import { newContact } from './seed';
import { send } from './sending';
import type { Contact, Context } from './state';

const idOf = (request: SandboxRequest): string => asText(request.params.ContactID);

const withContact =
	(run: (contact: Contact, request: SandboxRequest, context: Context) => Answer) =>
	(request: SandboxRequest, context: Context): Answer => {
		const contact = context.state.contacts.get(idOf(request));
		return contact ? run(contact, request, context) : notFound(`contact ${idOf(request)}`);
	};

/** A number may be typed in any form here; it is valid when WhatsApp knows its digits. */
function checkPhones(request: SandboxRequest, { state }: Context): Answer {
	const given = asDict(request.body).contacts;
	const inputs = asTexts(given);
	if (state.trial) {
		if (state.trial.checks < inputs.length)
			return refusal(402, `checks: ${state.trial.checks} left`);
		state.trial.checks -= inputs.length;
	}
	return ok({
		contacts: inputs.map((input) => {
			const digits = input.replace(/@.*$/, '').replace(/\D/g, '');
			const isValid = /^\d{7,15}$/.test(digits) && !NOT_ON_WHATSAPP.includes(digits);
			return isValid ? { input, status: 'valid', wa_id: digits } : { input, status: 'invalid' };
		}),
	});
}

function addContact(request: SandboxRequest, context: Context): Answer {
	const { phone, name } = asDict(request.body);
	const id = asText(phone);
	if (NOT_ON_WHATSAPP.includes(id)) return notFound(`${id} has no WhatsApp: contact`);
	if (context.state.contacts.get(id)?.saved) return refusal(409, `${id} is a contact already`);
	const contact = newContact(id, asText(name));
	context.state.contacts.set(id, contact);
	tell(context, 'contacts', 'post', { contacts: [contact] });
	return ok(contact);
}

/** Changes a contact and sends the state before and after. */
export function updateContact(context: Context, contact: Contact, fields: Partial<Contact>): void {
	const before = structuredClone(contact);
	Object.assign(contact, fields);
	const changes = Object.keys(fields).filter((name) => fields[name] !== before[name]);
	const contacts_updates = [
		{ before_update: before, after_update: structuredClone(contact), changes },
	];
	tell(context, 'contacts', 'patch', { contacts_updates });
}

/** Anybody on WhatsApp has a profile, contact or not. */
function getContactProfile(request: SandboxRequest, { state }: Context): Answer {
	const id = idOf(request);
	if (NOT_ON_WHATSAPP.includes(id)) return notFound(`${id} has no WhatsApp: contact`);
	return ok({
		name: state.contacts.get(id)?.name ?? `+${id}`,
		about: 'Hey there! I am using WhatsApp.',
		icon: `https://pps.example.com/${id}-s.jpg`,
		icon_full: `https://pps.example.com/${id}.jpg`,
	});
}

const lidOf = (id: string): { lid: string } => ({
	lid: `${[...id].reverse().join('').padEnd(15, '7')}@lid`,
});

function getLidByIds(request: SandboxRequest): Answer {
	const ids = request.query.ContactIDList;
	const list = (Array.isArray(ids) ? ids : [ids]).map(asText);
	return ok(Object.fromEntries(list.map((id) => [id, lidOf(id)])));
}

/** Sends the card of a contact to somebody. */
const sendContact = withContact((contact, request, context) => {
	const { to, name, quoted } = asDict(request.body);
	const shownName = asText(name) || contact.name;
	const vcard = `BEGIN:VCARD\nVERSION:3.0\nFN:${shownName}\nTEL;type=CELL;waid=${contact.id}:+${contact.id}\nEND:VCARD`;
	return send(context, asText(to), 'contact', { name: shownName, vcard }, asText(quoted));
});

export const contactHandlers = {
	getContacts: (request: SandboxRequest, { state }: Context): Answer =>
		paged('contacts', [...state.contacts.values()], request),
	checkPhones,
	addContact,
	getContact: withContact((contact) => ok(contact)),
	sendContact,
	editContact: withContact((contact, request, context) => {
		updateContact(context, contact, { name: asText(asDict(request.body).name) || contact.name });
		return ok(contact);
	}),
	deleteContact: withContact((contact, _request, { state }) => {
		state.contacts.delete(contact.id);
		return ok();
	}),
	checkExist: (request: SandboxRequest): Answer =>
		NOT_ON_WHATSAPP.includes(idOf(request)) ? notFound('contact') : { status: 200 },
	getContactProfile,
	getLidByIds,
	getLidById: (request: SandboxRequest): Answer => ok(lidOf(idOf(request))),
	blacklistAdd: (request: SandboxRequest, { state }: Context): Answer => {
		state.blocked.add(idOf(request));
		return ok();
	},
	blacklistRemove: (request: SandboxRequest, { state }: Context): Answer =>
		state.blocked.delete(idOf(request)) ? ok() : notFound('blocked contact'),
	getBlackList: (_request: SandboxRequest, { state }: Context): Answer => ok([...state.blocked]),
};
