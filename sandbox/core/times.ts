/** Milliseconds. */
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Whole seconds since 1970. */
export const unix = (date: Date): number => Math.floor(date.getTime() / 1000);
