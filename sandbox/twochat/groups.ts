import type { Answer, Dict, Handler, SandboxRequest } from '../core/types';
import { asDict, asText, asTexts } from '../core/values';
import { checkPhone, notFound, notReady, ok, refusal } from './answers';
import { PRIVATE_PERSON } from './demo';
import { tell } from './deliveries';
import { numberBy } from './numbers';
import type { Context, Group, TwoChatState } from './state';
import { zoned } from './times';

/** As the list of groups shows it. */
const shown = (group: Group): Dict => ({
	uuid: group.uuid,
	wa_group_name: group.name,
	size: group.members.size,
	is_muted: false,
	is_read_only: false,
	channel_is_owner: true,
	profile_pic_url: group.picture,
	owner_contact: {},
});

/** Somebody joined or left. */
export const tellMembers = (
	context: Context,
	group: Group,
	action: 'join' | 'leave' | 'remove',
	people: string[],
): void =>
	tell(context, `whatsapp.group.${action}`, group.channel, {
		event: `whatsapp.group.${action}`,
		created_at: zoned(context.now()),
		channel_phone_number: context.state.numbers.get(group.channel)?.phone_number ?? '',
		group: { uuid: group.uuid, wa_group_name: group.name },
		participants: people.map((phone) => ({
			phone_number: phone,
			pushname: group.members.get(phone)?.name ?? null,
		})),
	});

/** The result for each person. */
const results = (people: string[]): Dict =>
	Object.fromEntries(
		people.map((phone) => [
			phone,
			phone === PRIVATE_PERSON
				? { statusCode: 403, message: 'The participant can only be invited', isInviteV4Sent: true }
				: {
						statusCode: 200,
						message: 'The participant was added successfully',
						isInviteV4Sent: false,
					},
		]),
	);

const accepted = (people: string[]): string[] => people.filter((phone) => phone !== PRIVATE_PERSON);
const unaccepted = (people: string[]): string[] =>
	people.filter((phone) => phone === PRIVATE_PERSON);

function createGroup(request: SandboxRequest, context: Context): Answer {
	const body = asDict(request.body);
	const { name, description, participants } = asDict(body.group);
	const number = numberBy(body.from_number, context);
	if (!number) return notFound('Number');
	const people = asTexts(participants);
	const refused =
		notReady(number, context) ??
		people.map((phone) => checkPhone('group.participants', phone)).find(Boolean);
	if (refused) return refused;
	const group: Group = {
		uuid: `WAG${context.ids.uuid()}`,
		channel: number.uuid,
		wa_group_id: `1203630${context.ids.digits(11)}@g.us`,
		name: asText(name),
		description: asText(description),
		picture: null,
		members: new Map<string, { admin: boolean; name: string | null }>([
			[number.phone_number, { admin: true, name: asText(number.pushname) || null }],
			...accepted(people).map((phone): [string, { admin: boolean; name: null }] => [
				phone,
				{ admin: false, name: null },
			]),
		]),
	};
	context.state.groups.set(group.uuid, group);
	return ok({
		group: {
			name: group.name,
			wa_group_id: group.wa_group_id,
			participants: results(people),
			accepted_numbers: accepted(people),
			unaccepted_numbers: unaccepted(people),
			uuid: group.uuid,
		},
	});
}

/** Runs with the group of the path; the number of the body must be one of its admins. */
const change =
	(
		run: (group: Group, people: string[], body: Dict, context: Context) => Answer,
	): Handler<TwoChatState> =>
	(request, context) => {
		const group = context.state.groups.get(asText(request.params.group_uuid));
		if (!group) return notFound('Group');
		const body = asDict(request.body);
		const number = numberBy(body.from_number, context);
		if (!number) return notFound('Number');
		const refused = notReady(number, context);
		if (refused) return refused;
		if (!group.members.get(number.phone_number)?.admin)
			return refusal(403, 'The number is no admin of the group');
		return run(group, asTexts(body.participants), body, context);
	};

const rank = (admin: boolean): Handler<TwoChatState> =>
	change((group, people) => {
		for (const phone of people) {
			const member = group.members.get(phone);
			if (!member) return notFound('Participant');
			member.admin = admin;
		}
		return ok({ participants: { statusCode: 200 } });
	});

export const groupHandlers: Record<string, Handler<TwoChatState>> = {
	listGroups(request, context) {
		const number = numberBy(request.params.phone_number, context);
		if (!number) return notFound('Number');
		const own = [...context.state.groups.values()].filter(({ channel }) => channel === number.uuid);
		return ok({ data: own.map(shown) });
	},
	createGroup,
	getGroup(request, { state }) {
		const group = state.groups.get(asText(request.params.group_uuid));
		if (!group) return notFound('Group');
		const participants = [...group.members].map(([phone, { admin, name }]) => ({
			wa_is_admin: admin,
			wa_is_super_admin: false,
			wa_pushname: name,
			phone_number: phone,
			device: 'android',
			contact: {},
		}));
		return ok({ data: { ...shown(group), participants } });
	},
	addGroupParticipants: change((group, people, _body, context) => {
		const added = accepted(people);
		for (const phone of added) group.members.set(phone, { admin: false, name: null });
		if (added.length > 0) tellMembers(context, group, 'join', added);
		return ok({ participants: results(people) });
	}),
	removeGroupParticipants: change((group, people, _body, context) => {
		const there = people.filter((phone) => group.members.has(phone));
		if (there.length > 0) tellMembers(context, group, 'remove', there);
		for (const phone of there) group.members.delete(phone);
		return ok({
			accepted_numbers: there,
			unaccepted_numbers: people.filter((phone) => !there.includes(phone)),
		});
	}),
	promoteGroupParticipants: rank(true),
	demoteGroupParticipants: rank(false),
	setGroupDescription: change((group, _people, { description }) => {
		group.description = asText(description);
		return ok();
	}),
	setGroupPicture: change((group, _people, { url }) => {
		group.picture = asText(url);
		return ok();
	}),
};
