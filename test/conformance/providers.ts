/** Every provider whose action node is held against its contract. One entry each. */
import type { ICredentialDataDecryptedObject, ICredentialType, INodeType } from 'n8n-workflow';

import { MessagingMyOperatorApi } from '../../credentials/MessagingMyOperatorApi.credentials';
import { MessagingTwoChatApi } from '../../credentials/MessagingTwoChatApi.credentials';
import { MessagingWapioApi } from '../../credentials/MessagingWapioApi.credentials';
import { MessagingWhapiApi } from '../../credentials/MessagingWhapiApi.credentials';
import type { Provider } from '../../engine/define/types';
import { MyOperator } from '../../nodes/MyOperator/MyOperator.node';
import { myOperator } from '../../nodes/MyOperator/provider';
import { twoChat } from '../../nodes/TwoChat/provider';
import { TwoChat } from '../../nodes/TwoChat/TwoChat.node';
import { wapio } from '../../nodes/Wapio/provider';
import { Wapio } from '../../nodes/Wapio/Wapio.node';
import { whapi } from '../../nodes/Whapi/provider';
import { Whapi } from '../../nodes/Whapi/Whapi.node';
import * as myOperatorOverrides from './overrides/myoperator';
import * as twoChatOverrides from './overrides/twochat';
import * as wapioOverrides from './overrides/wapio';
import * as whapiOverrides from './overrides/whapi';
import type { Overrides } from './samples';

/** A credential that is filled in for a server; `base` gives the base URL of a host. */
export interface CredentialCase {
	data: (base: (host: string) => string) => ICredentialDataDecryptedObject;
	/** Run only the operations of this host with it. Default: all. */
	host?: string;
}

export interface ProviderCase {
	provider: Provider;
	node: new () => INodeType;
	credential: new () => ICredentialType;
	credentials: CredentialCase[];
	/** Name of the file in contracts/, without its suffix. */
	contract: string;
	overrides: Overrides;
}

export const PROVIDERS: ProviderCase[] = [
	{
		provider: myOperator,
		node: MyOperator,
		credential: MessagingMyOperatorApi,
		contract: 'myoperator',
		...myOperatorOverrides,
	},
	{
		provider: twoChat,
		node: TwoChat,
		credential: MessagingTwoChatApi,
		contract: 'twochat',
		...twoChatOverrides,
	},
	{
		provider: wapio,
		node: Wapio,
		credential: MessagingWapioApi,
		contract: 'wapio',
		...wapioOverrides,
	},
	{
		provider: whapi,
		node: Whapi,
		credential: MessagingWhapiApi,
		contract: 'whapi',
		...whapiOverrides,
	},
];
