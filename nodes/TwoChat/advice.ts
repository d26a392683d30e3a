/** What 2Chat's status codes mean and what to do then. */
import type { Advice } from '../../engine/types';

/** Holds for every operation that says nothing else. */
export const advice: Record<string, Advice> = {
	'401': {
		what: '2Chat does not know the API key',
		todo: 'Copy the key again from the 2Chat app (Developers, API Access) into the credential.',
	},
	'402': {
		what: '2Chat: the trial has expired or the credits are used up',
		todo: 'Renew the plan or buy credits in the 2Chat app. Account > Get shows what is left.',
	},
	'403': {
		todo: 'Check that the credential has an API key and that your account may use this part of 2Chat.',
	},
	'404': {
		todo: 'Check the ID or number: it may be mistyped, deleted, or belong to another account.',
	},
	'406': {
		todo: 'The number does not support this: catalogs need a WhatsApp Business account.',
	},
	'422': {
		todo: 'Check the phone numbers, which need their country code, such as +15550100123. Check the other values too.',
	},
	'429': {
		what: '2Chat: too many requests, or the usage limit is reached',
		todo: 'Set a "Pace" in the node options (trial accounts may send 10 messages a minute), or look at Account > Get for your limits.',
	},
	'503': { todo: '2Chat has more traffic than usual. Try again in a few minutes.' },
	'504': { todo: '2Chat did not answer in time. Try again in a few minutes.' },
};

const connection = 'Connection > Get Status tells how the number is.';

/**
 * Where an operation goes through a connected WhatsApp number, these mean that the number can't work
 * at the moment: nothing was done, so that even a message may be sent again.
 */
export const numberNotReady: Record<string, Advice> = {
	'409': {
		what: '2Chat: the number is starting up',
		todo: `It was tried again until the time in "Max Retry Wait" was over. ${connection}`,
		retry: true,
	},
	'410': {
		what: '2Chat: the number is connecting or disconnecting',
		todo: `It was tried again until the time in "Max Retry Wait" was over. ${connection} If it stays disconnected, connect it again.`,
		retry: true,
	},
	'486': {
		what: '2Chat: the number is busy',
		todo: 'It was tried again until the time in "Max Retry Wait" was over. Lower "Concurrency" or set a "Pace" in the node options.',
		retry: true,
	},
};

/** A change of state is under way already: repeating the command could undo what comes out of it. */
export const connectionChanging: Record<string, Advice> = {
	'409': { what: '2Chat: the number is starting up', todo: `Wait for it. ${connection}` },
	'410': {
		what: '2Chat: the number is connecting or disconnecting already',
		todo: `Wait for it. ${connection}`,
	},
};

/** Meta's rules, told by 2Chat inside an answer of success. */
const metaRefused: Advice = {
	todo: "When the recipient's last message is older than 24 hours, only approved templates may be sent from an official WhatsApp Business (WABA) number; WABA Message > Get Conversation Window tells. For templates check that the status is APPROVED and that all variables are filled in.",
};
export const wabaRefused: Record<string, Advice> = {
	'200': metaRefused,
	'202': metaRefused,
	'400': metaRefused,
};

const noCode: Advice = {
	todo: 'Start the connection first with Connection > Connect, wait about ten seconds, then ask for the code again. A number that is connected has none.',
};
export const noQrCode: Record<string, Advice> = { '200': noCode, '404': noCode };

export const numberExists: Record<string, Advice> = {
	'403': {
		todo: 'Most often the number is in your account already: look at Number > Get Many. Otherwise check the API key in the credential.',
	},
};

export const subscriptionExists: Record<string, Advice> = {
	'409': {
		what: '2Chat: there is such a subscription already',
		todo: 'Look at Webhook > Get Many; delete the old subscription first if it leads to another URL.',
	},
};
