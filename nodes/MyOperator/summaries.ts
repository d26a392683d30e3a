/** The fields that "Simplify" keeps of each kind of row. */
import type { IDataObject } from 'n8n-workflow';

import type { Kept } from '../../engine/define';

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

const DIRECTIONS: Record<string, string> = { 1: 'inbound', 2: 'outbound' };
const OUTCOMES: Record<string, string> = { 1: 'connected', 2: 'missed', 3: 'voicemail' };

/** Unix seconds as ISO time in UTC; anything else stays. */
const isoTime = (seconds: unknown): unknown =>
	/^\d{9,10}$/.test(String(seconds)) ? new Date(Number(seconds) * 1000).toISOString() : seconds;

/** Codes in the words of the trigger's events; those that are not known stay codes. */
export function callLogInWords(row: IDataObject): IDataObject {
	const { direction, outcome, startedAt, endedAt } = row;
	const words: Record<string, unknown> = {
		direction: DIRECTIONS[String(direction)] ?? direction,
		outcome: OUTCOMES[String(outcome)] ?? outcome,
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
