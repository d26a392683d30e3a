/** The gateways behind the node, in the order in which they are tried by default. */
import { senderName } from '../../engine/gateway/run';
import type { GatewayMap } from '../../engine/gateway/types';
import { withSendAndWait } from '../../engine/wait/form';
import type { WaitMap } from '../../engine/wait/types';
import { myOperatorGateway } from '../MyOperator/gateway';
import { twoChatGateway } from '../TwoChat/gateway';
import { wapioGateway } from '../Wapio/gateway';
import { whapiGateway } from '../Whapi/gateway';
import { gatewayForm } from './form';

export const GATEWAYS: GatewayMap[] = [
	myOperatorGateway,
	whapiGateway,
	wapioGateway,
	twoChatGateway,
];

export const form = gatewayForm(GATEWAYS);

export const wait: WaitMap = {
	resource: 'message',
	links: { operation: 'sendText', text: 'text' },
	options: ['defaultCountryCode', ...GATEWAYS.filter(({ sender }) => sender).map(senderName)],
};

/** The form with "Send and Wait for Response". */
export const asking = withSendAndWait(form, [wait]);
