import type { Dict, Handler, SandboxRequest } from '../core/types';
import { asDict, asText } from '../core/values';
import { notFound, ok } from './answers';
import type { Context, Group, TwoChatState } from './state';

const withGroup =
	(run: (group: Group, request: SandboxRequest, context: Context) => Dict): Handler<TwoChatState> =>
	(request, context) => {
		const group = context.state.groups.get(asText(request.params.group_uuid));
		if (!group) return notFound('Group');
		const link = run(group, request, context);
		context.state.slackLinks.push(link);
		return ok({ data: link });
	};

export const slackHandlers: Record<string, Handler<TwoChatState>> = {
	linkSlackChannel: withGroup((group, request) => {
		const body = asDict(request.body);
		return {
			slack_channel_id: asText(request.params.slack_channel_id),
			whatsapp_group_uuid: group.uuid,
			channel_uuid: group.channel,
			ignore_thread_messages: body.ignore_thread_messages === true,
			display_slack_username_on_message: body.display_slack_username_on_message !== false,
		};
	}),
	createSlackChannel: withGroup((group, request, { ids }) => ({
		slack_channel_id: `C${ids.hex(10).toUpperCase()}`,
		slack_channel_name: asText(request.params.slack_channel_name),
		whatsapp_group_uuid: group.uuid,
		user_linked_to_channel: asText(request.params.user_email),
	})),
};
