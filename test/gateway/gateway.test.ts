/** The Messaging Gateway node: one set of parameters, four providers. */
import type { IDataObject } from 'n8n-workflow';

import {
	type INode,
	type INodeProperties,
	NodeHelpers,
	SEND_AND_WAIT_OPERATION,
} from 'n8n-workflow';

import { formOf } from '../../engine/editor/describe';
import { findOperation } from '../../engine/run/run';
import { childrenOf } from '../../engine/item/convert';
import { GATEWAYS } from '../../nodes/MessagingGateway/gateways';
import { MessagingGateway } from '../../nodes/MessagingGateway/MessagingGateway.node';
import { misfits } from '../schemas/written';
import { NAMES, TEXT, TITLES, useGateways } from './setup';

const gateways = useGateways();
const { answers, run, sends } = gateways;

describe.each(NAMES)('%s', (name) => {
	const map = GATEWAYS.find(({ value }) => value === name) as (typeof GATEWAYS)[number];

	test('every parameter that the map gives is one of the operation', () => {
		const values = {
			to: '919876543210',
			mediaSource: 'url',
			mediaUrl: 'https://example.com/a.jpg',
			text: 'x',
			caption: 'c',
			fileName: 'f',
			latitude: 1,
			longitude: 2,
			placeName: 'p',
			address: 'a',
			contactName: 'n',
			contactPhone: '919876543211',
			question: 'q',
			answers: ['a', 'b'],
			multiple: true,
			template: 't',
			language: 'en',
			variables: [{ name: 'name', value: 'v' }],
			messageId: 'm',
			buttons: [{ title: 'Yes', id: 'yes' }],
			choices: [{ title: 'Yes', id: 'yes' }],
			menuButton: 'Menu',
			emoji: '👍',
			quote: true,
		};
		for (const [action, mapped] of Object.entries(map.actions)) {
			const operation = findOperation(map.provider, mapped.resource, mapped.operation);
			expect([action, operation?.value]).toEqual([action, mapped.operation]);
			const form = operation ? formOf(operation) : [];
			const { additionalFields, ...parameters } = mapped.parameters(values, 'sender');
			const known = form.map((field) => field.name);
			const optional = form
				.filter((field) => field.name === 'additionalFields')
				.flatMap((field) => childrenOf(field).map((child) => child.name));
			const given = Object.entries(parameters)
				.filter(([, value]) => value !== undefined)
				.map(([key]) => key);
			expect([action, given.filter((key) => !known.includes(key) && key !== 'to')]).toEqual([
				action,
				[],
			]);
			expect([
				action,
				Object.keys((additionalFields ?? {}) as object).filter((key) => !optional.includes(key)),
			]).toEqual([action, []]);
		}
	});

	test('the same parameters give the same shape of result', async () => {
		answers();
		const { items, error } = await run([name], 'sendText', TEXT);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		const { raw, ...rest } = items[0]?.json ?? {};
		expect(rest).toEqual({
			gateway: TITLES[name],
			messageId: `id-${name}`,
			status: expect.any(String) as string,
			to: '919876543210',
			chatId: expect.any(String) as string,
			sentAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
		});
		expect(raw).toBeTruthy();
		expect(misfits(items[0]?.json, 'MessagingGateway', 'message', 'sendText')).toEqual([]);
		expect(sends()).toHaveLength(1);
	});
});

test.each(NAMES)(
	"what %s can't do is refused before sending, with those that can",
	async (name) => {
		answers();
		const map = GATEWAYS.find(({ value }) => value === name);
		const polls = await run([name], 'sendPoll', {
			to: '919876543210',
			question: 'When?',
			answers: ['Now', 'Later'],
		});
		if (map?.actions.sendPoll) expect(polls.error).toBeUndefined();
		else {
			expect(polls.error?.message).toMatch(/can't do this; these can: Whapi.Cloud, Wapio/);
			expect(gateways.server.got).toHaveLength(0);
		}
	},
);

test('no credential at all is told plainly', async () => {
	const { error } = await run([], 'sendText', TEXT);
	expect(error?.message).toBe('No gateway is chosen');
});

test('numbers are taken in the forms that people write, with a default country', async () => {
	answers();
	for (const to of [
		'+91 98765 43210',
		'0091-98765-43210',
		'(098765) 43210',
		'9876543210',
		'91 98765.43210',
	])
		await run(['whapi'], 'sendText', {
			to,
			text: 'x',
			additionalFields: { defaultCountryCode: '91' },
		});
	expect(new Set(sends().map((got) => got.json().to))).toEqual(new Set(['919876543210']));
});

test('each operation offers the senders of the gateways that can do it', () => {
	const { description } = new MessagingGateway();
	const offered = (resource: string, operation: string) => {
		const parameters = { resource, operation, additionalFields: {} };
		const node = { parameters, typeVersion: 1 } as unknown as INode;
		const shows = (property: INodeProperties, path: string) =>
			NodeHelpers.displayParameterPath({ parameters }, property, path, node, description);
		return description.properties
			.filter((property) => property.name === 'additionalFields' && shows(property, 'parameters'))
			.flatMap((property) => property.options as INodeProperties[])
			.filter((child) => /Sender$/.test(child.name) && shows(child, 'parameters.additionalFields'))
			.map((child) => child.name)
			.sort();
	};
	const all = ['myOperatorSender', 'twoChatSender', 'wapioSender'];
	expect(offered('message', 'sendText')).toEqual(all);
	expect(offered('message', SEND_AND_WAIT_OPERATION)).toEqual(all);
	expect(offered('message', 'sendPoll')).toEqual(['wapioSender']);
	expect(offered('message', 'getStatus')).toEqual(['wapioSender']);
	expect(offered('message', 'sendTemplate')).toEqual(['myOperatorSender', 'twoChatSender']);
	expect(offered('number', 'checkNumber')).toEqual(['twoChatSender', 'wapioSender']);
});

test.each([
	['whapi', { id: 'm', status: 'delivered' }, 'delivered'],
	['whapi', { id: 'm', status: 'viewed' }, 'read'],
	['whapi', { id: 'm', status: 'something' }, 'unknown'],
	['wapio', { message_id: 'm', status: 'DELIVERY_ACK' }, 'delivered'],
	['wapio', { message_id: 'm', status: 'queued' }, 'pending'],
	['wapio', { message_id: 'm', status: 4 }, 'read'],
] as const)('%s: Get Status has a word that all share for %j', (name, row, status) => {
	const map = GATEWAYS.find(({ value }) => value === name);
	expect(map?.facts(row as IDataObject, 'getStatus').status).toBe(status);
});
