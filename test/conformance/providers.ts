/** Every provider whose action node is checked against its contract. */
import { type PublishedProvider, PROVIDERS as PUBLISHED } from '../../scripts/providers';
import type { Account } from './accounts';
import * as myoperator from './overrides/myoperator';
import * as twochat from './overrides/twochat';
import * as wapio from './overrides/wapio';
import * as whapi from './overrides/whapi';
import type { Overrides } from './samples';

export interface ProviderCase
	extends Pick<PublishedProvider, 'provider' | 'node' | 'credential' | 'key'> {
	accounts: Account[];
	overrides: Overrides;
}

const CASES: Record<PublishedProvider['key'], Pick<ProviderCase, 'accounts' | 'overrides'>> = {
	myoperator,
	twochat,
	wapio,
	whapi,
};

export const PROVIDERS: ProviderCase[] = PUBLISHED.map((one) => ({ ...one, ...CASES[one.key] }));
