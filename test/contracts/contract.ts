/**
 * The contracts for tests: reading them, listing operations and webhooks, checking against them.
 * Deliberately independent of the sandbox's reader, so that a fault in that one does not go unnoticed.
 */
export {
	at,
	bodyTypes,
	loadContract,
	operation,
	operations,
	providers,
	webhooks,
	type Contract,
	type ContractOperation,
	type ContractParameter,
	type ContractWebhook,
} from '../../scripts/contracts/reading';
export { isObject, type JsonObject } from '../../scripts/contracts/references';
export {
	schemaValidator,
	validateRequest,
	validateResponse,
	validateWebhook,
	type RequestParts,
} from './validating';
