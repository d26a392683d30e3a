import type { Handler, SandboxRequest } from '../core/types';
import { asDict, asText } from '../core/values';
import { notFound, ok } from './answers';
import type { Context, TwoChatState } from './state';
import { TRIAL_PER_MINUTE } from './demo';

const SHORTEST_TOKEN = 60;
const LONGEST_TOKEN = 86_400;

export const accountHandlers: Record<string, Handler<TwoChatState>> = {
	getAccountInfo: (_request, { state }) =>
		ok({
			account: state.account,
			limits: state.account.on_trial ? { requests_per_minute: TRIAL_PER_MINUTE } : state.limits,
			usage: state.usage,
		}),
	listUsers: (_request, { state }) => ok({ data: { users: state.users } }),
	createVoiceSdkToken(request: SandboxRequest, context: Context) {
		const { user_uuid: user, label, ttl } = asDict(request.body);
		if (!context.state.users.some(({ uuid }) => uuid === user)) return notFound('User');
		const asked = typeof ttl === 'number' ? ttl : 3600;
		const seconds = Math.min(LONGEST_TOKEN, Math.max(SHORTEST_TOKEN, asked));
		return ok({
			token: `eyJhbGciOiJub25lIn0.${context.ids.hex(24)}.`,
			user_uuid: asText(user),
			label: asText(label) || null,
			expires_at: new Date(context.now().getTime() + seconds * 1000).toISOString(),
		});
	},
};
