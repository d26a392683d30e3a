import type { Answer, SandboxRequest } from '../core/types';
import { asDict, asText, asTexts } from '../core/values';
import { PRIVATE_PERSON, WHAPI_OWN_NUMBER } from './demo';
import { notFound, ok, paged } from './answers';
import { tell } from './deliveries';
import { mediaOf } from './media';
import { card } from './messages';
import { newGroup } from './seed';
import { type Context, type Group, seconds } from './state';

const withGroup =
	(run: (group: Group, request: SandboxRequest, context: Context) => Answer) =>
	(request: SandboxRequest, context: Context): Answer => {
		const id = asText(request.params.GroupID);
		const group = context.state.groups.get(id);
		return group ? run(group, request, context) : notFound(`group ${id}`);
	};

const inviteCode = (context: Context): string => context.ids.hex(22);

const byCode = (context: Context, code: string): Group | undefined =>
	[...context.state.groups.values()].find((group) => group.invite_code === code);

/** Those that can be added, and those that cannot. */
const sortOut = (given: unknown): { able: string[]; unable: string[] } => {
	const people = [...new Set(asTexts(given))];
	return {
		able: people.filter((id) => id !== PRIVATE_PERSON),
		unable: people.filter((id) => id === PRIVATE_PERSON),
	};
};

function createGroup(request: SandboxRequest, context: Context): Answer {
	const { subject, participants } = asDict(request.body);
	const { able, unable } = sortOut(participants);
	const id = `120363${context.ids.digits(12)}@g.us`;
	const group = newGroup(id, asText(subject), able, inviteCode(context), seconds(context));
	context.state.groups.set(id, group);
	tell(context, 'groups', 'post', { groups: [group] });
	return ok({ ...group, unprocessed_participants: unable });
}

/** Changes a group and sends the state before and after. */
export function updateGroup(context: Context, group: Group, fields: Partial<Group>): Answer {
	const before = structuredClone(group);
	Object.assign(group, fields);
	const changes = Object.keys(fields).filter((name) => fields[name] !== before[name]);
	const groups_updates = [{ before_update: before, after_update: structuredClone(group), changes }];
	tell(context, 'groups', 'patch', { groups_updates });
	return ok();
}

/** Changes who is in a group, and as what. */
export function changePeople(
	context: Context,
	group: Group,
	action:
		| 'add'
		| 'remove'
		| 'promote'
		| 'demote'
		| 'request'
		| 'revoke_request'
		| 'rejected_request',
	people: string[],
): { processed: string[]; failed: string[] } {
	const isMember = (id: string) => group.participants.some((one) => one.id === id);
	const { able, unable } = sortOut(people);
	const processed = able.filter((id) => {
		if (action === 'add') return !isMember(id);
		return ['remove', 'promote', 'demote'].includes(action) ? isMember(id) : true;
	});
	const failed = [...unable, ...able.filter((id) => !processed.includes(id))];
	if (action === 'add')
		group.participants.push(...processed.map((id) => ({ id, rank: 'member' as const })));
	if (action === 'remove')
		group.participants = group.participants.filter(({ id }) => !processed.includes(id));
	if (action === 'promote' || action === 'demote')
		for (const one of group.participants)
			if (processed.includes(one.id) && one.rank !== 'creator')
				one.rank = action === 'promote' ? 'admin' : 'member';
	group.participants_count = group.participants.length;
	if (processed.length > 0) {
		const groups_participants = [{ group_id: group.id, participants: processed, action }];
		tell(context, 'groups', 'put', { groups_participants });
	}
	return { processed, failed };
}

const people =
	(action: 'add' | 'remove' | 'promote' | 'demote', isListed: boolean) =>
	(group: Group, request: SandboxRequest, context: Context): Answer => {
		const given = asDict(request.body).participants;
		const list = asTexts(given);
		const { processed, failed } = changePeople(context, group, action, list);
		return ok(
			isListed
				? { success: processed.length > 0, processed, failed }
				: { success: failed.length === 0 },
		);
	};

const SETTINGS: Record<string, string> = {
	send_messages: 'announcements',
	edit_group_info: 'restricted',
	approve_participants: 'approveParticipants',
	add_participants: 'adminAddMemberMode',
};

/** Accepts or rejects a join request. One person per call. */
const decide = (isApproved: boolean) =>
	withGroup((group, request, context) => {
		const chatId = asText(asDict(request.body).application);
		const waiting = context.state.applications.get(group.id) ?? [];
		const found = waiting.find((one) => one.chatId === chatId);
		if (!found) return ok([{ chatId, success: false, error: 'no such application' }]);
		context.state.applications.set(
			group.id,
			waiting.filter((one) => one !== found),
		);
		const person = chatId.replace(/@.*$/, '');
		changePeople(context, group, isApproved ? 'add' : 'rejected_request', [person]);
		return ok([{ chatId, success: true }]);
	});

function acceptGroupInvite(request: SandboxRequest, context: Context): Answer {
	const group = byCode(context, asText(asDict(request.body).invite_code));
	if (!group) return notFound('invite');
	changePeople(context, group, 'add', [WHAPI_OWN_NUMBER]);
	return ok({ group_id: group.id });
}

function getGroupMetadataByInviteCode(request: SandboxRequest, context: Context): Answer {
	const group = byCode(context, asText(request.params.InviteCode));
	if (!group) return notFound('invite');
	const { id, name, name_at, participants, created_at, created_by, ephemeral } = group;
	const participantsCount = participants.length;
	return ok({
		id,
		name,
		name_at,
		participants,
		participantsCount,
		created_at,
		created_by,
		ephemeral,
	});
}

function setGroupIcon(group: Group, request: SandboxRequest, context: Context): Answer {
	const media = mediaOf(request, context, 'image');
	if ('status' in media) return media;
	context.state.icons.set(group.id, media.bytes);
	context.state.media.delete(media.id);
	return ok();
}

export const groupHandlers = {
	getGroups: (request: SandboxRequest, { state }: Context): Answer =>
		paged('groups', [...state.groups.values()], request),
	createGroup,
	acceptGroupInvite,
	getGroupMetadataByInviteCode,
	getGroup: withGroup((group) => ok(group)),
	updateGroupInfo: withGroup((group, request, context) => {
		const { subject, description } = asDict(request.body);
		return updateGroup(context, group, {
			...(subject === undefined ? {} : { name: asText(subject), name_at: seconds(context) }),
			...(description === undefined ? {} : { description: asText(description) }),
		});
	}),
	updateGroupSetting: withGroup((group, request, context) => {
		const { setting, policy } = asDict(request.body);
		return updateGroup(context, group, {
			[SETTINGS[asText(setting)] ?? asText(setting)]: policy === 'admins',
		});
	}),
	leaveGroup: withGroup((group, _request, context) => {
		changePeople(context, group, 'remove', [WHAPI_OWN_NUMBER]);
		context.state.groups.delete(group.id);
		return ok();
	}),
	getGroupInvite: withGroup(({ invite_code }) => ok({ invite_code })),
	revokeGroupInvite: withGroup((group, _request, context) => {
		group.invite_code = inviteCode(context);
		return ok();
	}),
	sendGroupInvite: card('group_invite', (request, context) => {
		const group = byCode(context, asText(request.params.InviteCode));
		if (!group) return notFound('invite');
		const url = `https://chat.whatsapp.com/${group.invite_code}`;
		const body = asText(asDict(request.body).body).replace('%URL%', url) || url;
		return { body, url, title: group.name, invite_code: group.invite_code };
	}),
	addGroupParticipant: withGroup(people('add', true)),
	removeGroupParticipant: withGroup(people('remove', true)),
	promoteToGroupAdmin: withGroup(people('promote', false)),
	demoteGroupAdmin: withGroup(people('demote', false)),
	getGroupIcon: withGroup(({ id }, _request, { state }) => {
		const icon = state.icons.get(id);
		return icon ? { status: 200, body: icon, type: 'image/png' } : { status: 204 };
	}),
	setGroupIcon: withGroup(setGroupIcon),
	deleteGroupIcon: withGroup(({ id }, _request, { state }) => {
		state.icons.delete(id);
		return ok();
	}),
	getGroupApplicationsList: withGroup(({ id }, request, { state }) =>
		paged('applications', state.applications.get(id) ?? [], request),
	),
	approveGroupApplicationsList: decide(true),
	rejectGroupApplicationsList: decide(false),
};
