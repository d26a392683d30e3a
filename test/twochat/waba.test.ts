/** WABA messages: templates with their variables, and interactive messages within Meta's limits. */
import type { IDataObject } from 'n8n-workflow';

import { placeVariables, variablesOf } from '../../nodes/TwoChat/shapes/templates';
import { ASHA, byId, OWN, twoChatBench, wabaNumber } from './setup';

const bench = twoChatBench();

const to = { wabaNumber, toNumber: ASHA };
const template = { ...to, template: byId('TMP1') };
const mapped = (value: IDataObject) => ({ mappingMode: 'defineBelow', value });

const paramsOf = async (parameters: IDataObject) => {
	const { error } = await bench.run('wabaMessage.sendTemplate', { ...template, ...parameters });
	expect(error).toBeUndefined();
	return bench.server.got.at(-1)?.json();
};

test('params are always there, also without variables', async () => {
	expect(await paramsOf({})).toEqual({
		from_number: OWN,
		to_number: ASHA,
		template_uuid: 'TMP1',
		params: {},
	});
});

test('positions become lists, in their order; the header is "header" and a list', async () => {
	const sent = await paramsOf({
		variables: mapped({
			'body.2': '4711',
			'body.10': 'x',
			...Object.fromEntries(
				[1, 3, 4, 5, 6, 7, 8, 9].map((position) => [`body.${position}`, String(position)]),
			),
			'header.1': 'June',
			'button.1': 'abc',
		}),
	});
	expect(sent?.params).toEqual({
		body: ['1', '4711', '3', '4', '5', '6', '7', '8', '9', 'x'],
		header: ['June'],
		button: ['abc'],
	});
	expect(sent?.params).not.toHaveProperty('headers');
});

test('names become an object; media goes where it belongs', async () => {
	const sent = await paramsOf({
		variables: mapped({
			'body.name': 'Asha',
			'body.order': 4711,
			header_media_url: 'https://example.com/a.pdf',
			header_media_filename: 'a.pdf',
		}),
	});
	expect(sent?.params).toEqual({
		body: { name: 'Asha', order: '4711' },
		header_media_url: 'https://example.com/a.pdf',
		header_media_filename: 'a.pdf',
	});
});

test('JSON takes the place of the form', async () => {
	const sent = await paramsOf({
		variables: mapped({ 'body.1': 'Asha' }),
		additionalFields: { paramsJson: '{"header": "June", "buttons": {"otp": "123456"}}' },
	});
	expect(sent?.params).toEqual({ header: 'June', buttons: { otp: '123456' } });
});

test.each([
	[{ variables: mapped({ 'body.1': 'a', 'body.3': 'c' }) }, /body\.2 is missing/],
	[{ variables: mapped({ 'body.2': 'b' }) }, /body\.1 is missing/],
	[{ variables: mapped({ headers: 'x' }) }, /"headers" is not a variable/],
	[{ additionalFields: { paramsJson: '["Asha"]' } }, /an object/],
	[{ additionalFields: { paramsJson: '{' } }, /not valid JSON/],
] as Array<[IDataObject, RegExp]>)(
	'%j is refused before anything is sent',
	async (wrong, message) => {
		const { error } = await bench.run('wabaMessage.sendTemplate', { ...template, ...wrong });
		expect(error?.message).toMatch(message);
		expect(bench.server.got).toHaveLength(0);
	},
);

test('the form has the variables of the chosen template, wherever in the list it is', async () => {
	bench.server.script(({ query }) => {
		const page = Number(query.get('page'));
		const uuid = page === 2 ? 'TMP1' : `OTHER${page}`;
		const templates = [{ uuid, name: 'x', template_content: 'Hi {{1}}, {{ 2 }} and {{1}}' }];
		return { json: { success: true, templates, next_page: page < 5 ? page + 1 : null } };
	});
	const { fields } = await bench.variables({ wabaNumber, template: byId('TMP1') });
	expect(fields.filter(({ required }) => required).map(({ id }) => id)).toEqual([
		'body.1',
		'body.2',
	]);
	expect(fields.map(({ id }) => id)).toEqual(
		expect.arrayContaining(['header.1', 'header_media_url', 'button.1']),
	);
	expect(bench.server.got).toHaveLength(3);
	const none = await bench.variables({ wabaNumber, template: byId('GONE') });
	expect(none).toEqual({
		fields: [],
		emptyFieldsNotice: expect.stringContaining('GONE') as string,
	});
});

test('what the form offers can be placed', () => {
	const fields = variablesOf({ template_content: 'Hi {{name}}' });
	const filled = Object.fromEntries(fields.map(({ id }) => [id, 'x']));
	expect(placeVariables(filled)).toEqual({
		body: { name: 'x' },
		header: ['x'],
		header_media_url: 'x',
		header_media_filename: 'x',
		button: ['x'],
	});
});

const row = (title: string) => ({ title, id: title });
const sections = (...counts: number[]) => ({
	entry: counts.map((count, section) => ({
		title: `Section ${section}`,
		rows: { entry: Array.from({ length: count }, (_, index) => row(`r${section}-${index}`)) },
	})),
});
const list = { ...to, text: 'Choose', menuButton: 'Open' };

test('buttons, list and link in the form of Meta', async () => {
	const buttons = { entry: [{ title: 'Yes', id: 'y' }] };
	await bench.run('wabaMessage.sendButtons', {
		...to,
		text: 'OK?',
		buttons,
		additionalFields: { header: 'Order', footer: 'Thanks' },
	});
	await bench.run('wabaMessage.sendList', { ...list, sections: sections(2) });
	await bench.run('wabaMessage.sendLinkButton', {
		...to,
		text: 'Pay',
		displayText: 'Pay now',
		linkUrl: 'https://example.com/pay',
	});
	const interactive = bench.server.got.map(
		(got) => (got.json().payload as IDataObject).interactive,
	);
	expect(interactive).toEqual([
		{
			type: 'button',
			header: { type: 'text', text: 'Order' },
			body: { text: 'OK?' },
			footer: { text: 'Thanks' },
			action: { buttons: [{ type: 'reply', reply: { id: 'y', title: 'Yes' } }] },
		},
		{
			type: 'list',
			body: { text: 'Choose' },
			action: {
				button: 'Open',
				sections: [{ title: 'Section 0', rows: [row('r0-0'), row('r0-1')] }],
			},
		},
		{
			type: 'cta_url',
			body: { text: 'Pay' },
			action: {
				name: 'cta_url',
				parameters: { display_text: 'Pay now', url: 'https://example.com/pay' },
			},
		},
	]);
});

const four = { entry: ['a', 'b', 'c', 'd'].map((title) => ({ title, id: title })) };
const long = { entry: [{ title: 'x'.repeat(21), id: 'x' }] };
const button = { ...to, text: 'OK?', buttons: { entry: [{ title: 'Yes', id: 'y' }] } };
const longId = { entry: [{ title: 'Yes', id: 'x'.repeat(257) }] };
const link = { ...to, text: 'Pay', displayText: 'Pay now', linkUrl: 'https://example.com/pay' };
const tooLong = 'x'.repeat(61);
const longSection = {
	entry: sections(1).entry.map((section) => ({ ...section, title: 'x'.repeat(25) })),
};
const untitled = { entry: sections(1, 1).entry.map((section) => ({ ...section, title: '' })) };

const sameIds = { entry: ['Yes', 'No'].map((title) => ({ title, id: 'same' })) };
const sameTitles = { entry: ['y', 'n'].map((id) => ({ title: 'Yes', id })) };
const rowsWith = (...ids: string[]) => ({
	entry: [{ title: 'Orders', rows: { entry: ids.map((id) => ({ title: 'Row', id })) } }],
});

test.each([
	['sendButtons', { ...to, text: 'OK?', buttons: sameIds }, /the ID "same" occurs twice/],
	['sendButtons', { ...to, text: 'OK?', buttons: sameTitles }, /the title "Yes" occurs twice/],
	['sendList', { ...list, sections: rowsWith('a', 'b', 'a') }, /the ID of a row "a" occurs twice/],
	['sendList', { ...list, sections: rowsWith('x'.repeat(201)) }, /201 characters; at most 200/],
	['sendText', { ...to, text: 'x'.repeat(4097) }, /Text.*at most 4096/],
	['sendButtons', { ...to, text: 'OK?', buttons: four }, /at most 3/],
	['sendButtons', { ...to, text: 'OK?', buttons: long }, /at most 20 characters/],
	['sendButtons', { ...button, text: 'x'.repeat(1025) }, /Text.*at most 1024 characters/],
	['sendButtons', { ...button, additionalFields: { header: tooLong } }, /Header.*at most 60/],
	['sendButtons', { ...button, additionalFields: { footer: tooLong } }, /Footer.*at most 60/],
	['sendButtons', { ...to, text: 'OK?', buttons: longId }, /at most 256 characters/],
	['sendLinkButton', { ...link, displayText: 'x'.repeat(21) }, /Button Text.*at most 20/],
	['sendLinkButton', { ...link, text: 'x'.repeat(1025) }, /Text.*at most 1024/],
	['sendList', { ...list, text: 'x'.repeat(4097), sections: sections(1) }, /Text.*at most 4096/],
	['sendList', { ...list, menuButton: 'x'.repeat(21), sections: sections(1) }, /at most 20/],
	['sendList', { ...list, sections: longSection }, /at most 24 characters/],
	['sendList', { ...list, sections: sections(6, 5) }, /at most 10 rows in all/],
	['sendList', { ...list, sections: untitled }, /needs a title/],
] as Array<[string, IDataObject, RegExp]>)(
	"%s keeps Meta's limits",
	async (operation, parameters, message) => {
		const { error } = await bench.run(`wabaMessage.${operation}`, parameters);
		expect(error?.message).toMatch(message);
		expect(bench.server.got).toHaveLength(0);
	},
);

test('a plus in a query is %2B, also in a POST without body', async () => {
	await bench.run('wabaTemplate.sync', { wabaNumber });
	const [got] = bench.server.got;
	expect(got?.url).toBe('/open/waba/templates/sync?phone_number=%2B15550100100');
	expect([got?.method, got?.body]).toEqual(['POST', '']);
});
