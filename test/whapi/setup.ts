/** Runs the Whapi.Cloud node against a local server that a test tells what to answer. */
import { MessagingWhapiApi } from '../../credentials/MessagingWhapiApi.credentials';
import { nodeSecret } from '../../engine/trigger/register';
import { whapi } from '../../nodes/Whapi/provider';
import { Whapi } from '../../nodes/Whapi/Whapi.node';
import { type Bench, useBench } from '../harness/bench';
import { inWebhook, type TriggerSetup } from '../harness/webhook';

/** Registers the hooks of the test file. */
export const whapiBench = (): Bench =>
	useBench({
		node: new Whapi(),
		credential: (baseUrl) => ({
			type: new MessagingWhapiApi(),
			data: { token: 'channel-token', baseUrl },
		}),
	});

/** One item with a file in it. */
export const fileItem = (content: string, mimeType: string, fileName: string) => [
	{
		json: {},
		binary: { data: { data: Buffer.from(content).toString('base64'), mimeType, fileName } },
	},
];

/** The secret that this node registers with. */
export const secretOf = async (setup: TriggerSetup): Promise<string> =>
	await inWebhook(setup, async (context) => await nodeSecret(context, whapi));
