/** What happens to the own number and its templates. */
import { isObject } from '../../../engine/define';
import { text } from '../../../engine/trigger/reading';
import type { Reader } from './envelope';

/** A delivery may have one of these in the place of the event's name. */
export const NUMBER_STATES = ['ready', 'disconnected', 'qr-received', 'loading', 'initializing'];

export const numberStatus: Reader = (body) => {
	const own = text(body.event);
	const status =
		text(body.status) ?? text(body.connection_status) ?? (own?.includes('.') ? undefined : own);
	const time = body.created_at ?? body.timestamp ?? body.updated_at;
	return {
		event: {
			event: 'account',
			details: {
				status,
				reason: body.reason,
				qr: body.qr_code ?? body.qr,
				channel: body.channel_uuid,
			},
		},
		identity: time ? [status, body.qr_code, time] : [undefined],
		time,
	};
};

export const template: Reader = (body) => {
	const subject = isObject(body.template) ? body.template : body;
	const time = body.updated_at ?? subject.updated_at;
	return {
		event: { event: 'template', details: { template: subject, status: subject.status } },
		identity: [subject.uuid ?? subject.name, subject.status, time],
		time,
	};
};
