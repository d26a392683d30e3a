export { startSandbox, type Sandbox, type SandboxOptions } from './server';
export { PROVIDERS, type ProviderName } from './providers';
export type { Delivery } from './core/webhooks';
export type { FaultRule } from './core/faults';
export type { NewTarget } from './core/types';
