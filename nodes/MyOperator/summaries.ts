/** The fields that "Simplify" keeps of each kind of row. */
import type { IDataObject } from 'n8n-workflow';

import type { Kept } from '../../engine/define';
import { isoTime } from '../../engine/trigger/event';
import { directionOf } from './trigger/parts';

/** With the IDs by which MyOperator's webhooks and other programs know a call. */
export const callLogSummary: Kept[] = [
	'id',
	'allcaller_id',
	'additional_parameters',
	'caller_number',
	'department_name',
	['direction', 'event'],
	['outcome', 'status'],
	['startedAt', 'start_time'],
	['endedAt', 'end_time'],
	'duration',
	'filename',
	'fileurl',
	'log_details',
];

const OUTCOMES: Record<string, string> = { 1: 'connected', 2: 'missed', 3: 'voicemail' };

/** Codes in the words of the trigger's events; those that are not known stay codes. */
export function callLogInWords(row: IDataObject): IDataObject {
	const { direction, outcome, startedAt, endedAt } = row;
	const way = directionOf(direction);
	const words: Record<string, unknown> = {
		direction: way === 'unknown' ? undefined : way,
		outcome: OUTCOMES[String(outcome)],
		startedAt: isoTime(startedAt),
		endedAt: isoTime(endedAt),
	};
	return Object.fromEntries(
		Object.entries(row).map(([name, value]) => [name, words[name] ?? value]),
	) as IDataObject;
}

export const campaignSummary: Kept[] = [
	'id',
	'name',
	'status',
	['template_name', 'template.name'],
	['recipients', 'audience.count'],
	'stats',
	'scheduled_at',
	'created_at',
	'failure_reason',
];

/** The list of contacts continues after its last token. */
export const contactSummary: Kept[] = [
	'id',
	'name',
	'country_code',
	'phone_number',
	'email_id',
	'marketing_opt_in',
	'custom_fields',
	'status',
	'created',
	'modified',
];
export const foundContactSummary: Kept[] = [...contactSummary, 'pagination_token'];

/** With settings and profile where "Include" names them. */
export const phoneNumberSummary: Kept[] = [
	'phone_number_id',
	'country_code',
	'phone_number',
	'phone_number_status',
	'onboarding_status',
	'status',
	'settings',
	'profile',
	'waba_account',
];

export const templateSummary: Kept[] = [
	'id',
	'name',
	'language',
	'category',
	'type',
	'components',
	'status',
	'waba_template_status',
	'failure_reason',
	'quality',
];

export const userSummary: Kept[] = [
	'uuid',
	'user_id',
	'name',
	'email',
	'contact_number',
	'extension',
	'role_id',
	'is_active',
	'is_available',
	'is_enabled',
];
