/** Shared by all operations that send a message. */
import { confirmedBy, type Field, type Operation } from '../../../engine/define';
import { to } from '../fields/common';
import { senderOptions } from '../fields/messages';

/** An answer `{sent, message}` becomes one item as it is; without either, nothing says that it was sent. */
export const sentMessage = confirmedBy('sent', 'message.id');

export type SenderSpec = Omit<Operation, 'request' | 'output' | 'fields' | 'options'> & {
	/** After /messages, such as "/text". */
	path: string;
	fields?: Field[];
	options?: Field[];
	shape?: Operation['request']['shape'];
};

/** POST /messages/...: the recipient first, quote and edit among the options. */
export const sendOperation = ({
	path,
	fields = [],
	options = [],
	shape,
	...rest
}: SenderSpec): Operation => ({
	...rest,
	request: { method: 'POST', path: `/messages${path}`, ...(shape ? { shape } : {}) },
	fields: [to, ...fields],
	options: [...options, ...senderOptions],
	output: sentMessage,
});
