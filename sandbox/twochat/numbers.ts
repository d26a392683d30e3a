import type { Answer, Handler, SandboxRequest } from '../core/types';
import { SMALL_PNG } from '../core/files';
import { asDict, asText } from '../core/values';
import { checkPhone, notFound, notReady, ok, pageOf, refusal, sameNumber } from './answers';
import { NOT_ON_WHATSAPP } from './demo';
import { dropSubscriptionsOf, tell } from './deliveries';
import { newNumber } from './seed';
import type { Condition, Context, TwoChatState, WhatsAppNumber } from './state';
import { zoned } from './times';

/** The WhatsApp number of the account, in any notation. */
export const numberBy = (phone: unknown, { state }: Context): WhatsAppNumber | undefined =>
	[...state.numbers.values()].find((one) => sameNumber(one.phone_number, phone));

/** Runs with the number of the path, which must be able to work. */
const withNumber =
	(
		parameter: string,
		run: (number: WhatsAppNumber, request: SandboxRequest, context: Context) => Answer,
	): Handler<TwoChatState> =>
	(request, context) => {
		const number = numberBy(request.params[parameter], context);
		if (!number) return notFound('Number');
		return notReady(number, context) ?? run(number, request, context);
	};

const withChannel =
	(
		run: (number: WhatsAppNumber, request: SandboxRequest, context: Context) => Answer,
	): Handler<TwoChatState> =>
	(request, context) => {
		const number = context.state.numbers.get(asText(request.params.channel_uuid));
		return number ? run(number, request, context) : notFound('Channel');
	};

const CONDITIONS: Record<string, Condition> = {
	ready: 'ready',
	disconnected: 'disconnected',
	'qr-received': 'connecting',
	loading: 'connecting',
	initializing: 'booting',
};

/** Sets a number to one of the states of the status event, and sends the event. */
export function setStatus(
	number: WhatsAppNumber,
	status: string,
	context: Context,
	reason: string | null = null,
): void {
	const { conditions, qrCodes } = context.state;
	conditions.set(number.uuid, CONDITIONS[status] ?? 'ready');
	number.connection_status = status === 'ready' ? 'C' : 'D';
	qrCodes.delete(number.uuid);
	if (status === 'qr-received') qrCodes.set(number.uuid, `2@${context.ids.hex(32)}`);
	if (status === 'ready') Object.assign(number, { server: `${number.phone_number.slice(1)}@c.us` });
	tell(context, 'whatsapp.number.status', number.uuid, {
		event: 'whatsapp.number.status',
		channel_uuid: number.uuid,
		channel_phone_number: number.phone_number,
		status,
		qr_code: qrCodes.get(number.uuid) ?? null,
		reason,
		created_at: zoned(context.now()),
	});
}

const batched = (): Answer => ok({ batched: true });
const published = withNumber('number', () => ok());

export const numberHandlers: Record<string, Handler<TwoChatState>> = {
	listNumbers(request, { state }) {
		const wanted = request.query.status ?? 'all';
		const fitting = [...state.numbers.values()].filter(
			({ connection_status: status }) =>
				wanted === 'all' || (wanted === 'connected') === (status === 'C'),
		);
		const { page, rows } = pageOf(fitting, request, { standard: 50 });
		return ok({ count: rows.length, page, numbers: rows });
	},
	getNumber: withChannel((channel) => ok({ channel })),
	checkNumber: withNumber('your_number', (_number, request) => {
		const phone = asText(request.params.number_to_check);
		const refused = checkPhone('number_to_check', phone);
		if (refused) return refused;
		const isThere = !sameNumber(phone, NOT_ON_WHATSAPP);
		return {
			status: 200,
			body: {
				is_valid: true,
				on_whatsapp: isThere,
				number: {
					iso_country_code: 'IN',
					region: 'India',
					carrier: 'Example Mobile',
					timezone: ['Asia/Kolkata'],
				},
				...(isThere && request.query['extra-information'] === true
					? {
							whatsapp_info: {
								number_id: phone.replace(/\D/g, ''),
								profile_pic: null,
								is_business: false,
								business_information: {},
								verified_level: 0,
								verified_name: null,
								status_text: 'Available',
							},
						}
					: {}),
			},
		};
	}),
	setProfilePicture: withNumber('number', (number, request) => {
		number.profile_pic_url = asDict(request.body).url;
		return batched();
	}),
	setAbout: withNumber('number', (number, request) => {
		number.about = asDict(request.body).status;
		return batched();
	}),
	postTextStatus: published,
	postImageStatus: published,
	postVideoStatus: published,

	createChannel(request, context) {
		const { phone_number: phone, friendly_name: name } = asDict(request.body);
		const refused = checkPhone('phone_number', phone);
		if (refused) return refused;
		if (numberBy(phone, context)) return refusal(403, 'The number is in your account already');
		const uuid = `WPN${context.ids.uuid()}`;
		const channel = newNumber(uuid, asText(phone), asText(name), context.now(), false);
		context.state.numbers.set(uuid, channel);
		return ok({ channel });
	},
	getChannelStatus: withChannel(({ uuid, connection_status: status }, _request, { state }) => {
		const condition = state.conditions.get(uuid);
		const last = Object.keys(CONDITIONS).find((key) => CONDITIONS[key] === condition);
		return ok({
			connection_status: status,
			qr_code: state.qrCodes.get(uuid) ?? null,
			events: [last ?? (status === 'C' ? 'ready' : 'disconnected')],
		});
	}),
	getChannelQrCode: withChannel(({ uuid }, _request, context) => {
		const code = context.state.qrCodes.get(uuid);
		// A failure inside a success.
		if (code === undefined)
			return { ...refusal(200, 'There is no QR code: connect the number first'), status: 200 };
		const image = { name: `qr-${uuid}.png`, mimeType: 'image/png', bytes: SMALL_PNG };
		return ok({ qr_code: code, qr_code_image_url: context.files.add(image) });
	}),
	runChannelCommand: withChannel((number, request, context) => {
		const condition = context.state.conditions.get(number.uuid);
		if (condition === 'booting' || condition === 'connecting')
			return notReady(number, context) ?? ok();
		const connect = request.params.command === 'connect';
		if (connect && number.connection_status !== 'C') {
			setStatus(number, 'qr-received', context);
		} else if (!connect) setStatus(number, 'disconnected', context, 'logout');
		return ok();
	}),
	deleteChannel: withChannel(({ uuid }, _request, context) => {
		context.state.numbers.delete(uuid);
		dropSubscriptionsOf(uuid, context);
		return ok();
	}),
};
