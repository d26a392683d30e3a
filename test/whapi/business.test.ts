/** Whapi.Cloud's opening hours, picture lists and pages of channel posts. */
import { fieldValue } from '../../engine/item/convert';
import { hours, images, products } from '../../nodes/Whapi/fields/business';
import { minutesOfDay, openingHours } from '../../nodes/Whapi/shapes/businessHours';
import { newsletterMessages } from '../../nodes/Whapi/pagers';

describe('opening hours', () => {
	test.each([
		['0:00', 0],
		['9:05', 545],
		[' 17:30 ', 1050],
		['24:00', 1440],
	])('%s is %d minutes', (text, minutes) => expect(minutesOfDay(text)).toBe(minutes));

	test.each(['9', '9:60', '24:01', '9am', ''])('"%s" is refused', (text) =>
		expect(() => minutesOfDay(text)).toThrow('is not a time'),
	);

	test('one row with several days becomes one entry per day', () => {
		const raw = {
			entry: {
				timeZone: 'Asia/Kolkata',
				mode: 'specific_hours',
				times: {
					entry: [
						{ days: ['mon', 'Tuesday'], open: '9:00', close: '18:00' },
						{ days: ['sat'], open: '10:00', close: '13:00' },
					],
				},
			},
		};
		expect(fieldValue(hours, raw, {})).toEqual({
			timeZone: 'Asia/Kolkata',
			config: [
				{ day: 'mon', mode: 'specific_hours', openTime: 540, closeTime: 1080 },
				{ day: 'tue', mode: 'specific_hours', openTime: 540, closeTime: 1080 },
				{ day: 'sat', mode: 'specific_hours', openTime: 600, closeTime: 780 },
			],
		});
	});

	test('around the clock needs days only', () => {
		const raw = { entry: { mode: 'open_24h', days: ['sun'] } };
		expect(fieldValue(hours, raw, {})).toEqual({ config: [{ day: 'sun', mode: 'open_24h' }] });
	});

	test('unknown days and zones are refused', () => {
		expect(() => openingHours({ mode: 'open_24h', days: ['holiday'] })).toThrow('not a day');
		expect(() => openingHours({ timeZone: 'Asia/Nowhere' })).toThrow('not a time zone');
	});
});

describe('lists', () => {
	const field = images('Pictures');
	const one = 'data:image/png;base64,iVBORw0KGgo=';

	test('data URLs survive a list that comes as one text', () => {
		const text = `https://files.example.com/a.jpg, ${one}, jpeg-3eb05c7a9e1f`;
		expect(fieldValue(field, text, {})).toEqual([
			'https://files.example.com/a.jpg',
			one,
			'jpeg-3eb05c7a9e1f',
		]);
		expect(fieldValue(field, [one, one], {})).toEqual([one, one]);
	});

	test('more pictures than the catalog takes are refused', () => {
		const many = Array.from({ length: 11 }, (_, index) => `https://files.example.com/${index}.jpg`);
		expect(() => fieldValue(field, many, {})).toThrow('at most 10');
	});

	test('product IDs are checked', () => {
		const field2 = products('products', 'Products', 'IDs');
		expect(fieldValue(field2, '7482910364518273, 7482910364518274', {})).toHaveLength(2);
		expect(() => fieldValue(field2, ['BOOK-0042'], {})).toThrow('not a product ID');
	});
});

describe('pages of channel posts', () => {
	const page = (rows: number, first: number, last: number, asked = {}) => ({
		page: 1,
		size: 3,
		total: rows,
		rows: Array.from({ length: rows }),
		answer: { first, last },
		last: { count: 3 },
		asked,
	});

	test('go back to older posts, whichever end comes first', () => {
		expect(newsletterMessages.next(page(3, 116, 118))).toEqual({ count: 3, before: 116 });
		expect(newsletterMessages.next(page(3, 118, 116))).toEqual({ count: 3, before: 116 });
		const both = page(3, 116, 118, { after: 100, before: 119 });
		expect(newsletterMessages.next(both)).toEqual({ count: 3, before: 116 });
	});

	test('go on to newer posts when only those after an index are wanted', () => {
		const state = page(3, 101, 103, { after: 100 });
		expect(newsletterMessages.next(state)).toEqual({ count: 3, after: 103 });
	});

	test('end with a short page, at the first post, or without indexes', () => {
		expect(newsletterMessages.next(page(2, 1, 2))).toBeUndefined();
		expect(newsletterMessages.next(page(3, 0, 2))).toBeUndefined();
		expect(newsletterMessages.next({ ...page(3, 1, 3), answer: {} })).toBeUndefined();
	});
});
