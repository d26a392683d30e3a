/** 2Chat's part of Send and Wait for Response. Only official numbers (WABA) have buttons. */
import { digits } from '../../engine/trigger/reading';
import { asRows, asSection, withSendAndWait } from '../../engine/wait/form';
import type { WaitMap } from '../../engine/wait/types';
import { twoChat } from './provider';
import { EVENT, NUMBER } from './trigger/register';

const TAPS = 'whatsapp.waba.message.received';

const inMessage: WaitMap = {
	resource: 'message',
	links: { operation: 'sendText', text: 'text' },
};

const inWabaMessage: WaitMap = {
	resource: 'wabaMessage',
	action: 'Send message of official number and wait for response',
	links: { operation: 'sendText', text: 'text' },
	chat: {
		hint: 'Buttons in the chat need a published workflow with the 2Chat Trigger and its event for received messages of this number; where there is none, the message has a link as well',
		buttons: {
			operation: 'sendButtons',
			parameters: (text, answers) => ({
				text,
				buttons: asRows(answers),
			}),
		},
		list: {
			operation: 'sendList',
			parameters: (text, answers) => ({
				text,
				menuButton: 'Choose',
				sections: asSection(answers),
			}),
		},
		listens: {
			resource: 'webhook',
			operation: 'getMany',
			sender: 'wabaNumber',
			isListening({ hook_url }, { origin, sender }) {
				if (!URL.canParse(String(hook_url))) return false;
				const url = new URL(String(hook_url));
				return (
					url.origin === origin &&
					!url.pathname.includes('/webhook-test/') &&
					url.searchParams.get(EVENT) === TAPS &&
					digits(url.searchParams.get(NUMBER)) === sender
				);
			},
		},
	},
};

export const waits = [inMessage, inWabaMessage];

export const form = withSendAndWait(twoChat, waits);
