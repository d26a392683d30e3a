/** Made-up credentials that the sandbox accepts. */
export const WAPIO_DEMO = {
	/** An account token: sees all sessions. */
	accountToken: 'bps_pat_demo-account-token',
	/** The key of the first session. */
	sessionKey: 'bps_sk_demo-session-key',
} as const;

export const WAPIO_ACCOUNT = 'bps_acc_demo01';

/** Seeded: a connected session, one that no phone was paired with yet, one that went offline. */
export const WAPIO_SESSION = 'bps_sess_ws_demo01';
export const WAPIO_PENDING_SESSION = 'bps_sess_ws_demo02';
export const WAPIO_OFFLINE_SESSION = 'bps_sess_ws_demo03';

/** The number of the connected session. */
export const WAPIO_OWN_NUMBER = '15550100100';

/** Seeded in the connected session: a contact, a group of three with it as admin, a channel. */
export const WAPIO_PERSON = '919876543210';
export const WAPIO_GROUP = '120363041234567890@g.us';
export const WAPIO_CHANNEL = '120363021234567890@newsletter';

/** A group that others made; this code leads into it. */
export const WAPIO_INVITE = { jid: '120363049999999999@g.us', code: 'DemoInviteCode01' } as const;

/** Numbers that have no WhatsApp: a message to them is queued and then fails. */
export const NOT_ON_WHATSAPP = ['919000000404', '15550100404'];
