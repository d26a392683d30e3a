/** What all operations that send a message have in common. */
import { type Field, item, type Operation } from '../../../engine/define';
import { to } from '../fields/common';
import { senderOptions } from '../fields/messages';

/** An answer `{sent, message}` becomes one item as it is. */
export const sentMessage = item();

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
