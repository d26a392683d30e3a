import type { Answer, Dict, Handler, SandboxRequest } from '../core/types';
import { asDict, asText, isDict } from '../core/values';
import { checkPhone, notFound, ok, pageOf, sameNumber } from './answers';
import type { Contact, Context, TwoChatState } from './state';
import { zoned } from './times';

type Details = Contact['details'];

function toDetails(list: unknown, context: Context): Details {
	const time = zoned(context.now());
	return (Array.isArray(list) ? list : []).filter(isDict).map(({ type, value }) => ({
		id: context.ids.next(),
		type: asText(type),
		value: asText(value),
		created_at: time,
		updated_at: time,
	}));
}

/** Phone numbers need a country code. */
function wrongDetail(list: unknown): Answer | undefined {
	const phones = (Array.isArray(list) ? list : [])
		.filter(isDict)
		.filter(({ type }) => type === 'PH' || type === 'WAPH');
	return phones.map(({ value }) => checkPhone('contact_detail.value', value)).find(Boolean);
}

const list = (contacts: Contact[], request: SandboxRequest): Answer => {
	const { channel_uuid: channel } = request.query;
	const fitting = contacts.filter((one) => !channel || one.channel_uuid === channel);
	const { page, rows } = pageOf(fitting, request, { standard: 20 });
	return ok({ page, count: rows.length, contacts: rows });
};

const find =
	(
		run: (contact: Contact, request: SandboxRequest, context: Context) => Answer,
	): Handler<TwoChatState> =>
	(request, context) => {
		const contact = context.state.contacts.get(asText(request.params.contact_uuid));
		return contact ? run(contact, request, context) : notFound('Contact');
	};

const plainFields = (body: Dict): Dict =>
	Object.fromEntries(
		['first_name', 'last_name', 'profile_pic_url', 'channel_uuid']
			.filter((name) => name in body)
			.map((name) => [name, body[name]]),
	);

export const contactHandlers: Record<string, Handler<TwoChatState>> = {
	createContact(request, context) {
		const body = asDict(request.body);
		const refused = wrongDetail(body.contact_detail);
		if (refused) return refused;
		const contact: Contact = {
			id: context.ids.next(),
			uuid: `CON${context.ids.uuid()}`,
			first_name: null,
			last_name: null,
			channel_uuid: null,
			profile_pic_url: null,
			...plainFields(body),
			details: toDetails(body.contact_detail, context),
		};
		context.state.contacts.set(contact.uuid, contact);
		return ok({ contact }, 201);
	},
	listContacts: (request, { state }) => list([...state.contacts.values()], request),
	searchContacts(request, { state }) {
		const wanted = asText(request.query.query).toLowerCase();
		const fits = ({ first_name: first, last_name: last, details }: Contact): boolean =>
			`${first ?? ''} ${last ?? ''}`.toLowerCase().includes(wanted) ||
			details.some(
				({ value }) => value.toLowerCase().includes(wanted) || sameNumber(value, wanted),
			);
		return list([...state.contacts.values()].filter(fits), request);
	},
	getContact: find((contact) => ok({ contact })),
	updateContact: find((contact, request, context) => {
		const body = asDict(request.body);
		const refused = wrongDetail(body.contact_details);
		if (refused) return refused;
		Object.assign(contact, plainFields(body));
		if ('contact_details' in body) contact.details = toDetails(body.contact_details, context);
		return ok({ contact });
	}),
	deleteContact: find((contact, _request, { state }) => {
		state.contacts.delete(contact.uuid);
		return ok();
	}),
};

/** How events show the person behind a number. */
export function contactOf(phone: string | null, context: Context): Dict {
	const known = [...context.state.contacts.values()].find(({ details }) =>
		details.some(({ value }) => sameNumber(value, phone)),
	);
	return {
		first_name: known?.first_name ?? null,
		last_name: known?.last_name ?? null,
		profile_pic_url: known?.profile_pic_url ?? null,
	};
}
