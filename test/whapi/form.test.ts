/** What n8n's editor marks as missing in the form of the Whapi.Cloud node. */
import { type INodeParameters, NodeHelpers } from 'n8n-workflow';

import { Whapi } from '../../nodes/Whapi/Whapi.node';

const { description } = new Whapi();

const missing = (operation: string, parameters: INodeParameters) => {
	const given = { resource: 'message', operation, ...parameters };
	const node = {
		id: 'node-1',
		name: description.displayName,
		type: description.name,
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters:
			NodeHelpers.getNodeParameters(
				description.properties,
				given,
				true,
				false,
				null,
				description,
			) ?? {},
	};
	return NodeHelpers.getNodeParametersIssues(description.properties, node, description)?.parameters;
};

const BUTTON = { type: 'quick_reply', title: 'Yes' };

test.each([
	['sendButtons', 'buttons', { entry: [BUTTON] }],
	['sendList', 'sections', { entry: [{ rows: { entry: [{ title: 'Track my order' }] } }] }],
	[
		'sendCarousel',
		'cards',
		{ entry: [{ media: 'https://files.example.com/a.jpg', buttons: { entry: [BUTTON] } }] },
	],
	['sendContactList', 'list', { entry: [{ name: 'Ben Carter', phone: '+1 555 010 0123' }] }],
])('%s without any entry is marked at its list, with one it is not', (operation, list, filled) => {
	expect(missing(operation, {})).toHaveProperty(list);
	expect(missing(operation, { [list]: filled })).not.toHaveProperty(list);
	expect(missing('sendText', {})).not.toHaveProperty(list);
});

test('a list within a list is not marked: n8n does not find what is in it', () => {
	const cards = { entry: [{ media: 'https://files.example.com/a.jpg', buttons: {} }] };
	expect(missing('sendCarousel', { cards })).not.toHaveProperty('buttons');
});
