/** The files of a received message, as the Messaging Gateway downloads them. */
import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';

import type { Values } from '../define/types';
import { WrongValue } from '../define/values';
import type { Run } from '../item/context';
import type { MessagingEvent } from '../trigger/event';
import { fetchMedia, fieldOf } from '../trigger/media';
import type { GatewayMap } from './types';

/**
 * @param event of a trigger; one that combines messages has a file for each that has one
 * @param values of the form: `maxFileSize` in megabytes, `localFiles`
 * @returns the files under `data`, `data_1` and so on
 * @throws NodeApiError | NodeOperationError
 * @throws WrongValue when there is none
 */
export async function filesOf(
	{ caller, options, stop }: Run,
	{ provider, media }: GatewayMap,
	event: MessagingEvent,
	{ maxFileSize, localFiles }: Values,
): Promise<IBinaryKeyData> {
	const { timeout, maxWait } = options;
	const rules = { maxFileSize, localFiles, timeout, maxWait, signal: stop };
	const binary: IBinaryKeyData = {};
	for (const part of partsOf(event)) {
		const source = media?.(part);
		if (!source) continue;
		const field = fieldOf(Object.keys(binary).length);
		binary[field] = await fetchMedia(caller, provider, { event: part, source }, rules);
	}
	if (Object.keys(binary).length) return binary;
	throw new WrongValue(
		'this message has no file',
		'Event',
		'Let an If node in front of this one check that "message.media" is there',
	);
}

const partsOf = (event: MessagingEvent): MessagingEvent[] =>
	event.messages?.map((message, place) => ({
		...event,
		message,
		raw: Array.isArray(event.raw) ? (event.raw as IDataObject[])[place] : event.raw,
	})) ?? [event];
