import { MYOPERATOR_DEMO, MYOPERATOR_WEBHOOK_HEADER } from './myoperator/demo';
import type { Sandbox } from './server';
import { TWOCHAT_DEMO } from './twochat/demo';
import { WAPIO_DEMO } from './wapio/demo';
import { WHAPI_DEMO } from './whapi/demo';

/** Type of the credential in n8n -> its fields, as this sandbox accepts them. */
const CREDENTIALS: Record<string, (sandbox: Sandbox) => Record<string, string>> = {
	messagingMyOperatorApi: (sandbox) => ({
		apiKey: MYOPERATOR_DEMO.apiKey,
		companyId: MYOPERATOR_DEMO.companyId,
		callsApiKey: MYOPERATOR_DEMO.obdApiKey,
		callsSecretToken: MYOPERATOR_DEMO.obdSecretToken,
		callsCompanyId: MYOPERATOR_DEMO.companyId,
		publicIvrId: MYOPERATOR_DEMO.publicIvrId,
		developerToken: MYOPERATOR_DEMO.publicApiToken,
		webhookHeaderName: MYOPERATOR_WEBHOOK_HEADER.name,
		webhookSecret: MYOPERATOR_WEBHOOK_HEADER.value,
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

/** Data of a credential in n8n that this sandbox accepts. @throws Error for a type it has none of */
export function sandboxCredential(type: string, sandbox: Sandbox): Record<string, string> {
	const make = CREDENTIALS[type];
	if (!make) throw new Error(`The sandbox has no credential of the type ${type}`);
	return make(sandbox);
}
