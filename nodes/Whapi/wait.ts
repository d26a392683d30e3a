/** Whapi.Cloud's part of Send and Wait for Response. */
import { withSendAndWait } from '../../engine/wait/form';
import type { WaitMap } from '../../engine/wait/types';
import { whapi } from './provider';

export const wait: WaitMap = {
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
};

export const form = withSendAndWait(whapi, wait);
