/** Which gateway can do what, from the maps behind the Messaging Gateway node. */
import { canDo, type GatewayAction, type GatewayMap } from '../../engine/gateway/types';
import { findOperation } from '../../engine/run/run';
import { form, GATEWAYS } from '../../nodes/MessagingGateway/gateways';
import { table } from './tables';

/** The provider's own operation that carries the action out. @throws Error if there is none */
function operationOf(map: GatewayMap, action: GatewayAction): string {
	const { provider, actions } = map;
	const mapped = actions[action];
	if (!mapped) return canDo(map, action) ? 'yes' : '–';
	const resource = provider.resources.find(({ value }) => value === mapped.resource);
	const operation = findOperation(provider, mapped.resource, mapped.operation);
	if (!resource || !operation)
		throw new Error(`${provider.name} has no ${mapped.resource}.${mapped.operation}`);
	return `${resource.name} > ${operation.name}`;
}

/** A row for each of the gateway's operations, a column for each provider. */
export const gatewayTable = (): string =>
	table(
		['Operation', ...GATEWAYS.map(({ provider }) => provider.name)],
		form.resources.flatMap(({ name, operations }) =>
			operations.map((operation) => [
				`${name} > ${operation.name}`,
				...GATEWAYS.map((map) => operationOf(map, operation.value as GatewayAction)),
			]),
		),
	);
