/** Links to files, and which addresses a provider on the internet can't reach. */
import { Readable } from 'node:stream';

import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { fileByUrl } from '../../engine/define/bigFields';
import { isLocal, linkFiles } from '../../engine/files/links';
import type { Field } from '../../engine/define/types';

test.each([
	'http://localhost:5678',
	'http://127.0.0.1:5678/rest',
	'http://[::1]:5678',
	'http://0.0.0.0:5678',
	'http://10.1.2.3',
	'http://192.168.178.20:5678',
	'http://172.16.0.9',
	'http://172.31.255.1',
	'http://169.254.1.1',
	'http://100.64.0.7',
	'http://[fd12:3456::1]',
	'http://[fe80::1]',
	'http://[::ffff:10.0.0.1]',
	'http://n8n:5678',
	'http://n8n.local',
	'http://n8n.internal:5678',
])('only here: %s', (url) => {
	expect(isLocal(url)).toBe(true);
});

test.each([
	'https://n8n.example.com',
	'http://8.8.8.8',
	'http://172.32.0.1',
	'http://100.128.0.1',
	'http://11.0.0.1',
	'http://[2001:db8::1]',
	'http://[::ffff:8.8.8.8]',
	'https://local.example.com',
])('reachable: %s', (url) => {
	expect(isLocal(url)).toBe(false);
});

describe('a link leads to a file that stays where it is', () => {
	const field = fileByUrl({ provider: 'Example', label: 'File', as: 'url', example: 'x' }).find(
		({ name }) => name === 'file',
	) as Field;

	async function linked(id: string | undefined) {
		const stored: string[] = [];
		const validFor: string[] = [];
		const file: IBinaryData = {
			data: Buffer.from('stored').toString('base64'),
			mimeType: 'image/png',
			fileName: 'photo.png',
			...(id ? { id } : {}),
		};
		const caller = {
			getInputData: () => [{ json: {}, binary: { data: file } }],
			helpers: {
				getBinaryMetadata: async () => ({ fileSize: 6 }),
				getBinaryStream: async () => Readable.from([Buffer.from('stored')]),
				prepareBinaryData: async (content: Buffer | Readable) => {
					for await (const chunk of Readable.from(content)) stored.push(String(chunk));
					return { ...file, id: 'filesystem-v2:workflows/1/executions/9/binary_data/copy' };
				},
				createBinarySignedUrl: ({ id: of }: IBinaryData, expiresIn: string) => {
					validFor.push(expiresIn);
					return `https://n8n.example.com/signed?${String(of)}`;
				},
			},
		} as unknown as IExecuteFunctions;
		const { body } = await linkFiles(
			caller,
			{
				path: '/',
				query: {},
				headers: {},
				body: {},
				files: {},
				links: { url: { property: 'data', field } },
			},
			{ itemIndex: 0, provider: 'Example', base: 'https://api.example.com' },
		);
		return { url: body.url, stored, validFor };
	}

	test('a file of an earlier node is linked as it is', async () => {
		const id = 'filesystem-v2:workflows/1/executions/9/binary_data/own';
		expect(await linked(id)).toMatchObject({
			url: `https://n8n.example.com/signed?${id}`,
			stored: [],
		});
	});

	test('for an hour, as the form says', async () => {
		const { validFor } = await linked('filesystem-v2:workflows/1/executions/9/binary_data/own');
		expect(validFor).toEqual(['1h']);
	});

	test('one that came with the webhook is copied, because n8n moves it at the end', async () => {
		const { url, stored } = await linked(
			'filesystem-v2:workflows/1/executions/temp/binary_data/came',
		);
		expect(url).toMatch(/\/9\/binary_data\/copy$/);
		expect(stored.join('')).toBe('stored');
	});

	test('one inside the item is stored first', async () => {
		const { url, stored } = await linked(undefined);
		expect(url).toMatch(/copy$/);
		expect(stored.join('')).toBe('stored');
	});
});
