import { defineProvider } from '../core/provider';
import type { Handler } from '../core/types';
import { accountHandlers } from './account';
import { authenticate, failure, invalid, unknownRoute } from './answers';
import { catalogHandlers } from './catalog';
import { contactHandlers } from './contacts';
import { dialect, webhookHandlers } from './deliveries';
import {
	TWOCHAT_DEMO,
	TWOCHAT_NUMBERS,
	TWOCHAT_PERSON,
	TWOCHAT_VIRTUAL_NUMBERS,
	TWOCHAT_WABA_NUMBER,
} from './demo';
import { groupHandlers } from './groups';
import { happenings } from './happenings';
import { phoneView } from './people';
import { messageHandlers } from './messages';
import { numberHandlers } from './numbers';
import { phoneHandlers } from './phone';
import { createState } from './seed';
import { shopHandlers } from './shop';
import { slackHandlers } from './slack';
import type { TwoChatState } from './state';
import { wabaHandlers } from './waba';

export * from './demo';
export type { TwoChatState } from './state';

/** By operation ID; every operation of the contract has one. */
export const handlers: Record<string, Handler<TwoChatState>> = {
	...accountHandlers,
	...contactHandlers,
	...numberHandlers,
	...messageHandlers,
	...groupHandlers,
	...catalogHandlers,
	...wabaHandlers,
	...webhookHandlers,
	...phoneHandlers,
	...shopHandlers,
	...slackHandlers,
};

export const twoChat = defineProvider<TwoChatState>({
	name: 'twochat',
	contract: 'twochat.openapi.yaml',
	hosts: { api: '/open', sdk: '' },
	demo: {
		...TWOCHAT_DEMO,
		'WhatsApp numbers': TWOCHAT_NUMBERS.join(', '),
		'WABA number': TWOCHAT_WABA_NUMBER,
		'virtual numbers': TWOCHAT_VIRTUAL_NUMBERS.join(', '),
		person: TWOCHAT_PERSON,
	},
	secrets: { headers: ['x-user-api-key'] },
	createState,
	authenticate,
	invalid,
	unknownRoute,
	failure,
	handlers,
	happenings,
	phone: phoneView,
	dialect,
});
