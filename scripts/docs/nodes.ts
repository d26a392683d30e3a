/** The action and trigger nodes that the documentation describes: one entry each. */
import type { IDataObject } from 'n8n-workflow';

import type { TriggerSpec } from '../../engine/trigger/types';
import type { Provider } from '../../engine/define/types';
import { myOperatorTrigger } from '../../nodes/MyOperator/trigger/spec';
import { form as myOperator } from '../../nodes/MyOperator/wait';
import { form as twoChat } from '../../nodes/TwoChat/wait';
import { twoChatTrigger } from '../../nodes/TwoChat/trigger/spec';
import { wapioTrigger } from '../../nodes/Wapio/trigger/spec';
import { form as wapio } from '../../nodes/Wapio/wait';
import { whapiTrigger } from '../../nodes/Whapi/trigger/spec';
import { form as whapi } from '../../nodes/Whapi/wait';

export interface DocumentedNode {
	/** Name of the page in docs/providers and of the contract. */
	page: string;
	provider: Provider;
	trigger?: TriggerSpec;
	/** What the address that the trigger registers says besides the body. */
	query?: (event: string) => IDataObject;
}

export const DOCUMENTED: DocumentedNode[] = [
	{ page: 'myoperator', provider: myOperator, trigger: myOperatorTrigger },
	{ page: 'wapio', provider: wapio, trigger: wapioTrigger },
	{
		page: 'twochat',
		provider: twoChat,
		trigger: twoChatTrigger,
		query: (event) => ({ event, number: '+15550100199' }),
	},
	{ page: 'whapi', provider: whapi, trigger: whapiTrigger },
];
