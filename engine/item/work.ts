/** One item, ready to be carried out. */
import type { Operation, Provider } from '../define/types';
import type { Patience } from '../http/patience';
import type { Session } from '../http/session';
import type { ItemRequest } from './collect';
import type { Run } from './context';

export interface ItemWork {
	run: Run;
	provider: Provider;
	operation: Operation;
	session: Session;
	itemIndex: number;
	wanted: ItemRequest;
	/** All waiting of the item; default: what the node's options allow. */
	patience?: Patience;
}
