/** The fields that "Simplify" keeps of each kind of row. */
import type { Kept } from '../../engine/define';

export const callSummary: Kept[] = [
	'uuid',
	'direction',
	'status',
	'from',
	'to_number',
	'start_time',
	'duration',
	['price', 'call_cost.call_price'],
	['agent_name', 'agent.full_name'],
	'recording_url',
];

export const callerIdSummary: Kept[] = [
	'uuid',
	'phone_number',
	'friendly_name',
	'type',
	'verified',
	'iso_country_code',
	'created_at',
	'expires_at',
];

export const numberSummary: Kept[] = [
	'uuid',
	'phone_number',
	'friendly_name',
	'pushname',
	'connection_status',
	'enabled',
	'is_business_profile',
	'iso_country_code',
	'created_at',
	'updated_at',
];

/** `order` is set if the message is an order. */
export const messageSummary: Kept[] = [
	'uuid',
	'session_key',
	'sent_by',
	'remote_phone_number',
	['participant_phone_number', 'participant.phone_number'],
	['text', 'message.text'],
	['media_url', 'message.media.url'],
	['order', 'message.order'],
	'wa_msg_ack',
	'created_at',
];

export const reservationSummary: Kept[] = [
	'uuid',
	'number',
	'did_type',
	'location',
	'setup_price',
	'monthly_price',
	'supports_sms_in',
	'supports_sms_out',
	'needs_registration',
	'reservation_end_date',
];

export const virtualNumberSummary: Kept[] = [
	'uuid',
	'phone_number',
	'friendly_name',
	'status',
	'status_text',
	'iso_country_code',
	'region_name',
	'incoming_price_per_minute',
	'created_at',
	'expires_at',
];

export const wabaNumberSummary: Kept[] = [
	'uuid',
	'phone_number',
	'friendly_name',
	'verified_name',
	'connection_status',
	'enabled',
	'phone_number_id',
	'meta_waba_id',
	'messaging_provider',
	'created_at',
];
