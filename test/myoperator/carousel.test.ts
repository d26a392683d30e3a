/** Carousel templates: a form for the variables of each card, samples for each card. */
import type { IDataObject } from 'n8n-workflow';

import { carouselComponents } from '../../nodes/MyOperator/shapes/templateComponents';
import { templateContext, variablesOf } from '../../nodes/MyOperator/shapes/templates';

const parts = { path: '', query: {}, headers: {}, body: {}, files: {} };

const template = {
	category: 'marketing',
	components: [
		{ type: 'BODY', text: 'New this {{period}}' },
		{
			type: 'CAROUSEL',
			cards: [
				{
					index: 0,
					components: [
						{ type: 'HEADER', format: 'MEDIA', media_id: 'a' },
						{ type: 'BODY', text: 'For you: {{name}}' },
						{
							type: 'BUTTONS',
							buttons: [
								{ type: 'URL', text: 'Shop', index: 0, url: 'https://example.com/{{page}}' },
							],
						},
					],
				},
				{ index: 2, components: [{ type: 'BODY', text: 'Or {{name}}' }] },
			],
		},
	],
};

test('each variable of each card is a field of the form', () => {
	expect(variablesOf(template).map(({ id, displayName }) => [id, displayName])).toEqual([
		['body.period', 'Text: period'],
		['card.0.body.name', 'Card 1 > Text: name'],
		['card.0.button.0.page', 'Card 1 > Button "Shop": page'],
		['card.2.body.name', 'Card 2 > Text: name'],
	]);
});

test('the values of a card are sent with its index', () => {
	const variables = {
		'body.period': 'week',
		'card.2.body.name': 'Roses',
		'card.0.body.name': 'Succulents',
		'card.0.button.0.page': 'succulents',
	};
	const { body } = templateContext(parts, { template: 'plant_cards|en', variables });
	expect((body.data as IDataObject).context).toEqual({
		template_name: 'plant_cards',
		language: 'en',
		body: { period: 'week' },
		carousel: [
			{
				index: 0,
				components: {
					body: { name: 'Succulents' },
					buttons: [{ index: 0, page: 'succulents' }],
				},
			},
			{ index: 2, components: { body: { name: 'Roses' } } },
		],
	});
});

test.each(['card.0', 'card.x.body.name', 'card.0.footer.name'])('"%s" is no variable', (id) => {
	expect(() =>
		templateContext(parts, { template: 'plant_cards', variables: { [id]: 'x' } }),
	).toThrow('is not a variable');
});

test('a card has samples of its own, and those of all cards otherwise', () => {
	const { body } = carouselComponents(parts, {
		body: 'New plants',
		samples: [{ name: 'name', value: 'Succulents' }],
		cards: [
			{ mediaId: 'a', text: 'For you: {{name}}' },
			{ mediaId: 'b', text: 'For you: {{name}}', samples: [{ name: 'name', value: 'Roses' }] },
		],
	});
	const [, carousel] = body.components as Array<{ cards: Array<{ components: IDataObject[] }> }>;
	expect(carousel?.cards.map(({ components }) => components[1]?.example)).toEqual([
		{ name: 'Succulents' },
		{ name: 'Roses' },
	]);
});
