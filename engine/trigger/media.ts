/** The file of a received message. The provider waits for our answer meanwhile: not many tries are made. */
import type { IBinaryData, IWebhookFunctions } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import type { Provider } from '../define/types';
import { WrongValue } from '../define/values';
import { fileNameFrom, fileOf, storeBody } from '../files/incoming';
import { exchange } from '../http/exchange';
import { toNodeError } from '../http/failure';
import { gateFor } from '../http/pace';
import { anonymousSession, baseUrl, openSession } from '../http/session';
import type { MessagingEvent } from './event';
import type { MediaSource } from './types';

/** Milliseconds for one try. */
const TIMEOUT = 20_000;
/** Milliseconds of waiting between tries: enough for a second one. */
const PATIENCE = 2_000;

/** @throws NodeApiError | NodeOperationError that tell why there is no file */
export async function fetchMedia(
	context: IWebhookFunctions,
	provider: Provider,
	event: MessagingEvent,
	source: MediaSource,
): Promise<IBinaryData> {
	const open = 'open' in source;
	const session = open
		? anonymousSession(context, provider, TIMEOUT)
		: await openSession(context, provider, TIMEOUT);
	try {
		const url = open ? source.open : baseUrl(session, source.host) + source.path;
		const { body } = await exchange(session, {
			request: async () => ({ method: 'GET', url }),
			open,
			effect: 'read',
			// What holds back sends must not hold up the provider's call.
			gate: gateFor(`media ${new URL(url).origin}`),
			perMinute: 0,
			maxWait: PATIENCE,
			file: true,
			receive: async (answer) => {
				const file = fileOf(answer);
				if (!file) throw new WrongValue(`${provider.name} returned no file`);
				const media = event.message?.media;
				const mimeType =
					media?.mimeType ?? answer.headers['content-type'] ?? 'application/octet-stream';
				const name =
					media?.fileName ??
					fileNameFrom(answer.headers['content-disposition']) ??
					event.message?.type ??
					'file';
				const [plainType = ''] = mimeType.split(';');
				return { ...answer, body: await storeBody(session, file, name, plainType) };
			},
		});
		return body as IBinaryData;
	} catch (error) {
		const { secrets } = session;
		throw toNodeError(error, { node: context.getNode(), provider, secrets });
	}
}

/** Why there is no file, and what can be done. */
export const reasonOf = (error: unknown): string =>
	error instanceof NodeApiError && error.description
		? `${error.message}. ${error.description}`
		: (error as Error).message;
