/** 2Chat writes times in three ways; which one depends on the endpoint. */

/** 2026-03-02T09:15:00Z */
export const zoned = (date: Date): string => date.toISOString().replace(/\.\d+Z$/, 'Z');

/** 2026-03-02T09:15:00, in UTC. */
export const bare = (date: Date): string => zoned(date).slice(0, -1);

/** 2026-03-02 09:15:00, in UTC. */
export const spaced = (date: Date): string => bare(date).replace('T', ' ');
