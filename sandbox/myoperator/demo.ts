/** Made-up credentials that the sandbox accepts. */
export const MYOPERATOR_DEMO = {
	/** WhatsApp and contacts: bearer key and company. */
	apiKey: 'demo-whatsapp-api-key',
	companyId: '66d0a1b2c3d4e5f6',
	/** Calls: header key, body token and the IVR that a call comes from. */
	obdApiKey: 'demo-obd-x-api-key',
	obdSecretToken: 'demo-obd-secret-token',
	publicIvrId: '66d0a1b2c3d4e5f7',
	/** Users, logs, recordings. */
	publicApiToken: 'demo-public-api-token',
} as const;

/** Authentication of the panel's webhooks; the credential has it too. */
export const MYOPERATOR_WEBHOOK_HEADER = {
	name: 'X-Webhook-Token',
	value: 'demo-webhook-token',
} as const;

/** The seeded senders: one in each of two WhatsApp Business Accounts. */
export const MYOPERATOR_NUMBERS = [
	{ phoneNumberId: '411000000000001', wabaId: '178000000000001', countryCode: '91' },
	{ phoneNumberId: '411000000000002', wabaId: '178000000000002', countryCode: '91' },
] as const;

/** The uuid of the seeded user that calls and conversations go to. */
export const MYOPERATOR_AGENT = '66d0a1b2c3d4e601';

/** Recipients (country code and number) that Send Message refuses, with the code it answers. */
export const REFUSED_RECIPIENTS: Readonly<Record<string, { code: string; message: string }>> = {
	'919000004001': { code: 'CHAT_4001', message: 'Insufficient Balance' },
	'919000003001': { code: 'CHAT_3001', message: 'Message Sending Failed' },
	'919000000301': { code: 'CHAT_0301', message: 'Waba is not approved' },
	'919000000302': { code: 'CHAT_0302', message: 'Waba is Disabled' },
	'919000000303': { code: 'CHAT_0303', message: 'Phone Number is Disabled' },
	'919000000304': { code: 'CHAT_0304', message: 'Phone Number is not connected' },
	'919000000305': { code: 'CHAT_0305', message: 'Phone Number is not connected with Meta' },
	'919000000306': { code: 'CHAT_0306', message: 'Phone Number does not exist' },
	'919000000004': { code: 'CHAT_0004', message: 'Service is inactive' },
};

/** Send Message answers HTTP 500 with plain text. */
export const CRASHING_RECIPIENT = '919000000500';

/** Nobody picks up a call to this number. */
export const UNANSWERED_NUMBER = '919000006001';
