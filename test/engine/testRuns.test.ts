/** In Test Runs: what an execution from the editor sends, and what it shows instead. */
import type { IDataObject } from 'n8n-workflow';

import { useDeduplication } from '../harness/deduplication';
import { engineBench, numbers } from './setup';

const bench = engineBench();
const store = useDeduplication();
const SEND = { to: '={{ $json.phone }}', text: '={{ $json.index }}' };
const send = async (options: IDataObject, parameters: IDataObject = {}) =>
	await bench.run('send', { ...SEND, ...parameters, options }, numbers(3));

test('test runs: without the option they send', async () => {
	await send({});
	expect(bench.server.got).toHaveLength(3);
});

test('test runs: Do Not Send shows the bodies that would go out', async () => {
	const { items } = await send({ testRuns: 'skip' });
	expect(bench.server.got).toHaveLength(0);
	await send({});
	const sent = bench.server.got.map((got) => got.json());
	expect(items.map(({ json }) => (json.request as IDataObject).body)).toEqual(sent);
	expect(items[1]?.json).toMatchObject({
		sent: false,
		reason: 'test run',
		to: '919876500001',
		request: { method: 'POST', url: `${bench.server.url}/send` },
	});
});

test('test runs: Do Not Send refuses what would be refused', async () => {
	const { error } = await send({ testRuns: 'skip' }, { to: 'nobody' });
	expect(error?.message).toContain('nobody');
});

test('test runs: Instead sends all to one number', async () => {
	await send({ testRuns: 'instead', testNumber: '+15550100123' });
	const to = bench.server.got.map(({ body }) => body.match(/15550100123/g)?.length);
	expect(to).toEqual([1, 1, 1]);
	expect(bench.server.got.some(({ body }) => body.includes('98765'))).toBe(false);
});

test('test runs: Instead without a number sends nothing', async () => {
	const { error } = await send({ testRuns: 'instead' });
	expect(bench.server.got).toHaveLength(0);
	expect(error?.message).toContain('Test Number');
});

test('test runs: they do not count as sent', async () => {
	await send({ testRuns: 'skip', sendOnce: 'node' });
	await send({ testRuns: 'instead', testNumber: '+15550100123', sendOnce: 'node' });
	expect(store.calls).toBe(0);
	await send({ sendOnce: 'node' });
	expect(bench.server.got).toHaveLength(6);
});

test('test runs: reads are carried out', async () => {
	const { items } = await bench.run('read', { id: 'a', options: { testRuns: 'skip' } });
	expect(bench.server.got).toHaveLength(1);
	expect(items[0]?.json.sent).toBeUndefined();
});
