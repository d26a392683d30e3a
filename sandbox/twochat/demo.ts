/** Made-up credentials that the sandbox accepts. */
export const TWOCHAT_DEMO = {
	/** Header X-User-API-Key. */
	apiKey: 'demo-twochat-api-key',
} as const;

/** Two connected WhatsApp numbers, one WABA number, two virtual numbers. */
export const TWOCHAT_NUMBERS = ['+15550100123', '+15550100124'] as const;
export const TWOCHAT_WABA_NUMBER = '+15550100150';
export const TWOCHAT_VIRTUAL_NUMBERS = ['+15550100160', '+15550100161'] as const;

/** Seeded: a contact who wrote to the WABA number an hour ago, a group of the first number. */
export const TWOCHAT_PERSON = '+919876543210';
export const TWOCHAT_GROUP_NAME = 'Field team';

/** What a trial account may do in a minute. */
export const TRIAL_PER_MINUTE = 10;

/** Has no WhatsApp: a check says so, a message to it is accepted and then not sent. */
export const NOT_ON_WHATSAPP = '+919000000404';

/** A send to it finds the own number busy (486). */
export const BUSY_RECIPIENT = '+919000000486';

/** Nobody can add this person to a group. */
export const PRIVATE_PERSON = '+919000000411';
