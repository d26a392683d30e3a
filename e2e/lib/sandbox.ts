/** The project's sandbox, and what n8n needs to use it: credentials and webhook addresses. */
import type { ICredentialDataDecryptedObject, INode } from 'n8n-workflow';
import { startSandbox, type NewTarget, type ProviderName, type Sandbox } from '../../sandbox';
import { MYOPERATOR_DEMO } from '../../sandbox/myoperator';
import { TWOCHAT_DEMO } from '../../sandbox/twochat';
import { WAPIO_DEMO } from '../../sandbox/wapio';
import { WHAPI_DEMO } from '../../sandbox/whapi';

/** How the sandbox, in the place of a provider's panel, signs what it sends to a trigger. */
const WEBHOOK_HEADER = { name: 'X-Webhook-Token', value: 'demo-webhook-token' } as const;

/** Credential type -> data of a credential that the sandbox accepts. */
const CREDENTIALS: Record<string, (sandbox: Sandbox) => ICredentialDataDecryptedObject> = {
	messagingMyOperatorApi: (sandbox) => ({
		apiKey: MYOPERATOR_DEMO.apiKey,
		companyId: MYOPERATOR_DEMO.companyId,
		callsApiKey: MYOPERATOR_DEMO.obdApiKey,
		callsSecretToken: MYOPERATOR_DEMO.obdSecretToken,
		callsCompanyId: MYOPERATOR_DEMO.companyId,
		publicIvrId: MYOPERATOR_DEMO.publicIvrId,
		developerToken: MYOPERATOR_DEMO.publicApiToken,
		webhookHeaderName: WEBHOOK_HEADER.name,
		webhookSecret: WEBHOOK_HEADER.value,
		whatsappBaseUrl: sandbox.baseUrl('myoperator', 'whatsapp'),
		callsBaseUrl: sandbox.baseUrl('myoperator', 'obd'),
		developerBaseUrl: sandbox.baseUrl('myoperator', 'developers'),
	}),
	messagingTwoChatApi: (sandbox) => ({
		apiKey: TWOCHAT_DEMO.apiKey,
		baseUrl: sandbox.baseUrl('twochat', 'api'),
		sdkBaseUrl: sandbox.baseUrl('twochat', 'sdk'),
	}),
	messagingWapioApi: (sandbox) => ({
		token: WAPIO_DEMO.accountToken,
		baseUrl: sandbox.baseUrl('wapio'),
	}),
	messagingWhapiApi: (sandbox) => ({
		token: WHAPI_DEMO.token,
		baseUrl: sandbox.baseUrl('whapi'),
	}),
};

interface Panel {
	provider: ProviderName;
	/** The addresses that a person would paste into the provider's panel for this node. */
	targets(url: string, node: INode): NewTarget[];
}

/** Triggers of providers that take webhook addresses in their panel only, by node type. */
const PANELS: Record<string, Panel> = {
	myOperatorTrigger: {
		provider: 'myoperator',
		targets: (url) => [{ url, auth: { kind: 'header', ...WEBHOOK_HEADER } }],
	},
};

/** The credential data for a type; throws for a type that no sandbox provider has. */
export function sandboxCredential(type: string, sandbox: Sandbox): ICredentialDataDecryptedObject {
	const make = CREDENTIALS[type];
	if (!make) throw new Error(`The sandbox has no credential of the type ${type}`);
	return make(sandbox);
}

/** Node type without its package: `n8n-nodes-x.myOperator` -> `myOperator`. */
export const shortType = (type: string): string => type.slice(type.lastIndexOf('.') + 1);

/**
 * Registers a trigger's address where a person would have to do it by hand. Returns false for
 * triggers that register themselves.
 */
export function pasteIntoPanel(sandbox: Sandbox, node: INode, url: string): boolean {
	const panel = PANELS[shortType(node.type)];
	if (!panel) return false;
	for (const target of panel.targets(url, node)) sandbox.addWebhook(panel.provider, target);
	return true;
}

export { startSandbox, type Sandbox };
