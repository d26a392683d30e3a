import { defineProvider } from '../core/provider';
import type { Answer, SandboxRequest } from '../core/types';
import { asText } from '../core/values';
import {
	authenticate,
	CONTRACT,
	documentedHandlers,
	failure,
	invalid,
	notFound,
	ok,
	unknownRoute,
} from './answers';
import { businessHandlers } from './business';
import { chatHandlers, presenceHandlers } from './chats';
import { contactHandlers } from './contacts';
import { dialect } from './deliveries';
import {
	WHAPI_CHANNEL,
	WHAPI_DEMO,
	WHAPI_GROUP,
	WHAPI_NEWSLETTER,
	WHAPI_OWN_NUMBER,
	WHAPI_PERSON,
} from './demo';
import { groupHandlers } from './groups';
import { happenings } from './happenings';
import { phoneView } from './people';
import { labelHandlers } from './labels';
import { mediaHandlers } from './media';
import { messageActionHandlers } from './messageActions';
import { messageHandlers } from './messages';
import { newsletterHandlers } from './newsletters';
import { createState } from './seed';
import { settingsHandlers } from './settings';
import type { Context, WhapiState } from './state';
import { storyHandlers } from './stories';

export * from './demo';
export type { WhapiState } from './state';

function rejectCall(request: SandboxRequest, { state }: Context): Answer {
	const id = asText(request.params.CallID);
	return state.calls.delete(id) ? ok() : notFound(`call ${id}`);
}

/** Communities and links to calls have no state: they answer the contract's examples. */
export const whapi = defineProvider<WhapiState>({
	name: 'whapi',
	contract: CONTRACT,
	hosts: { api: '' },
	demo: {
		...WHAPI_DEMO,
		channel: WHAPI_CHANNEL,
		'own number': WHAPI_OWN_NUMBER,
		person: WHAPI_PERSON,
		group: WHAPI_GROUP,
		newsletter: WHAPI_NEWSLETTER,
	},
	secrets: { query: ['token', 'order_token'] },
	commonQuery: ['token'],
	keepsFiles: true,
	takesUnknown: true,
	createState,
	authenticate,
	invalid,
	unknownRoute,
	failure,
	handlers: documentedHandlers({
		...settingsHandlers,
		...messageHandlers,
		...messageActionHandlers,
		...chatHandlers,
		...presenceHandlers,
		...contactHandlers,
		...groupHandlers,
		...newsletterHandlers,
		...mediaHandlers,
		...storyHandlers,
		...labelHandlers,
		...businessHandlers,
		rejectCall,
		rejectCallDeprecated: rejectCall,
	}),
	happenings,
	phone: phoneView,
	dialect,
});
