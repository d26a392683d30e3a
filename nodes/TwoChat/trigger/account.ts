/** What happens to the own number and its templates. */
import { isObject } from '../../../engine/define';
import { text } from '../../../engine/trigger/reading';
import { at, type Reader, textAt, timeOf } from './envelope';

/** A delivery may have one of these in the place of the event's name. */
export const NUMBER_STATES = [
	'ready',
	'connected',
	'disconnected',
	'qr-received',
	'loading',
	'initializing',
];

const STATUS = ['status', 'connection_status', 'state', 'channel.status'];
const QR = ['qr_code', 'qr', 'qrcode'];
const REJECTION = ['reason', 'rejected_reason', 'rejection_reason'];
const REASON = ['reason', 'disconnect_reason', 'error_message'];

export const numberStatus: Reader = (body) => {
	const own = text(body.event);
	const status = textAt(body, ...STATUS) ?? (own?.includes('.') ? undefined : own);
	const qr = at(body, ...QR);
	const time = timeOf(body, 'created_at', 'timestamp', 'updated_at');
	return {
		event: {
			event: 'account',
			details: { status, reason: at(body, ...REASON), qr, channel: body.channel_uuid },
		},
		identity: time ? [status, qr, time] : [undefined],
		time,
	};
};

export const template: Reader = (body) => {
	const subject = isObject(body.template) ? body.template : body;
	const status =
		textAt(subject, 'status', 'template_status') ?? textAt(body, 'status', 'new_status');
	const time = timeOf(body, 'updated_at') ?? timeOf(subject, 'updated_at');
	const reason = at(subject, ...REJECTION) ?? at(body, ...REJECTION);
	return {
		event: { event: 'template', details: { template: subject, status, reason } },
		identity: [textAt(subject, 'uuid', 'template_uuid', 'name'), status, time],
		time,
	};
};
