/** Opening hours, from "Monday to Friday 9:00 to 18:00" to one entry per day in minutes. */
import type { IDataObject } from 'n8n-workflow';
import { IANAZone } from 'luxon';

import { type Choice, WrongValue } from '../../../engine/define';

const LABEL = 'Opening Hours';

export const DAYS: Choice[] = [
	['mon', 'Monday'],
	['tue', 'Tuesday'],
	['wed', 'Wednesday'],
	['thu', 'Thursday'],
	['fri', 'Friday'],
	['sat', 'Saturday'],
	['sun', 'Sunday'],
];

/** "9:00" is 540; "24:00" is the end of the day. @throws WrongValue */
export function minutesOfDay(text: unknown): number {
	const [, hours, minutes] = /^\s*(\d{1,2}):(\d{2})\s*$/.exec(String(text ?? '')) ?? [];
	const total = Number(hours) * 60 + Number(minutes);
	if (hours === undefined || Number(minutes) > 59 || total > 1440)
		throw new WrongValue(`"${String(text ?? '')}" is not a time such as 9:00 or 17:30`, LABEL);
	return total;
}

/**
 * The form's value `{timeZone, mode, days, times: [{days, open, close}]}` as the API's
 * `{timeZone, config: [{day, mode, openTime, closeTime}]}`.
 * @throws WrongValue
 */
export function openingHours(value: unknown): IDataObject {
	const { timeZone, mode = 'specific_hours', days = [], times = [] } = value as IDataObject;
	if (timeZone !== undefined && !IANAZone.isValidZone(String(timeZone)))
		throw new WrongValue(`"${String(timeZone)}" is not a time zone such as Asia/Kolkata`, LABEL);
	const config =
		mode === 'open_24h'
			? asDays(days).map((day) => ({ day, mode }))
			: (times as IDataObject[]).flatMap((entry) => {
					const openTime = minutesOfDay(entry.open);
					const closeTime = minutesOfDay(entry.close);
					return asDays(entry.days).map((day) => ({ day, mode, openTime, closeTime }));
				});
	return { ...(timeZone === undefined ? {} : { timeZone }), ...(config.length ? { config } : {}) };
}

/** Full names and other spellings from expressions are accepted too. @throws WrongValue */
function asDays(days: unknown): string[] {
	return (days as unknown[]).map((entry) => {
		const day = String(entry).trim().slice(0, 3).toLowerCase();
		if (!DAYS.some(([known]) => known === day))
			throw new WrongValue(`"${String(entry)}" is not a day of the week`, LABEL);
		return day;
	});
}
