/** Finding, reserving and buying virtual phone numbers. */
import { choice, locator, text, toggle } from '../../../engine/fields';
import { deleted, items, item } from '../../../engine/output';
import { wholeList } from '../../../engine/paging';
import type { Field, Operation, Resource, Values } from '../../../engine/types';
import { WrongValue } from '../../../engine/values';
import { e164, nowhere, phone, PHONE_EXAMPLE } from '../fields';
import { reservationSummary } from '../summaries';

const country = text('country', 'Country', 'The country, in two letters', {
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
		'Only numbers of this region. Only US, CA and GB have regions.',
		'regions',
		'123',
		as,
	);

const city = place('city', 'City', 'Only numbers of this city', 'cities', '456', 'city_id');

/** Groups are listed per country; it has no other use here. */
const countryOfGroups: Field = {
	...country,
	required: false,
	description:
		'The country, in two letters, whose number groups the next list shows. Not needed for a group that you give by its ID.',
	...nowhere,
};

const numberGroup = locator(
	'numberGroup',
	'Number Group',
	'The group of numbers with the same prefix and price. Fill in the country first to see the list.',
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

/** Money is spent only for a number that is named, and only when the switch is on. */
export function confirmed({ confirm }: Values): void {
	if (confirm !== true)
		throw new WrongValue(
			'switch it on to buy the number; nothing was bought',
			'Confirm Purchase',
			'Number Shop > Get Groups and Get Reservations tell the price',
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
			action: 'Cancel the reservation of a number',
			description: 'Give a reserved number back, so that others can take it',
			request: { method: 'DELETE', path: '/numbers/reservations/{uuid}' },
			fields: [
				locator(
					'reservation',
					'Reservation',
					'The reservation to cancel',
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
				description: 'List the phone numbers of a number group that can be reserved',
				fields: [countryOfGroups, numberGroup],
				filters: [
					text('numberContains', 'Number Contains', 'Only numbers that contain these digits', {
						placeholder: 'e.g. 555',
						send: { as: 'number_contains' },
					}),
				],
			},
			'numbers',
		),
		read('cities', {
			name: 'Get Cities',
			value: 'getCities',
			action: 'Get many cities',
			description: 'List the cities of a country that have numbers',
			fields: [country],
			filters: [region('region')],
		}),
		read('groups', {
			name: 'Get Groups',
			value: 'getGroups',
			action: 'Get many number groups',
			description:
				'Find groups of numbers by place and kind, with prices, features and what is demanded of buyers',
			fields: [country],
			filters: [
				city,
				text(
					'cityNameOrPrefix',
					'City Name or Prefix',
					'A part of the city name, or an area code',
					{
						placeholder: 'e.g. Los Angeles',
						send: { as: 'city_name_or_prefix' },
					},
				),
				region('region_id'),
				choice(
					'numberType',
					'Type',
					'Only numbers of this kind',
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
			description: 'List the kinds of numbers that are sold, with their IDs',
		}),
		read('regions', {
			name: 'Get Regions',
			value: 'getRegions',
			action: 'Get many regions',
			description: 'List the regions of a country: US, CA and GB have some',
			fields: [country],
		}),
		read('requirements', {
			name: 'Get Requirements',
			value: 'getRequirements',
			action: 'Get many requirements',
			description:
				'List what a country demands of people who buy a number, such as proof of address',
			fields: [country],
			filters: [
				place(
					'didType',
					'Number Type',
					'Only what is demanded for this kind of number',
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
			description: 'List your reserved numbers with their prices and until when they are kept',
			simplify: reservationSummary,
		}),
		{
			name: 'Purchase',
			value: 'purchase',
			action: 'Purchase a number',
			description:
				'Buy one phone number. This costs money: the setup price now and the monthly price from then on.',
			request: { method: 'POST', path: '/numbers/purchase' },
			check: confirmed,
			fields: [
				countryOfGroups,
				numberGroup,
				locator(
					'number',
					'Number',
					'The number to buy, best one that you reserved. It has to be named, because 2Chat might otherwise buy all that you reserved.',
					{ search: 'reservedNumbers', example: PHONE_EXAMPLE, byId: 'By Phone Number' },
					{ required: true, send: { value: e164('Number') } },
				),
				toggle(
					'confirm',
					'Confirm Purchase',
					'Whether to really buy the number and pay for it. Nothing is bought while this is off.',
					nowhere,
				),
			],
		},
		{
			name: 'Reserve',
			value: 'reserve',
			action: 'Reserve a number',
			description: 'Keep a number for you for some time. This costs nothing.',
			request: { method: 'POST', path: '/numbers/reservations' },
			fields: [countryOfGroups, numberGroup],
			options: [
				phone(
					'number',
					'Number',
					'The number to reserve. Without it 2Chat takes any number of the group.',
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
