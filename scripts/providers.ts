/**
 * Every provider of the package: the one list from which the scripts and tests take theirs. A new
 * provider is one more entry.
 */
import type { ICredentialType, IDataObject, INodeType } from 'n8n-workflow';

import { MessagingMyOperatorApi } from '../credentials/MessagingMyOperatorApi.credentials';
import { MessagingTwoChatApi } from '../credentials/MessagingTwoChatApi.credentials';
import { MessagingWapioApi } from '../credentials/MessagingWapioApi.credentials';
import { MessagingWhapiApi } from '../credentials/MessagingWhapiApi.credentials';
import type { Provider } from '../engine/define';
import type { TriggerSpec } from '../engine/trigger/types';
import type { WaitMap } from '../engine/wait/types';
import { MyOperator } from '../nodes/MyOperator/MyOperator.node';
import { myOperator } from '../nodes/MyOperator/provider';
import { myOperatorTrigger } from '../nodes/MyOperator/trigger/spec';
import * as myOperatorWait from '../nodes/MyOperator/wait';
import { twoChat } from '../nodes/TwoChat/provider';
import { twoChatTrigger } from '../nodes/TwoChat/trigger/spec';
import { TwoChat } from '../nodes/TwoChat/TwoChat.node';
import * as twoChatWait from '../nodes/TwoChat/wait';
import { wapio } from '../nodes/Wapio/provider';
import { wapioTrigger } from '../nodes/Wapio/trigger/spec';
import * as wapioWait from '../nodes/Wapio/wait';
import { Wapio } from '../nodes/Wapio/Wapio.node';
import { whapi } from '../nodes/Whapi/provider';
import { whapiTrigger } from '../nodes/Whapi/trigger/spec';
import * as whapiWait from '../nodes/Whapi/wait';
import { Whapi } from '../nodes/Whapi/Whapi.node';

export interface PublishedProvider {
	/** The name of its contract, its page in docs/providers and its place in the sandbox. */
	key: 'myoperator' | 'wapio' | 'twochat' | 'whapi';
	/** Its folder in nodes/, which is also the name of its node's class. */
	folder: string;
	provider: Provider;
	/** Its form with Send and Wait for Response. */
	form: Provider;
	waits: WaitMap[];
	trigger: TriggerSpec;
	node: new () => INodeType;
	credential: new () => ICredentialType;
	/** The query of the webhook address that the trigger registers for an event, if it has one. */
	query?: (event: string) => IDataObject;
}

/** In the order in which the documentation names them. */
export const PROVIDERS: PublishedProvider[] = [
	{
		key: 'myoperator',
		folder: 'MyOperator',
		provider: myOperator,
		...myOperatorWait,
		trigger: myOperatorTrigger,
		node: MyOperator,
		credential: MessagingMyOperatorApi,
	},
	{
		key: 'wapio',
		folder: 'Wapio',
		provider: wapio,
		...wapioWait,
		trigger: wapioTrigger,
		node: Wapio,
		credential: MessagingWapioApi,
	},
	{
		key: 'twochat',
		folder: 'TwoChat',
		provider: twoChat,
		...twoChatWait,
		trigger: twoChatTrigger,
		node: TwoChat,
		credential: MessagingTwoChatApi,
		query: (event) => ({ event, number: '+15550100199' }),
	},
	{
		key: 'whapi',
		folder: 'Whapi',
		provider: whapi,
		...whapiWait,
		trigger: whapiTrigger,
		node: Whapi,
		credential: MessagingWhapiApi,
	},
];

/** @throws Error for an unknown name */
export function providerOf(key: PublishedProvider['key']): PublishedProvider {
	const found = PROVIDERS.find((one) => one.key === key);
	if (!found) throw new Error(`There is no provider ${key}`);
	return found;
}
