import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FormData, request, type Dispatcher } from 'undici';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox';
import type { Contract } from '../../sandbox/core/contract';
import { MYOPERATOR_DEMO, MYOPERATOR_NUMBERS } from '../../sandbox/myoperator';

export interface Answered {
	status: number;
	headers: IncomingHttpHeaders;
	text: string;
	/** The body as JSON; `unknown` on purpose, tests compare it whole. */
	json: unknown;
}

export interface Call {
	method?: Dispatcher.HttpMethod;
	headers?: Record<string, string>;
	json?: unknown;
	form?: Record<string, string>;
	body?: string | Buffer | FormData;
}

/** One request, with its answer read to the end. */
export async function call(url: string, options: Call = {}): Promise<Answered> {
	const { json, form, body, headers = {}, method } = options;
	const payload =
		json !== undefined
			? JSON.stringify(json)
			: form !== undefined
				? new URLSearchParams(form).toString()
				: body;
	const type: Record<string, string> =
		json !== undefined
			? { 'content-type': 'application/json' }
			: form !== undefined
				? { 'content-type': 'application/x-www-form-urlencoded' }
				: {};
	const answer = await request(url, {
		method: method ?? (payload === undefined ? 'GET' : 'POST'),
		headers: { ...type, ...headers },
		body: payload,
	});
	const text = await answer.body.text();
	return { status: answer.statusCode, headers: answer.headers, text, json: parse(text) };
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		// Plain text and cut JSON are answers too; tests look at `text` then.
		return undefined;
	}
}

export const WHATSAPP_HEADERS = {
	authorization: `Bearer ${MYOPERATOR_DEMO.apiKey}`,
	'x-myop-company-id': MYOPERATOR_DEMO.companyId,
};

export const CALL_HEADERS = { 'x-api-key': MYOPERATOR_DEMO.obdApiKey };

/** A text as MyOperator's Send Message takes it. */
export function textMessage(number = '9876543210', body = 'Hello'): Record<string, unknown> {
	return {
		phone_number_id: MYOPERATOR_NUMBERS[0].phoneNumberId,
		customer_country_code: '91',
		customer_number: number,
		data: { type: 'text', context: { body } },
	};
}

/** A call as MyOperator takes it, but for the party that the fields name. */
export function userCall(fields: Record<string, unknown> = {}): Record<string, unknown> {
	return {
		company_id: MYOPERATOR_DEMO.companyId,
		secret_token: MYOPERATOR_DEMO.obdSecretToken,
		type: '1',
		number: '+919876543299',
		public_ivr_id: MYOPERATOR_DEMO.publicIvrId,
		...fields,
	};
}

/** What a webhook receiver got. */
export interface Delivered {
	method: string;
	headers: IncomingHttpHeaders;
	body: string;
}

export interface Receiver {
	url: string;
	got: Delivered[];
	/** Statuses to answer, one after the other; 200 afterwards. */
	answers: number[];
	stop(): Promise<void>;
}

async function startReceiver(): Promise<Receiver> {
	const got: Delivered[] = [];
	const answers: number[] = [];
	const server: Server = createServer((incoming, outgoing) => {
		const chunks: Buffer[] = [];
		incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
		incoming.on('end', () => {
			got.push({
				method: incoming.method ?? '',
				headers: incoming.headers,
				body: Buffer.concat(chunks).toString(),
			});
			outgoing.statusCode = answers.shift() ?? 200;
			outgoing.end();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/hook`,
		got,
		answers,
		stop: () =>
			new Promise((resolve, reject) => {
				server.close((error) => (error ? reject(error) : resolve()));
				server.closeAllConnections();
			}),
	};
}

/** A clock that does not advance until a test moves it. */
function fixedClock(start = '2026-05-04T09:00:00.000Z'): {
	now: () => Date;
	forward(ms: number): void;
} {
	let time = Date.parse(start);
	return {
		now: () => new Date(time),
		forward(ms) {
			time += ms;
		},
	};
}

/** A sandbox with a still clock, one for all tests of a file; state is reset before each. */
export function useSandbox(options: SandboxOptions = {}): {
	readonly sandbox: Sandbox;
	readonly receiver: Receiver;
	readonly clock: ReturnType<typeof fixedClock>;
} {
	const clock = fixedClock();
	let sandbox: Sandbox | undefined;
	let receiver: Receiver | undefined;
	beforeAll(async () => {
		sandbox = await startSandbox({ providers: ['myoperator'], now: clock.now, ...options });
		receiver = await startReceiver();
	});
	beforeEach(() => {
		sandbox?.reset();
		if (receiver) {
			receiver.got.length = 0;
			receiver.answers.length = 0;
		}
	});
	afterAll(async () => {
		await sandbox?.stop();
		await receiver?.stop();
	});
	return {
		get sandbox() {
			if (!sandbox) throw new Error('not started');
			return sandbox;
		},
		get receiver() {
			if (!receiver) throw new Error('not started');
			return receiver;
		},
		clock,
	};
}

/** What the addresses received, each body checked against the contract. */
export function deliveredBy(
	{ sandbox }: { sandbox: Sandbox },
	contract: Contract,
): Array<{ event: string; body: Record<string, unknown> }> {
	return sandbox.deliveries.map(({ event, body }) => {
		const payload = JSON.parse(body) as Record<string, unknown>;
		expect({ event, payload, problems: contract.checkWebhook(event, payload) }).toMatchObject({
			problems: [],
		});
		return { event, body: payload };
	});
}
