/** MyOperator's part of Send and Wait for Response. A call-to-action message has one button: it opens a page with all answers. */
import { asRows, asSection, withSendAndWait } from '../../engine/wait/form';
import type { WaitMap } from '../../engine/wait/types';
import { myOperator } from './provider';

const inMessage: WaitMap = {
	resource: 'message',
	links: { operation: 'sendText', text: 'text' },
	buttons: {
		operation: 'sendLinkButton',
		hint: 'With buttons, WhatsApp shows a single one, which opens a page with all answers',
		parameters: ({ message, page }) => ({
			body: message,
			displayText: page.label,
			url: page.url,
		}),
	},
	chat: {
		hint: 'Buttons in the chat need a published workflow with the MyOperator Trigger, whose URL is in the MyOperator panel',
		buttons: {
			operation: 'sendButtons',
			parameters: (text, answers) => ({
				body: text,
				buttons: asRows(answers),
			}),
		},
		list: {
			operation: 'sendList',
			parameters: (text, answers) => ({
				body: text,
				button: 'Choose',
				sections: asSection(answers),
			}),
		},
	},
};

export const waits = [inMessage];

export const form = withSendAndWait(myOperator, waits);
