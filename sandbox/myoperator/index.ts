import { defineProvider } from '../core/provider';
import type { WebhookDialect } from '../core/types';
import { asText } from '../core/values';
import { authenticate } from './access';
import { getCampaign, listCampaigns, listPhoneNumbers, uploadMedia } from './account';
import { clickToCall, createCall } from './calls';
import {
	createOrSearchContacts,
	deleteContact,
	getContact,
	listContacts,
	updateContact,
} from './contacts';
import { MYOPERATOR_AGENT, MYOPERATOR_DEMO, MYOPERATOR_NUMBERS } from './demo';
import {
	createUser,
	getRecordingLink,
	listFilters,
	listUsers,
	searchLogs,
	updateUser,
} from './developers';
import { failure, invalid, unknownRoute } from './envelopes';
import { happenings } from './happenings';
import { phoneView } from './people';
import { sendMessage } from './messages';
import { createState } from './seed';
import type { MyOperatorState } from './state';
import { createTemplate, deleteTemplate, getTemplate, listTemplates } from './templates';

export * from './demo';
export type { MyOperatorState } from './state';

/**
 * Which of the three families of webhooks an address gets: `settings.family` is `new` (default),
 * `legacy-whatsapp` or `legacy-call`.
 */
const dialect: WebhookDialect = {
	accepts(target, event) {
		const family = asText(target.settings.family) || 'new';
		const wanted = target.events.length === 0 || target.events.includes(event.type);
		return family === event.family && wanted;
	},
	formFields(_target, event) {
		// Old call webhooks put everything into one field.
		return event.family === 'legacy-call'
			? { myoperator: JSON.stringify(event.payload) }
			: undefined;
	},
};

export const myOperator = defineProvider<MyOperatorState>({
	name: 'myoperator',
	contract: 'myoperator.openapi.yaml',
	hosts: { whatsapp: '/whatsapp', obd: '/obd', developers: '/developers' },
	demo: {
		...MYOPERATOR_DEMO,
		'phone_number_id (account 1)': MYOPERATOR_NUMBERS[0].phoneNumberId,
		'phone_number_id (account 2)': MYOPERATOR_NUMBERS[1].phoneNumberId,
		'user uuid': MYOPERATOR_AGENT,
	},
	secrets: { headers: ['x-api-key'], query: ['token'], body: ['secret_token', 'token'] },
	createState,
	authenticate,
	invalid,
	unknownRoute,
	failure,
	limitKey: (request) => request.host,
	handlers: {
		createTemplate,
		listTemplates,
		getTemplate,
		deleteTemplate,
		listCampaigns,
		getCampaign,
		listPhoneNumbers,
		sendMessage,
		uploadMedia,
		createOrSearchContacts,
		listContacts,
		getContact,
		updateContact,
		deleteContact,
		createCall,
		clickToCall,
		listUsers,
		createUser,
		updateUser,
		searchCallLogs: searchLogs,
		listCallLogFilters: listFilters,
		getRecordingLink,
	},
	happenings,
	phone: phoneView,
	dialect,
});
