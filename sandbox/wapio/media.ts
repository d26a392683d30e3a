import { asDict, asText } from '../core/values';
import { inSession, notFound, ok } from './answers';

export const mediaHandlers = {
	/** Gives the file behind a key that a delivery told. */
	decryptMedia: inSession((_session, request, context) => {
		const url = context.state.encrypted.get(asText(asDict(request.body).mediaKey));
		return url === undefined ? notFound('Media') : ok({ success: true, download_url: url });
	}),
};
