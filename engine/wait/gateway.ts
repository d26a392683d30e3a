/** The same for the Messaging Gateway: the question goes through the first gateway that takes it. */
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import pick from 'lodash/pick';

import type { Provider } from '../define/types';
import { openDelivery, runGateway } from '../gateway/run';
import type { GatewayMap } from '../gateway/types';
import { collect, COLLECTIONS } from '../item/collect';
import { parameterReader } from '../run/run';
import { testReader } from '../run/testRuns';
import { carrierOf } from './form';
import { additional } from './run';
import { askAndWait, isSendAndWait, sentTo } from './send';
import type { WaitMap } from './types';

/**
 * @param form the gateways as one provider, without the operation; `asking`: with it
 * @throws NodeApiError | NodeOperationError
 */
export async function runGatewayOrAsk(
	caller: IExecuteFunctions,
	{ form, asking, map }: { form: Provider; asking: Provider; map: WaitMap },
	gateways: GatewayMap[],
): Promise<INodeExecutionData[][]> {
	if (!isSendAndWait(caller)) return await runGateway(caller, form, gateways);
	const operation = carrierOf(form, map.resource, map.links.operation);
	const delivery = await openDelivery(caller, form, gateways, 'sendText');
	const own = parameterReader(caller, 0);
	return await askAndWait(caller, asking, map, {
		options: delivery.options,
		address: ({ ask, run }) => {
			const { values } = collect(
				operation,
				testReader(caller, form, operation, delivery.options, (name, fallback) => {
					if (name === map.links.text) return ask.text;
					return name === COLLECTIONS.options.name ? additional(caller, map) : own(name, fallback);
				}),
				caller.getTimezone(),
				delivery.country,
			);
			const { to, perform } = delivery.address(values, 0, run);
			return {
				lane: to,
				perform: async () => {
					const [sent] = await perform();
					if (run.preview && sent) return [sent];
					return sentTo(pick(sent?.json ?? {}, ['to', 'gateway', 'messageId']));
				},
			};
		},
		toError: delivery.toError,
	});
}
