/** Fields that several MyOperator operations share: numbers, accounts, templates, campaigns, contacts, users. */
import { type Field, locator, parsePhone, text } from '../../../engine/define';

const E164_HINT = 'With country code; spaces, dashes and brackets are fine';
const IN_PANEL = 'The MyOperator panel shows the ID under Manage > WhatsApp > WhatsApp Accounts.';

export const phoneNumber = locator(
	'phoneNumber',
	'From Number',
	`The WhatsApp number to send from. ${IN_PANEL}`,
	{ search: 'phoneNumbers', example: '889618377570081' },
	{ required: true, send: { as: 'phone_number_id' } },
);

/** Sets `customer_country_code` and `customer_number`. */
export const to = text('to', 'To', 'The WhatsApp number of the recipient', {
	required: true,
	placeholder: 'e.g. +91 98765 43210',
	hint: E164_HINT,
	send: {
		as: '',
		value: (value, values) => {
			const { countryCode, national } = parsePhone(value, 'To', values);
			return { customer_country_code: countryCode, customer_number: national };
		},
	},
});

export const callee = text('number', 'Number to Call', 'The phone number to call', {
	required: true,
	placeholder: 'e.g. +91 98765 43210',
	hint: E164_HINT,
	send: { value: (value, values) => `+${parsePhone(value, 'Number to Call', values).digits}` },
});

export const waba = locator(
	'waba',
	'WhatsApp Business Account',
	`The WhatsApp Business Account (WABA) that the template is for. ${IN_PANEL}`,
	{ search: 'wabas', example: '102290129340398' },
	{ required: true, send: { as: 'waba_id' } },
);

export const wabaFilter: Field = {
	...waba,
	required: false,
	description: 'Only results of this WhatsApp Business Account (WABA)',
};

export const templateId = locator(
	'templateId',
	'Template',
	'The template, whether Meta has approved it or not. Get Many returns its ID.',
	{ search: 'templates', example: '4c091d8f-07d6-474b-9e64-5d5545c0d4c3' },
	{ required: true, send: { as: 'id' } },
);

export const campaignId = locator(
	'campaignId',
	'Campaign',
	'The campaign. To pick it from the list, choose the WhatsApp number first. Get Many returns its ID.',
	{ search: 'campaigns', example: '1009' },
	{ required: true, send: { as: 'id' } },
);

/** Campaigns belong to a number, which is sent in a header. */
export const campaignNumber: Field = {
	...phoneNumber,
	displayName: 'WhatsApp Number',
	description: `The WhatsApp number that sends the campaign. ${IN_PANEL}`,
	send: { in: 'header', as: 'X-WABA-PHONENUMBER-ID' },
};

export const contactId = locator(
	'contactId',
	'Contact',
	'The person in your contact book. Create, Get Many and Search return the ID.',
	{ search: 'contacts', example: '67a1f59b1e0abbf2e03aa40b' },
	{ required: true, send: { as: 'id' } },
);

export const userId = locator(
	'userId',
	'User',
	'The user (agent). The list needs the developer API token in the credential; User > Get Many returns the ID as "uuid".',
	{ search: 'users', example: '5f8d0d55b54764421b7156c1' },
	{ required: true },
);
