/**
 * Why an item failed, in words that are the same for all providers, so that a workflow can branch on
 * them. docs/troubleshooting.md explains each.
 */
export const REASONS = [
	'window closed',
	'not on WhatsApp',
	'opted out',
	'template not usable',
	'value refused',
	'not found',
	'not allowed',
	'wrong state',
	'limit reached',
	'no credit',
	'key refused',
	'not connected',
	'not reachable',
	'refused',
	'stopped',
	'may have been done',
	'may have been delivered',
] as const;

export type Reason = (typeof REASONS)[number];
