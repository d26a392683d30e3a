import type { Problem } from '../core/contract';
import type { Answer, SandboxRequest } from '../core/types';
import { asDict, asText } from '../core/values';

/** WhatsApp and contacts: `{status, code, message, data}`. The code's type differs by operation. */
export function success(data: unknown, message: string, code: string | number = '200'): Answer {
	return { status: Number(code), body: { status: 'success', code, message, data } };
}

/** The detail is under `errors` in most answers and under `error` in those of Send Message. */
export function refusal(
	status: number,
	code: string | number,
	message: string,
	detail: { errors: unknown } | { error: unknown } = { errors: {} },
): Answer {
	return { status, body: { status: 'error', code, message, ...detail } };
}

/** Calls: flat, everything a text. */
export function callAnswer(
	status: number,
	details: string,
	ids: { unique_id: string; reference_id: string },
): Answer {
	return {
		status,
		body: { details, status: status < 300 ? 'success' : 'error', code: String(status), ...ids },
	};
}

/** Users and logs: failures come with HTTP 200 too, so only `status` tells. */
export function developersError(code: number, message: string): Answer {
	return { status: 200, body: { status: 'error', code, message } };
}

/** What MyOperator's three hosts say to a request that the contract does not allow. */
export function invalid(problems: Problem[], request: SandboxRequest): Answer {
	const summary = problems.map(sentence).join('; ');
	if (request.host === 'developers') return developersError(400, summary);
	if (request.host === 'obd') return invalidCall(problems, request, summary);
	const fields: Record<string, string[]> = {};
	for (const problem of problems) {
		const name = problem.field || 'detail';
		(fields[name] ??= []).push(sentence(problem));
	}
	if (request.path === '/chat/messages') {
		return refusal(400, '400', 'Missing required fields or Invalid Input', { error: fields });
	}
	const changesNumber =
		request.method === 'PATCH' &&
		problems.some(({ field }) => field === 'phone_number' || field === 'country_code');
	if (changesNumber) {
		const detail = 'Phone Number cannot be updated.';
		return refusal(400, 'invalid', 'Invalid input.', { errors: { detail } });
	}
	if (request.path === '/contacts') {
		return refusal(400, '400', 'Validation Error', { errors: fields });
	}
	return refusal(400, 'invalid', 'Invalid input.', { errors: fields });
}

/** A field that the kind of call forbids is a 403, every other mistake a 400. */
function invalidCall(problems: Problem[], request: SandboxRequest, summary: string): Answer {
	const forbidden = problems.some(
		({ keyword, field, params }) =>
			['additionalProperties', 'unevaluatedProperties', 'not', 'false schema'].includes(keyword) &&
			/(^|\.)(user_id|number_2)$/.test(field || asText(params.propertyName)),
	);
	return callAnswer(forbidden ? 403 : 400, summary, {
		unique_id: '',
		reference_id: asText(asDict(request.body).reference_id),
	});
}

function sentence(problem: Problem): string {
	const name = problem.field.split('.').pop() ?? '';
	switch (problem.keyword) {
		case 'required':
			return `${name} is required`;
		case 'additionalProperties':
		case 'unevaluatedProperties':
			return `${name} is not allowed`;
		case 'enum':
			return `${name} must be one of ${JSON.stringify(problem.params.allowedValues)}`;
		default:
			if (name === 'phone_number' && /Length$/.test(problem.keyword)) {
				return "Phone Number's length should be in the range of [7,15].";
			}
			return `${name} ${problem.message}`.trim();
	}
}

/** Each host has its own way to say that an address does not exist. */
export function unknownRoute(request: SandboxRequest): Answer {
	// Seen with this status, unlike the refusals of known paths.
	if (request.host === 'developers')
		return { ...developersError(404, 'Unknown method.'), status: 404 };
	if (request.host === 'obd')
		return { status: 403, body: { message: 'Missing Authentication Token' } };
	return refusal(404, 'not_found', 'Not found.', { errors: { detail: 'Not found.' } });
}

/** Bodies for failures on demand. The WhatsApp host's own 500 is plain text. */
export function failure(status: number, request: SandboxRequest): Answer {
	const message = status === 429 ? 'Too many requests' : 'Internal Server Error';
	if (request.host === 'obd') {
		const reference = asText(asDict(request.body).reference_id);
		return callAnswer(status, message, { unique_id: '', reference_id: reference });
	}
	if (request.host === 'developers') {
		return { status, body: { status: 'error', code: status, message } };
	}
	if (status >= 500) return { status, body: 'Internal Server Error', type: 'text/plain' };
	return refusal(status, String(status), message);
}
