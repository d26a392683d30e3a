/** The deadline for answers. */
import { DateTime } from 'luxon';

import { isObject, WrongValue } from '../define/values';
import { clock } from '../http/clock';

const LABEL = 'Limit Wait Time';
const UNITS: Record<string, number> = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 };

/**
 * Milliseconds since 1970, or undefined for no limit.
 *
 * @param limit the converted value of the field "Limit Wait Time": dates are ISO text in UTC
 * @throws WrongValue when the limit is no time in the future
 */
export function limitOf(limit: unknown): number | undefined {
	if (!isObject(limit)) return undefined;
	const until =
		limit.limitType === 'atSpecifiedTime'
			? DateTime.fromISO(String(limit.maxDateAndTime ?? '')).toMillis()
			: clock.now() + Number(limit.resumeAmount ?? 1) * (UNITS[String(limit.resumeUnit)] ?? NaN);
	if (Number.isNaN(until)) throw new WrongValue('enter a date or an amount', LABEL);
	if (until <= clock.now())
		throw new WrongValue('this time has already passed, so nobody could answer', LABEL);
	return until;
}
