export { startSandbox, type Sandbox, type SandboxOptions } from './server';
export { PROVIDERS, type ProviderName, type States } from './providers';
export type { Delivery } from './core/webhooks';
export type { FaultRule } from './core/faults';
export type { NewTarget, ReceivedRequest, WebhookTarget } from './core/types';
