/** Made-up credentials that the sandbox accepts. */
export const WHAPI_DEMO = {
	/** The token of the one channel. */
	token: 'demo-whapi-channel-token',
} as const;

/** The channel and the number connected to it. */
export const WHAPI_CHANNEL = 'NEBULA-R4T7K';
export const WHAPI_OWN_NUMBER = '15550100100';
export const WHAPI_OWN_NAME = 'Riverside Books';

/** Seeded: a person who is a contact, a group of three, an own WhatsApp Channel. */
export const WHAPI_PERSON = '919876543210';
export const WHAPI_GROUP = '120363041234567890@g.us';
export const WHAPI_NEWSLETTER = '120363198765432101@newsletter';

/** Seeded: a message to the person and a story of the own number, a picture, a ringing call. */
export const WHAPI_MESSAGE = 'PsRvQ2mXhLw8Kt4d-gLQBqZ4RtA';
export const WHAPI_MEDIA = 'jpeg-3eb05c7a9e1f4d22b8a1-80c9a1e2b3f4';
export const WHAPI_CALL = '3EB0A1C5D7E9F2B4';
export const WHAPI_COLLECTION = '1029384756102938';

/** The seeded order, with the token that opens it. */
export const WHAPI_ORDER = { id: '8123456789012345', token: 'QVI2NWV4YW1wbGVUb2tlbg==' } as const;

/** Numbers that have no WhatsApp: invalid in a check, 404 elsewhere. */
export const NOT_ON_WHATSAPP = ['919000000404', '15550100404'];

/** Recipients that every sender refuses, by what it answers. */
export const REFUSED_RECIPIENTS: Readonly<Record<string, { status: number; details: string }>> = {
	'919000000402': { status: 402, details: 'messages: 0 left' },
	'919000000403': { status: 403, details: 'the recipient does not take messages from you' },
	'919000000413': { status: 413, details: 'the file is larger than WhatsApp allows' },
	'919000000415': { status: 415, details: 'WhatsApp does not take this type of file' },
	'919000000429': { status: 429, details: 'slow down' },
	'919000000500': { status: 500, details: 'the phone did not answer' },
};

/** Nobody can add this person to a group: it comes back as failed or unprocessed. */
export const PRIVATE_PERSON = '919000000411';
