/** The part of a node's description that makes n8n accept the answers. */
import type { IWebhookDescription } from 'n8n-workflow';
import { SEND_AND_WAIT_OPERATION } from 'n8n-workflow';

const webhook = (httpMethod: 'GET' | 'POST'): IWebhookDescription => ({
	name: 'default',
	httpMethod,
	responseMode: 'onReceived',
	responseData: '',
	path: '={{ $nodeId }}',
	restartWebhook: true,
	isFullPath: true,
});

/** The page, and the answer. n8n routes them to waiting executions; no provider knows of them. */
export const ANSWER_WEBHOOKS: IWebhookDescription[] = [webhook('GET'), webhook('POST')];

/** Shown at the node in the editor while the execution waits. */
export const WAITING_TOOLTIP = `={{ $parameter["operation"] === "${SEND_AND_WAIT_OPERATION}" ? "Execution will continue after the response" : "" }}`;

/** n8n's lint rules require life-cycle methods; these webhooks belong to executions, so they do nothing. */
export const nothingToRegister = {
	async checkExists(): Promise<boolean> {
		return true;
	},
	async create(): Promise<boolean> {
		return true;
	},
	async delete(): Promise<boolean> {
		return true;
	},
};
