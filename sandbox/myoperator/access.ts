import type { Answer, SandboxRequest } from '../core/types';
import { asDict, asText } from '../core/values';
import { MYOPERATOR_DEMO } from './demo';
import { callAnswer, developersError, refusal } from './envelopes';

/** Authentication: each of the three hosts has its own. */
export function authenticate(request: SandboxRequest): Answer | undefined {
	switch (request.host) {
		case 'obd':
			return authenticateCall(request);
		case 'developers':
			return authenticateDeveloper(request);
		default:
			return authenticateCompany(request);
	}
}

function authenticateCompany(request: SandboxRequest): Answer | undefined {
	if (request.headers.authorization !== `Bearer ${MYOPERATOR_DEMO.apiKey}`) {
		return refusal(403, '403', 'Invalid API key');
	}
	if (request.headers['x-myop-company-id'] !== MYOPERATOR_DEMO.companyId) {
		return refusal(403, '403', 'Invalid company id');
	}
	return undefined;
}

function authenticateCall(request: SandboxRequest): Answer | undefined {
	const body = asDict(request.body);
	const ids = { unique_id: '', reference_id: asText(body.reference_id) };
	if (request.headers['x-api-key'] !== MYOPERATOR_DEMO.obdApiKey) {
		// The gateway in front of the API answers this one, in its own shape.
		return { status: 403, body: { message: 'Forbidden' } };
	}
	// A missing header is found by the contract's check, and is a 400.
	const wrong = (name: string, right: string): boolean =>
		body[name] !== undefined && body[name] !== right;
	if (
		wrong('secret_token', MYOPERATOR_DEMO.obdSecretToken) ||
		wrong('company_id', MYOPERATOR_DEMO.companyId)
	) {
		return callAnswer(403, 'Invalid company_id or secret_token', ids);
	}
	return undefined;
}

function authenticateDeveloper(request: SandboxRequest): Answer | undefined {
	const token = request.query.token ?? asDict(request.body).token;
	return token === MYOPERATOR_DEMO.publicApiToken
		? undefined
		: developersError(401, 'not an authorized request');
}
