/** The action and trigger nodes that the documentation describes: one entry each. */
import type { TriggerSpec } from '../../engine/trigger/types';
import type { Provider } from '../../engine/types';
import { myOperatorTrigger } from '../../nodes/MyOperator/events';
import { myOperator } from '../../nodes/MyOperator/provider';

export interface DocumentedNode {
	/** Name of the page in docs/providers and of the contract. */
	page: string;
	provider: Provider;
	trigger?: TriggerSpec;
}

export const DOCUMENTED: DocumentedNode[] = [
	{ page: 'myoperator', provider: myOperator, trigger: myOperatorTrigger },
];
