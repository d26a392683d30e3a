import { SMALL_PNG } from '../core/files';
import type { Answer, Dict, SandboxRequest } from '../core/types';
import { asDict, asText } from '../core/values';
import { inSession, notFound, ok, whileConnected, wrongField } from './answers';
import { PERSON, tell } from './deliveries';
import { NOT_ON_WHATSAPP } from './demo';
import { jidOf } from './sending';
import type { Contact, Context, Session } from './state';

/** A phone number in a path or body; chat IDs are not accepted. */
const phoneOf = (value: unknown): string | undefined => {
	const jid = asText(value).includes('@') ? undefined : jidOf(asText(value));
	return jid?.slice(0, -PERSON.length);
};

/** The contact of a number; a new one causes an event. */
export function putContact(
	session: Session,
	phone: string,
	changes: Partial<Contact>,
	context: Context,
): Contact {
	const jid = phone + PERSON;
	const known = session.contacts.get(jid);
	const contact: Contact = {
		jid,
		phone,
		name: null,
		push_name: null,
		blocked: false,
		...known,
		...changes,
		updated_at: context.now().toISOString(),
	};
	session.contacts.set(jid, contact);
	tell(context, session, known ? 'contacts.update' : 'contacts.upsert', {
		contacts: [{ ...contact }],
	});
	return contact;
}

type OnContact = (
	contact: Contact,
	session: Session,
	request: SandboxRequest,
	context: Context,
) => Answer;

const onContact =
	(run: OnContact) =>
	(session: Session, request: SandboxRequest, context: Context): Answer => {
		const contact = session.contacts.get(`${phoneOf(request.params.phone) ?? ''}${PERSON}`);
		return contact ? run(contact, session, request, context) : notFound('Contact');
	};

/** The linked ID of a number, in this sandbox: its digits backwards, behind a one. */
const lidOf = (phone: string): string => `1${[...phone].reverse().join('')}@lid`;

const getLidOfPhone = whileConnected((session, request) => {
	const phone = phoneOf(request.params.phone);
	return session.contacts.has(`${phone ?? ''}${PERSON}`)
		? ok({ success: true, data: { lid: lidOf(phone ?? '') } })
		: notFound('Contact');
});

const getPhoneOfLid = whileConnected((session, request) => {
	const contact = [...session.contacts.values()].find(
		({ phone }) => lidOf(phone) === asText(request.params.lid),
	);
	return contact ? ok({ success: true, data: { pn: contact.jid } }) : notFound('Contact');
});

const checkOnWhatsApp = whileConnected((_session, request) => {
	const phone = phoneOf(request.params.phone);
	if (phone === undefined) return wrongField('phone', 'Not a phone number with country code');
	return NOT_ON_WHATSAPP.includes(phone)
		? ok({ exists: false, jid: null })
		: ok({ exists: true, jid: phone + PERSON });
});

const upsertContact = inSession((session, request, context) => {
	const { phone: given, name } = asDict(request.body);
	const phone = phoneOf(given);
	if (phone === undefined) return wrongField('phone', 'Not a phone number with country code');
	const changes = name === undefined ? {} : { name: asText(name) };
	return ok({ ...putContact(session, phone, changes, context) });
});

const block = (blocked: boolean) =>
	whileConnected(
		onContact((contact, session, _request, context) => {
			putContact(session, contact.phone, { blocked }, context);
			return ok();
		}),
	);

/** The picture's address; none when the person hides it. */
export function pictureOf(jid: string, hidden: boolean, context: Context): Dict {
	if (hidden) return { jid, url: null };
	const name = `${jid.replace('@', '-at-')}.png`;
	return { jid, url: context.files.add({ name, mimeType: 'image/png', bytes: SMALL_PNG }) };
}

const getContactPicture = whileConnected((session, request, context) => {
	const contact = session.contacts.get(asText(request.params.jid));
	return contact ? ok(pictureOf(contact.jid, contact.blocked, context)) : notFound('Contact');
});

export const contactHandlers = {
	checkOnWhatsApp,
	getPhoneOfLid,
	getLidOfPhone,
	listContacts: inSession(({ contacts }) =>
		ok({ data: [...contacts.values()].map((contact) => ({ ...contact })) }),
	),
	upsertContact,
	getContact: inSession(onContact((contact) => ok({ ...contact }))),
	getContactPicture,
	blockContact: block(true),
	unblockContact: block(false),
};
