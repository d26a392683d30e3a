/** Finding, reserving and buying virtual phone numbers. */
import {
	choice,
	deleted,
	type Field,
	item,
	items,
	locator,
	type Operation,
	type Resource,
	text,
	toggle,
	type Values,
	wholeList,
	WrongValue,
} from '../../../engine/define';
import { e164, nowhere, phone, PHONE_EXAMPLE } from '../fields/common';
import { reservationSummary } from '../summaries';

const country = text('country', 'Country', 'The two-letter code of the country', {
	required: true,
	placeholder: 'e.g. US',
	limits: { pattern: /^[a-z]{2}$/i, patternHint: 'a country in two letters, such as US' },
	send: { value: (code) => String(code).toUpperCase() },
});

const place = (
	name: 'region' | 'city' | 'didType',
	label: string,
	description: string,
	search: string,
	example: string,
	as: string,
): Field => locator(name, label, description, { search, example }, { send: { as } });

const region = (as: string) =>
	place(
		'region',
		'Region',
		'Only numbers in this region. Choose the country first to see the list: US, CA and GB have regions, and 2Chat needs one to search for US numbers.',
		'regions',
		'123',
		as,
	);

const city = place(
	'city',
	'City',
	'Only numbers in this city. Choose the country first to see the list.',
	'cities',
	'456',
	'city_id',
);

/** Only for the list of groups, which 2Chat has per country. */
const countryOfGroups: Field = {
	...country,
	required: false,
	description:
		'The two-letter code of the country. It only fills the list of number groups below; leave it empty if you enter the group by its ID.',
	...nowhere,
};

const numberGroup = locator(
	'numberGroup',
	'Number Group',
	'The numbers with the same prefix and price. Enter the country first to see the list; Get Groups returns the IDs.',
	{ search: 'numberGroups', example: 'abc-123' },
	{ required: true, send: { as: 'group_id' } },
);

const read = (
	path: string,
	operation: Omit<Operation, 'request' | 'output' | 'pager'>,
	list = path.replace(/-/g, '_'),
): Operation => ({
	...operation,
	request: { method: 'GET', path: `/numbers/${path}` },
	pager: wholeList,
	output: items(`data.${list}`),
});

/** Money is spent only for a number that is given, and only if the switch is on. */
function confirmed({ confirm }: Values): void {
	if (confirm !== true)
		throw new WrongValue(
			'switch it on to buy the number; nothing was bought',
			'Confirm Purchase',
			'Number Shop > Get Groups and Get Reservations show the price',
		);
}

export const numberShopResource: Resource = {
	name: 'Number Shop',
	value: 'numberShop',
	description: 'Find, reserve and buy virtual phone numbers',
	operations: [
		{
			name: 'Cancel Reservation',
			value: 'cancelReservation',
			action: 'Cancel reservation of number',
			description: 'Release a reserved number so that others can buy it',
			request: { method: 'DELETE', path: '/numbers/reservations/{uuid}' },
			fields: [
				locator(
					'reservation',
					'Reservation',
					'The reservation to cancel. Get Reservations returns its ID as "uuid".',
					{ search: 'reservations', example: 'res-uuid-123' },
					{ required: true, send: { as: 'uuid' } },
				),
			],
			output: deleted,
		},
		read(
			'available',
			{
				name: 'Get Available Numbers',
				value: 'getAvailable',
				action: 'Get many available numbers',
				description:
					'List the phone numbers of a number group that you can reserve or buy. Only for groups with "allow_number_selection" in the output of Get Groups.',
				fields: [countryOfGroups, numberGroup],
				filters: [
					text(
						'numberContains',
						'Number Contains',
						'Only numbers that contain these digits, for example to find one that is easy to remember',
						{
							placeholder: 'e.g. 555',
							send: { as: 'number_contains' },
						},
					),
				],
			},
			'numbers',
		),
		read('cities', {
			name: 'Get Cities',
			value: 'getCities',
			action: 'Get many cities',
			description: 'List the cities of a country in which 2Chat sells numbers, with their IDs',
			fields: [country],
			filters: [region('region')],
		}),
		read('groups', {
			name: 'Get Groups',
			value: 'getGroups',
			action: 'Get many number groups',
			description:
				'Search the numbers for sale by place and type. They come in groups with the same prefix, price, features and requirements.',
			fields: [country],
			filters: [
				city,
				text(
					'cityNameOrPrefix',
					'City Name or Prefix',
					'Only numbers whose city name or area code matches this',
					{
						placeholder: 'e.g. Los Angeles',
						send: { as: 'city_name_or_prefix' },
					},
				),
				region('region_id'),
				choice(
					'numberType',
					'Type',
					'Only numbers of this type',
					[
						['all', 'All'],
						['global', 'Global'],
						['local', 'Local'],
						['mobile', 'Mobile'],
						['national', 'National'],
						['sharedcost', 'Shared Cost'],
						['tollfree', 'Toll-Free'],
					],
					{ send: { as: 'did_type' } },
				),
			],
		}),
		read('did-types', {
			name: 'Get Number Types',
			value: 'getNumberTypes',
			action: 'Get many number types',
			description: 'List the types of numbers that 2Chat sells, with their IDs',
		}),
		read('regions', {
			name: 'Get Regions',
			value: 'getRegions',
			action: 'Get many regions',
			description: 'List the regions of a country with their IDs. Only US, CA and GB have regions.',
			fields: [country],
		}),
		read('requirements', {
			name: 'Get Requirements',
			value: 'getRequirements',
			action: 'Get many requirements',
			description:
				'List the documents that a country asks of buyers, such as proof of address. A number bought without them can be suspended.',
			fields: [country],
			filters: [
				place(
					'didType',
					'Number Type',
					'Only the requirements for this type of number. Get Number Types returns the ID.',
					'didTypes',
					'1',
					'did_type',
				),
			],
		}),
		read('reservations', {
			name: 'Get Reservations',
			value: 'getReservations',
			action: 'Get many reservations',
			description:
				'List the numbers that you have reserved, with their prices and when each reservation ends',
			simplify: reservationSummary,
		}),
		{
			name: 'Purchase',
			value: 'purchase',
			action: 'Purchase number',
			description:
				'Buy a phone number. This costs money: the setup price now and the monthly price from then on. Check Get Requirements first; a number bought without the documents can be suspended.',
			request: { method: 'POST', path: '/numbers/purchase' },
			check: confirmed,
			fields: [
				countryOfGroups,
				numberGroup,
				locator(
					'number',
					'Number',
					'The number to buy. The list shows the numbers that you have reserved; Get Available Numbers returns others. The node always asks for it, because without a number 2Chat may buy everything that you have reserved.',
					{ search: 'reservedNumbers', example: PHONE_EXAMPLE, byId: 'By Phone Number' },
					{ required: true, send: { value: e164('Number') } },
				),
				toggle(
					'confirm',
					'Confirm Purchase',
					'Whether to buy the number and pay for it. While this is off, nothing is bought and the operation fails.',
					nowhere,
				),
			],
		},
		{
			name: 'Reserve',
			value: 'reserve',
			action: 'Reserve number',
			description:
				'Reserve a number so that nobody else can buy it. The reservation ends by itself at the time in "expires_at" of the output.',
			request: { method: 'POST', path: '/numbers/reservations' },
			fields: [countryOfGroups, numberGroup],
			options: [
				phone(
					'number',
					'Number',
					'The number to reserve, from Get Available Numbers. If you leave it out, 2Chat picks one from the group.',
					'number',
					{
						required: false,
					},
				),
			],
			output: item('data.reservation_details'),
		},
	],
};
