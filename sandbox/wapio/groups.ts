import type { Answer, Dict, SandboxRequest } from '../core/types';
import { asDict, asText, asTexts } from '../core/values';
import { inSession, notFound, ok, refusal, whileConnected, wrongField } from './answers';
import { pictureOf } from './contacts';
import { ownJid, PERSON, tell } from './deliveries';
import { NOT_ON_WHATSAPP } from './demo';
import { jidOf } from './sending';
import { newGroup } from './seed';
import type { Context, Group, Session } from './state';

/** Without its members, as in lists and events. */
export function summary(group: Group): Dict {
	const { participants, inviteCode: _code, other: _other, ...plain } = group;
	return { ...plain, size: participants.length };
}

const whole = (group: Group): Dict => ({
	...summary(group),
	participants: structuredClone(group.participants),
});

type InGroup = (
	group: Group,
	session: Session,
	request: SandboxRequest,
	context: Context,
) => Answer;

const inGroup =
	(run: InGroup) =>
	(session: Session, request: SandboxRequest, context: Context): Answer => {
		const group = session.groups.get(asText(request.params.groupJid));
		return group ? run(group, session, request, context) : notFound('Group');
	};

const isAdmin = (group: Group, session: Session): boolean =>
	group.participants.some(({ jid, admin }) => jid === ownJid(session) && admin !== null);

const asAdmin = (run: InGroup) =>
	whileConnected(
		inGroup((group, session, ...rest) =>
			isAdmin(group, session)
				? run(group, session, ...rest)
				: refusal(403, 'The session is not an admin of the group'),
		),
	);

export type Change = 'add' | 'remove' | 'promote' | 'demote';

const DONE: Record<Change, string> = {
	add: 'added',
	remove: 'removed',
	promote: 'promoted',
	demote: 'demoted',
};

/** Changes one member; false when there is nothing to change. */
function changeOne(group: Group, jid: string, action: Change): boolean {
	const member = group.participants.find((one) => one.jid === jid);
	if (action === 'add') {
		if (member || NOT_ON_WHATSAPP.includes(jid.slice(0, -PERSON.length))) return false;
		group.participants.push({ jid, phone: jid.slice(0, -PERSON.length), admin: null });
		return true;
	}
	if (!member || member.admin === 'superadmin') return false;
	if (action === 'remove') group.participants = group.participants.filter((one) => one !== member);
	else member.admin = action === 'promote' ? 'admin' : null;
	return true;
}

/** Changes members and sends events about those that changed. */
export function changeMembers(
	group: Group,
	jids: string[],
	action: Change,
	author: string,
	session: Session,
	context: Context,
): Array<{ jid: string; status: string }> {
	const results = jids.map((jid) => ({
		jid,
		status: changeOne(group, jid, action) ? DONE[action] : 'failed',
	}));
	const changed = results.filter(({ status }) => status !== 'failed').map(({ jid }) => jid);
	if (changed.length > 0)
		tell(context, session, 'group-participants.update', {
			group_jid: group.jid,
			action,
			participants: changed,
			author,
		});
	return results;
}

/** The chat IDs of people, or undefined when one of them does not exist. */
function peopleOf(body: unknown): string[] | undefined {
	const { participants } = asDict(body);
	const jids = asTexts(participants).map(jidOf);
	return jids.every((jid) => jid?.endsWith(PERSON)) ? (jids as string[]) : undefined;
}

const NOBODY = ['participants', 'Phone numbers or chat IDs of people'] as const;

const change = (action: Change) =>
	asAdmin((group, session, request, context) => {
		const people = peopleOf(request.body);
		if (!people) return wrongField(...NOBODY);
		const results = changeMembers(group, people, action, ownJid(session), session, context);
		return ok({ success: true, jid: group.jid, participants: results });
	});

const createGroup = whileConnected((session, request, context) => {
	const people = peopleOf(request.body);
	if (!people) return wrongField(...NOBODY);
	const phones = [ownJid(session), ...people].map((jid) => jid.slice(0, -PERSON.length));
	const group = newGroup(
		{
			jid: `120363${context.ids.digits(12)}@g.us`,
			subject: asText(asDict(request.body).subject),
			owner: ownJid(session),
			created_at: context.now().toISOString(),
			inviteCode: context.ids.hex(20),
		},
		[...new Set(phones)].filter((phone) => !NOT_ON_WHATSAPP.includes(phone)),
	);
	session.groups.set(group.jid, group);
	tell(context, session, 'groups.upsert', { groups: [summary(group)] });
	return ok(whole(group), 201);
});

/** Changes the details of a group. */
export function changeGroup(
	group: Group,
	changes: Partial<Group>,
	session: Session,
	context: Context,
): void {
	Object.assign(group, changes);
	tell(context, session, 'groups.update', { groups: [{ jid: group.jid, ...changes }] });
}

const updateGroupSettings = asAdmin((group, session, request, context) => {
	const { session_id: _session, announce, restrict, ...other } = asDict(request.body);
	Object.assign(group.other, other);
	changeGroup(
		group,
		{
			...(typeof announce === 'boolean' ? { announce } : {}),
			...(typeof restrict === 'boolean' ? { restrict } : {}),
		},
		session,
		context,
	);
	return ok();
});

const leaveGroup = whileConnected(
	inGroup((group, session, _request, context) => {
		session.groups.delete(group.jid);
		const me = ownJid(session);
		group.participants = group.participants.filter(({ jid }) => jid !== me);
		context.state.invites.set(group.inviteCode, group);
		return ok();
	}),
);

const byCode = (code: string, context: Context): Group | undefined =>
	context.state.invites.get(code) ??
	[...context.state.sessions.values()]
		.flatMap(({ groups }) => [...groups.values()])
		.find(({ inviteCode }) => inviteCode === code);

const getGroupInvite = whileConnected((_session, request, context) => {
	const group = byCode(asText(request.params.inviteCode), context);
	return group ? ok(summary(group)) : notFound('Invite');
});

const acceptGroupInvite = whileConnected((session, request, context) => {
	const group = byCode(asText(asDict(request.body).invite_code), context);
	if (!group) return notFound('Invite');
	if (!session.groups.has(group.jid)) {
		const jid = ownJid(session);
		group.participants.push({ jid, phone: jid.slice(0, -PERSON.length), admin: null });
		session.groups.set(group.jid, group);
		tell(context, session, 'groups.upsert', { groups: [summary(group)] });
	}
	return ok({ success: true, jid: group.jid });
});

export const groupHandlers = {
	listGroups: inSession(({ groups }) => ok({ data: [...groups.values()].map(summary) })),
	createGroup,
	getGroup: inSession(inGroup((group) => ok(whole(group)))),
	getGroupMetadata: inSession(inGroup((group) => ok(whole(group)))),
	listGroupParticipants: inSession(
		inGroup(({ participants }) => ok({ data: structuredClone(participants) })),
	),
	addGroupParticipants: change('add'),
	removeGroupParticipants: change('remove'),
	addGroupParticipantsByName: change('add'),
	removeGroupParticipantsByName: change('remove'),
	promoteGroupParticipants: change('promote'),
	demoteGroupParticipants: change('demote'),
	updateGroupSettings,
	getGroupPicture: whileConnected(
		inGroup((group, _session, _request, context) => ok(pictureOf(group.jid, false, context))),
	),
	getGroupInviteLink: asAdmin((group) =>
		ok({
			jid: group.jid,
			invite_link: `https://chat.whatsapp.com/${group.inviteCode}`,
			invite_code: group.inviteCode,
		}),
	),
	leaveGroup,
	getGroupInvite,
	acceptGroupInvite,
};
