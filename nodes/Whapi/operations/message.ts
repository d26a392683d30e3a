/** Messages: everything that is sent, read or done to a message. */
import type { Resource } from '../../../engine/types';
import { textOperations } from './messageText';

export const messageResource: Resource = {
	name: 'Message',
	value: 'message',
	description: 'Send, read and act on messages',
	operations: [...textOperations],
};
