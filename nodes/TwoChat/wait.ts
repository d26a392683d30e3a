/** 2Chat's part of Send and Wait for Response. */
import { withSendAndWait } from '../../engine/wait/form';
import type { WaitMap } from '../../engine/wait/types';
import { twoChat } from './provider';

export const wait: WaitMap = {
	resource: 'message',
	links: { operation: 'sendText', text: 'text' },
};

export const form = withSendAndWait(twoChat, wait);
