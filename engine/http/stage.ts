/**
 * How far a request got before it failed. This alone decides whether a message may have been
 * delivered: not the name of the error, which can be the same before and after.
 */

/** `before`: not a byte of the request left. `after`: it may have been read by the provider. */
export type Stage = 'before' | 'after';

/** What is known of an error of n8n's request helper, or of one of its causes. */
interface ErrorFacts {
	code?: unknown;
	message?: string;
	syscall?: unknown;
	cause?: unknown;
	isAxiosError?: boolean;
	request?: unknown;
	response?: unknown;
}

/** The parts of Node's sockets that show what left. */
interface Socket {
	bytesWritten?: number;
	writableLength?: number;
	/** TLS: the handshake is not done, so that nothing of the request can have left. */
	secureConnecting?: boolean;
	encrypted?: boolean;
}

const CONNECTING = new Set(['connect', 'getaddrinfo']);
/** Thrown by Node or axios while the request is being put together. */
const MALFORMED = /^ERR_(INVALID_|UNESCAPED_|HTTP_INVALID_|BAD_OPTION)/;
/** Errors of n8n and of this package: thrown instead of sending. */
const OWN = new Set([
	'WrongValue',
	'UserError',
	'OperationalError',
	'UnexpectedError',
	'ApplicationError',
	'NodeOperationError',
	'SsrfBlockedIpError',
	'SsrfBlockedHostnameError',
]);

/** The error and what caused it, outermost first. */
export function chainOf(error: unknown): ErrorFacts[] {
	const chain: ErrorFacts[] = [];
	for (let inner = error; typeof inner === 'object' && inner !== null && chain.length < 8; ) {
		chain.push(inner as ErrorFacts);
		inner = (inner as ErrorFacts).cause;
	}
	return chain;
}

/** Where nothing is known, the request counts as sent. */
export function stageOf(error: unknown): Stage {
	const chain = chainOf(error);
	if (chain.some(({ response }) => response !== undefined && response !== null)) return 'after';
	for (const { request } of chain) {
		const socket = socketOf(request);
		if (socket) return leftBy(socket) ? 'after' : 'before';
		// A request that never got a socket.
		if (socket === null) return 'before';
	}
	const certain = chain.some(
		({ syscall, code, isAxiosError }) =>
			CONNECTING.has(String(syscall)) ||
			MALFORMED.test(String(code)) ||
			// axios names no request when it refused to make one: an unknown scheme, a bad option.
			(isAxiosError === true && code === 'ERR_BAD_REQUEST'),
	);
	return certain || chain.some(isOwn) ? 'before' : 'after';
}

const isOwn = (error: ErrorFacts): boolean =>
	error instanceof Error && OWN.has(error.constructor.name);

/** `null`: a request without a socket; `undefined`: no request, or nothing is known about it. */
export function socketOf(request: unknown): Socket | null | undefined {
	if (typeof request !== 'object' || request === null) return undefined;
	const { _currentRequest: current = request } = request as { _currentRequest?: object };
	if (!('socket' in current)) return undefined;
	return (current.socket ?? null) as Socket | null;
}

/** What was written and is still in the socket's own buffer has not left. */
const leftBy = ({ bytesWritten = 0, writableLength = 0, secureConnecting }: Socket): boolean =>
	secureConnecting !== true && bytesWritten > writableLength;
