/** What 2Chat's status codes mean, and what to do. */
import type { Advice } from '../../engine/define';

/** The default for every operation. */
export const advice: Record<string, Advice> = {
	'401': {
		what: '2Chat does not recognize the API key',
		todo: 'In the 2Chat app, open Developers > API Access, copy the key again and paste it into the credential.',
	},
	'402': {
		what: '2Chat: the trial or plan has expired, or the credits are used up',
		todo: 'Renew the plan or buy credits at https://app.2chat.io/billing. Account > Get shows how much you have used.',
	},
	'403': {
		todo: 'Check that the credential contains an API key and that your account is allowed to use this part of 2Chat.',
	},
	'404': {
		todo: 'Check the ID or number: it may be mistyped or deleted, or belong to another account.',
	},
	'406': {
		reason: 'not allowed',
		todo: 'This number does not support the operation. Catalogs need a number that uses the WhatsApp Business app.',
	},
	'422': {
		todo: 'Check that every phone number includes its country code, such as +15550100123, then check the other fields.',
	},
	'429': {
		what: '2Chat: too many requests, or the usage limit of your plan is reached',
		todo: 'Set or lower "Pace" in the node options: trial accounts are allowed 10 requests per minute. Account > Get shows your limits and how much you have used.',
	},
	'503': { todo: '2Chat is overloaded at the moment. Try again in a few minutes.' },
	'504': { todo: '2Chat did not answer in time. Try again in a few minutes.' },
};

const connection = 'Connection > Get Status shows whether the number is connected.';
const inVain = 'The node kept trying until "Max Retry Wait" was over.';

/**
 * Where an operation goes through a connected WhatsApp number, these mean that the number can't work
 * at the moment: nothing was done, so that even a message may be sent again.
 */
export const numberNotReady: Record<string, Advice> = {
	'409': {
		reason: 'not connected',
		what: '2Chat: the number is starting up',
		todo: `${inVain} Run it again in a minute. ${connection}`,
		retry: true,
	},
	'410': {
		reason: 'not connected',
		what: '2Chat: the number is connecting or disconnecting',
		todo: `${inVain} ${connection} If it stays disconnected, use Connection > Connect.`,
		retry: true,
	},
	'486': {
		reason: 'wrong state',
		what: '2Chat: the number is busy',
		todo: `${inVain} Lower "Concurrency" or set a "Pace" in the node options.`,
		retry: true,
	},
};

/** The state is changing already: repeating the command could undo the result. */
export const connectionChanging: Record<string, Advice> = {
	'409': {
		reason: 'wrong state',
		what: '2Chat: the number is starting up',
		todo: `Try again in a few seconds. ${connection}`,
	},
	'410': {
		reason: 'wrong state',
		what: '2Chat: the number is already connecting or disconnecting',
		todo: `Try again in a few seconds. ${connection}`,
	},
};

/** Meta's rules, which 2Chat reports in a 2xx response. */
const metaRefused: Advice = {
	reason: 'refused',
	todo: "If the recipient's last message is more than 24 hours old, you can send only templates from an official WhatsApp Business (WABA) number. WABA Message > Get Conversation Window shows whether that is so. For a template, check that its status is APPROVED and that all its variables are filled in.",
};
export const wabaRefused: Record<string, Advice> = {
	'200': metaRefused,
	'202': metaRefused,
	'400': metaRefused,
};

const noCode: Advice = {
	reason: 'wrong state',
	todo: 'Run Connection > Connect, wait about ten seconds, then get the code again. A number that is already connected has no code.',
};
export const noQrCode: Record<string, Advice> = { '200': noCode, '404': noCode };

export const numberExists: Record<string, Advice> = {
	'403': {
		reason: 'wrong state',
		todo: 'The number is probably in your account already: look for it with Number > Get Many. If it is not there, check the API key in the credential.',
	},
};

export const subscriptionExists: Record<string, Advice> = {
	'409': {
		what: '2Chat: this number already has a subscription to this event',
		todo: 'Find it with Webhook > Get Many. If it leads to another URL and is no longer needed, delete it and try again.',
	},
};

/** 2Chat's page on linking channels lists these reasons. */
export const slackRefused: Record<string, Advice> = {
	'400': {
		todo: 'Check in the 2Chat app that Slack is connected and enabled, and that neither the Slack channel nor the group is linked already.',
	},
	'404': {
		todo: 'Check the group, and connect Slack in the 2Chat app if it is not connected yet.',
	},
};
