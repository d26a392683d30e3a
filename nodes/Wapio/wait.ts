/** Wapio's part of Send and Wait for Response. */
import { withSendAndWait } from '../../engine/wait/form';
import type { WaitMap } from '../../engine/wait/types';
import { wapio } from './provider';

const inMessage: WaitMap = {
	resource: 'message',
	links: { operation: 'sendText', text: 'text' },
};

export const waits = [inMessage];

export const form = withSendAndWait(wapio, waits);
