/** A provider made up for tests of the engine: every kind of operation, one host. */
import type {
	ICredentialType,
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import { describe as describeNode } from '../../engine/editor/describe';
import {
	choice,
	date,
	file,
	json,
	number,
	rows,
	text,
	texts,
	toggle,
} from '../../engine/define/fields';
import { deleted, entries, exists, item, items } from '../../engine/define/outputs';
import { cursorPages, numberedPages, offsetPages } from '../../engine/define/pagers';
import { parsePhone } from '../../engine/define/phone';
import { run } from '../../engine/run/run';
import type { Operation, Provider } from '../../engine/define/types';
import { isObject } from '../../engine/define/values';

const operation = (
	value: string,
	request: Operation['request'],
	rest: Partial<Operation> = {},
): Operation => ({ name: value, value, action: value, description: value, request, ...rest });

const to = text('to', 'To', 'Recipient', {
	required: true,
	placeholder: 'e.g. 919876543210',
	send: { value: (value) => parsePhone(value, 'To').digits },
});

export const probe: Provider = {
	name: 'Probe',
	credential: 'probeApi',
	hosts: {
		api: {
			baseUrlField: 'baseUrl',
			baseUrl: 'http://127.0.0.1:9',
			product: 'the API',
			needs: [{ field: 'key', label: 'Key' }],
		},
	},
	problem: ({ status, body }) => {
		const told = isObject(body) ? body : {};
		if (status < 400 && told.ok !== false) return undefined;
		return {
			status,
			...(told.code === undefined ? {} : { code: String(told.code) }),
			...(typeof told.message === 'string' ? { message: told.message } : {}),
		};
	},
	advice: {
		NO_MONEY: { what: 'The balance is used up', todo: 'Recharge the account' },
		BOOTING: { todo: 'Wait a moment', retry: true },
	},
	recipient: ({ to: recipient }) => recipient as string | undefined,
	resources: [
		{
			name: 'Thing',
			value: 'thing',
			operations: [
				operation(
					'read',
					{ method: 'GET', path: '/things/{id}' },
					{
						fields: [text('id', 'ID', 'The ID', { required: true })],
					},
				),
				operation(
					'list',
					{ method: 'GET', path: '/things' },
					{
						pager: offsetPages({ limit: 'limit', offset: 'offset', pageSize: 100 }),
						filters: [text('color', 'Color', 'Color')],
						output: items('rows'),
					},
				),
				operation(
					'listPages',
					{ method: 'GET', path: '/pages' },
					{
						pager: numberedPages({ page: 'page', first: 0, pageSize: 50 }),
						output: items('rows'),
					},
				),
				operation(
					'listCursor',
					{ method: 'GET', path: '/cursor' },
					{
						pager: cursorPages({
							cursor: 'after',
							pageSize: 50,
							from: (answer) => (isObject(answer) ? answer.next : undefined),
						}),
						output: items('rows'),
					},
				),
				operation('map', { method: 'GET', path: '/map' }, { output: entries('id') }),
				operation(
					'exists',
					{ method: 'HEAD', path: '/things/{id}' },
					{
						fields: [text('id', 'ID', 'The ID', { required: true })],
						output: exists(),
					},
				),
				operation(
					'remove',
					{ method: 'DELETE', path: '/things/{id}' },
					{
						fields: [text('id', 'ID', 'The ID', { required: true })],
						output: deleted,
					},
				),
				operation(
					'put',
					{ method: 'PUT', path: '/things/{id}' },
					{
						fields: [text('id', 'ID', 'The ID', { required: true })],
						updates: [
							number('count', 'Count', 'How many', { limits: { max: 10 } }),
							date('when', 'When', 'When'),
							json('extra', 'Extra', 'Extra'),
							toggle('open', 'Open', 'Whether it is open'),
							texts('tags', 'Tags', 'Tags'),
						],
					},
				),
				operation(
					'send',
					{ method: 'POST', path: '/send' },
					{
						fields: [
							to,
							text('text', 'Text', 'Text', {
								send: { as: 'message.text' },
								limits: { maxLength: 20 },
							}),
						],
						options: [
							choice('mode', 'Mode', 'Mode', [
								['a', 'A'],
								['b', 'B'],
							]),
							rows('buttons', 'Buttons', 'Buttons', {
								label: 'Button',
								button: 'Add',
								fields: [
									text('title', 'Title', 'Title', { required: true }),
									text('id', 'ID', 'ID', { send: { as: 'reply.id' } }),
								],
							}),
						],
						output: item(),
					},
				),
				operation(
					'sendKeyed',
					{ method: 'POST', path: '/send' },
					{
						fields: [to],
						options: [text('key', 'Key', 'Key', { send: { in: 'nowhere' } })],
						idempotencyKey: {
							in: 'header',
							as: 'Idempotency-Key',
							field: 'key',
							isDuplicate: ({ code }) => code === 'USED',
						},
					},
				),
				operation(
					'sendMany',
					{ method: 'POST', path: '/send' },
					{
						fields: [texts('to', 'To', 'To', { required: true })],
						forEach: 'to',
					},
				),
				operation(
					'upload',
					{ method: 'POST', path: '/files', encoding: 'multipart' },
					{
						fields: [
							file('file', 'Input Binary Field', 'File', {
								limits: { maxBytes: 200 * 1024 * 1024 },
							}),
							text('use', 'Use', 'Use'),
						],
					},
				),
				operation(
					'uploadRaw',
					{ method: 'POST', path: '/raw', encoding: 'binary' },
					{
						fields: [file('file', 'Input Binary Field', 'File')],
					},
				),
				operation(
					'download',
					{ method: 'GET', path: '/files/{id}' },
					{
						fields: [text('id', 'ID', 'The ID', { required: true })],
						output: { kind: 'file', name: ({ id }) => String(id) },
					},
				),
				operation(
					'downloadLink',
					{ method: 'GET', path: '/links/{id}' },
					{
						fields: [text('id', 'ID', 'The ID', { required: true })],
						output: { kind: 'file', link: 'url', name: ({ id }) => String(id) },
					},
				),
			],
		},
	],
};

export class Probe implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Probe',
		name: 'probe',
		group: ['output'],
		version: 1,
		description: 'Probe',
		defaults: { name: 'Probe' },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: 'probeApi', required: true }],
		properties: describeNode(probe),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, probe);
	}
}

export const probeApi: ICredentialType = {
	name: 'probeApi',
	displayName: 'Probe API',
	properties: [],
	authenticate: async (credentials, options) => {
		options.headers = { ...options.headers, Authorization: `Bearer ${String(credentials.key)}` };
		return options;
	},
};
