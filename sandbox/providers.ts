import type { Provider } from './core/types';
import { myOperator } from './myoperator';
import { twoChat } from './twochat';
import { wapio } from './wapio';
import { whapi } from './whapi';

/** Every provider in the sandbox; the key is the first segment of its URLs. */
export const PROVIDERS = {
	myoperator: myOperator,
	twochat: twoChat,
	wapio,
	whapi,
} satisfies Record<string, Provider<unknown>>;

export type ProviderName = keyof typeof PROVIDERS;

type StateOf<P> = P extends Provider<infer S> ? S : never;

export type States = { [Name in ProviderName]: StateOf<(typeof PROVIDERS)[Name]> };
