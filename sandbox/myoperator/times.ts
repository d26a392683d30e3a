/** ISO 8601 with six decimals, as in messages, contacts and templates. */
export function micros(date: Date): string {
	return date.toISOString().replace('Z', '000Z');
}

/** ISO 8601 with nine decimals, as in the envelope of the new webhooks. */
export function nanos(date: Date): string {
	return date.toISOString().replace('Z', '000000Z');
}

/** ISO 8601 in whole seconds with an offset, as in call summaries. */
export function wholeSeconds(date: Date): string {
	return date.toISOString().replace(/\.\d+Z$/, '+00:00');
}

/** hh:mm:ss of a number of seconds. */
export function clock(seconds: number): string {
	return new Date(seconds * 1000).toISOString().slice(11, 19);
}
