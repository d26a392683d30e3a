/** Whapi.Cloud's part of Send and Wait for Response. */
import { isObject } from '../../engine/define';
import { asRows, asSection, withSendAndWait } from '../../engine/wait/form';
import type { WaitMap } from '../../engine/wait/types';
import { whapi } from './provider';

const inMessage: WaitMap = {
	resource: 'message',
	links: { operation: 'sendText', text: 'body', additional: { noLinkPreview: true } },
	buttons: {
		operation: 'sendButtons',
		hint: 'WhatsApp may stop showing buttons at any time, so links are safer',
		parameters: ({ message, links }) => ({
			body: message,
			buttons: { entry: links.map(({ label, url }) => ({ type: 'url', title: label, url })) },
		}),
	},
	chat: {
		hint: 'Buttons in the chat need a published workflow with the Whapi.Cloud Trigger; where there is none, the message has a link as well',
		buttons: {
			operation: 'sendButtons',
			parameters: (text, answers) => ({
				body: text,
				buttons: asRows(answers, { type: 'quick_reply' }),
			}),
		},
		list: {
			operation: 'sendList',
			parameters: (text, answers) => ({
				body: text,
				label: 'Choose',
				sections: asSection(answers),
			}),
		},
		quotes: true,
		listens: {
			resource: 'settings',
			operation: 'get',
			isListening: ({ webhooks }, { origin }) =>
				Array.isArray(webhooks) &&
				webhooks.some(
					(entry) =>
						isObject(entry) &&
						String(entry.url).startsWith(`${origin}/`) &&
						!String(entry.url).includes('/webhook-test/') &&
						JSON.stringify(entry.events ?? []).includes('"messages"'),
				),
		},
	},
};

export const waits = [inMessage];

export const form = withSendAndWait(whapi, waits);
