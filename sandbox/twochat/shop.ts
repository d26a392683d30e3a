import { HOUR } from '../core/times';
import type { Answer, Dict, Handler, SandboxRequest } from '../core/types';
import { asDict, asText } from '../core/values';
import { notFound, ok, refusal, sameNumber } from './answers';
import { newVirtualNumber } from './seed';
import type { Context, NumberGroup, TwoChatState } from './state';
import { zoned } from './times';

const REGIONS = [
	{ id: 123, region_name: 'California', iso_country_code: 'US' },
	{ id: 124, region_name: 'Florida', iso_country_code: 'US' },
	{ id: 201, region_name: 'London', iso_country_code: 'GB' },
];
const CITIES = [
	{ id: 456, city_name: 'Los Angeles', iso_country_code: 'US', region: 123 },
	{ id: 457, city_name: 'Tampa', iso_country_code: 'US', region: 124 },
	{ id: 501, city_name: 'London', iso_country_code: 'GB', region: 201 },
];

const inCountry = (request: SandboxRequest) => (row: { iso_country_code: string }) =>
	row.iso_country_code === asText(request.query.country).toUpperCase();

const shown = ({ iso_country_code: _iso, numbers: _numbers, ...group }: NumberGroup): Dict => group;

const taken = (number: string, { state }: Context): boolean =>
	[...state.reservations.values(), ...state.virtualNumbers.values()].some((one) =>
		sameNumber('number' in one ? one.number : one.phone_number, number),
	);

const free = (group: NumberGroup, context: Context): string[] =>
	group.numbers.filter((number) => !taken(number, context));

function reserve(request: SandboxRequest, context: Context): Answer {
	const body = asDict(request.body);
	const group = context.state.shop.get(asText(body.group_id));
	if (!group) return notFound('Group');
	const wanted = asText(body.number);
	const number = free(group, context).find((one) => wanted === '' || sameNumber(one, wanted));
	if (number === undefined) return refusal(400, 'The number is not available');
	const now = context.now();
	const until = zoned(new Date(now.getTime() + HOUR));
	const uuid = context.ids.uuid();
	context.state.reservations.set(uuid, {
		uuid,
		number,
		did_group_id: group.id,
		did_type: asText(group.type),
		iso_country_code: group.iso_country_code,
		location: asText(group.location),
		setup_price: 0,
		monthly_price: 3.5,
		ppm: 0.02,
		reservation_date: zoned(now),
		reservation_end_date: until,
		needs_registration: false,
		supports_sms_in: true,
		supports_sms_out: true,
	});
	const details = { uuid, number, created_at: zoned(now), expires_at: until };
	return ok({ data: { reservation_details: details } }, 201);
}

/** Without a number, everything that is reserved in the group is bought, as at the provider. */
function purchase(request: SandboxRequest, context: Context): Answer {
	const body = asDict(request.body);
	const group = context.state.shop.get(asText(body.group_id));
	if (!group) return notFound('Group');
	const { reservations, virtualNumbers, account } = context.state;
	const wanted = asText(body.number);
	const bought = [...reservations.values()].filter(
		(one) => one.did_group_id === group.id && (wanted === '' || sameNumber(one.number, wanted)),
	);
	if (bought.length === 0) return refusal(400, 'Reserve the number first');
	for (const { uuid, number } of bought) {
		reservations.delete(uuid);
		const id = `DID${context.ids.uuid()}`;
		const made = newVirtualNumber(id, asText(account.uuid), number, number, context.now());
		virtualNumbers.set(id, made);
	}
	return ok({ purchased: bought.map(({ number }) => number), failed: [] }, 201);
}

export const shopHandlers: Record<string, Handler<TwoChatState>> = {
	listRegions: (request) => ok({ data: { regions: REGIONS.filter(inCountry(request)) } }),
	listCities(request) {
		const { region } = request.query;
		const fitting = CITIES.filter(inCountry(request)).filter(
			(city) => region === undefined || String(city.region) === region,
		);
		return ok({ data: { cities: fitting.map(({ region: _region, ...city }) => city) } });
	},
	listDidTypes: () =>
		ok({
			data: {
				did_types: ['local', 'mobile', 'national'].map((name, id) => ({ id: id + 1, name })),
			},
		}),
	listRequirements: (request) =>
		ok({
			data: {
				requirements: [
					{
						description: 'Proof of address',
						did_type: asText(request.query.did_type) || 'local',
					},
				],
			},
		}),
	searchNumberGroups(request, { state }) {
		const { did_type: type } = request.query;
		const groups = [...state.shop.values()]
			.filter(inCountry(request))
			.filter((group) => type === undefined || type === 'all' || group.type === type);
		return ok({ data: { groups: groups.map(shown) } });
	},
	listAvailableNumbers(request, context) {
		const group = context.state.shop.get(asText(request.query.group_id));
		if (!group) return notFound('Group');
		const part = asText(request.query.number_contains);
		const numbers = free(group, context)
			.filter((number) => number.includes(part))
			.map((number) => ({ id: `did-${number.slice(1)}`, number }));
		return ok({ data: { numbers } });
	},
	listReservations: (_request, { state }) =>
		ok({ data: { reservations: [...state.reservations.values()] } }),
	reserveNumber: reserve,
	cancelReservation(request, { state }) {
		const uuid = asText(request.params.uuid);
		if (!state.reservations.delete(uuid)) return notFound('Reservation');
		return ok({ message: `Reservation ${uuid} cancelled successfully` });
	},
	purchaseNumber: purchase,
};
