/** The project's sandbox, and what n8n needs to use it: credentials and webhook addresses. */
import type { INode } from 'n8n-workflow';
import { startSandbox, type NewTarget, type ProviderName, type Sandbox } from '../../sandbox';
import { sandboxCredential } from '../../sandbox/credentials';
import { MYOPERATOR_WEBHOOK_HEADER } from '../../sandbox/myoperator';

/** Triggers of providers that take webhook addresses in their panel only, by node type. */
const PANELS: Record<string, Pick<NewTarget, 'auth'> & { provider: ProviderName }> = {
	myOperatorTrigger: {
		provider: 'myoperator',
		auth: { kind: 'header', ...MYOPERATOR_WEBHOOK_HEADER },
	},
};

/** Node type without its package: `n8n-nodes-x.myOperator` -> `myOperator`. */
export const shortType = (type: string): string => type.slice(type.lastIndexOf('.') + 1);

/**
 * Registers a trigger's address where a person would have to do it by hand. Returns false for
 * triggers that register themselves.
 */
export function pasteIntoPanel(sandbox: Sandbox, node: INode, url: string): boolean {
	const panel = PANELS[shortType(node.type)];
	if (!panel) return false;
	sandbox.addWebhook(panel.provider, { url, auth: panel.auth });
	return true;
}

export { sandboxCredential, startSandbox, type Sandbox };
