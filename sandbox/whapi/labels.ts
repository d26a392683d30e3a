import type { Answer, SandboxRequest } from '../core/types';
import { asDict, asText } from '../core/values';
import { notFound, ok, refusal } from './answers';
import { fullChat } from './chats';
import { tell } from './deliveries';
import type { Context, Label } from './state';

const counted = (label: Label, { state }: Context) => ({
	...label,
	count: state.labelled.get(label.id)?.size ?? 0,
});

const withLabel =
	(run: (label: Label, request: SandboxRequest, context: Context) => Answer) =>
	(request: SandboxRequest, context: Context): Answer => {
		const id = asText(request.params.LabelID);
		const label = context.state.labels.get(id);
		return label ? run(label, request, context) : notFound(`label ${id}`);
	};

function createLabel(request: SandboxRequest, context: Context): Answer {
	const { id, name, color } = asDict(request.body);
	const { labels } = context.state;
	if (labels.has(asText(id))) return refusal(409, `label ${asText(id)} exists already`);
	const label: Label = { id: asText(id), name: asText(name), color: asText(color) };
	labels.set(label.id, label);
	tell(context, 'labels', 'post', { labels: [counted(label, context)] });
	return ok();
}

const associations = withLabel((label, _request, context) => {
	const { chats, messages, labelled } = context.state;
	const ids = [...(labelled.get(label.id) ?? [])];
	const present = <T>(rows: Array<T | undefined>): T[] => rows.filter((row): row is T => !!row);
	return ok({
		chats: present(ids.map((id) => chats.get(id))).map((chat) => fullChat(chat, context)),
		messages: present(ids.map((id) => messages.get(id))),
	});
});

/** Chats and messages share one path here. */
const associate = (isOn: boolean) =>
	withLabel((label, request, context) => {
		const id = asText(request.params.AssociationID);
		const { chats, messages, labelled } = context.state;
		if (!chats.has(id) && !messages.has(id)) return notFound(id);
		const ids = labelled.get(label.id) ?? new Set<string>();
		labelled.set(label.id, ids);
		if (isOn) ids.add(id);
		else ids.delete(id);
		return ok();
	});

export const labelHandlers = {
	getLabels: (_request: SandboxRequest, context: Context): Answer =>
		ok([...context.state.labels.values()].map((label) => counted(label, context))),
	createLabel,
	getLabelAssociations: associations,
	addLabelAssociation: associate(true),
	deleteLabelAssociation: associate(false),
};
