import { asDict, asText } from '../core/values';
import { inSession, notFound, ok } from './answers';

/** Gives the file behind a key that a delivery told. */
const decryptMedia = inSession((_session, request, context) => {
	const url = context.state.encrypted.get(asText(asDict(request.body).mediaKey));
	return url === undefined ? notFound('Media') : ok({ success: true, download_url: url });
});

export const mediaHandlers = { decryptMedia, decryptMediaBefore: decryptMedia };
