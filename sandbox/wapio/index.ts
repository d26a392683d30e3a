import { defineProvider } from '../core/provider';
import { authenticate, failure, invalid, limitKey, unknownRoute } from './answers';
import { chatHandlers } from './chats';
import { contactHandlers } from './contacts';
import { dialect } from './deliveries';
import { WAPIO_DEMO, WAPIO_PENDING_SESSION, WAPIO_SESSION } from './demo';
import { groupHandlers } from './groups';
import { happenings } from './happenings';
import { phoneView } from './people';
import { mediaHandlers } from './media';
import { messageHandlers } from './messages';
import { rename } from './renamed';
import { createState } from './seed';
import { sessionHandlers } from './sessions';
import type { WapioState } from './state';
import { CONTRACT, webhookHandlers } from './webhook';

export * from './demo';
export type { WapioState } from './state';

export const wapio = defineProvider<WapioState>({
	name: 'wapio',
	contract: CONTRACT,
	hosts: { api: '' },
	demo: {
		'account token': WAPIO_DEMO.accountToken,
		'session key': WAPIO_DEMO.sessionKey,
		'session (connected)': WAPIO_SESSION,
		'session (to be paired)': WAPIO_PENDING_SESSION,
	},
	secrets: { body: ['signing_secret'] },
	takesUnknown: true,
	rename,
	createState,
	authenticate,
	invalid,
	unknownRoute,
	failure,
	limitKey,
	handlers: {
		...sessionHandlers,
		...webhookHandlers,
		...messageHandlers,
		...mediaHandlers,
		...chatHandlers,
		...contactHandlers,
		...groupHandlers,
	},
	happenings,
	phone: phoneView,
	dialect,
});
