/** A doubt is kept for the run: what may have been delivered is not undone by a later refusal. */
import { Probe } from './probe';
import { prepareBinaryStorage } from '../harness/n8n';
import { engineBench, numbers } from './setup';

const bench = engineBench();
const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

test.each([401, 409, 422, 429])(
	"a keyed send is taken four times, and n8n's second try is answered with %i",
	async (status) => {
		bench.server.script((_got, count) =>
			count <= 4
				? { reset: 'after' }
				: { status, headers: { 'retry-after': '4000' }, json: { message: 'no' } },
		);
		const { error } = await bench.run('sendKeyed', { to: '919876543210' }, { settings: RETRY });
		expect(error?.context?.fate).toBe('unknown');
		expect(error?.message).toMatch(/may have been delivered/);
		expect(new Set(bench.server.got.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
	},
);

test('what may have arrived is repeated as it was, with its key', async () => {
	bench.server.script((_got, count) => (count <= 4 ? { reset: 'after' } : { json: { ok: true } }));
	const to = '={{ "9198765" + String(Date.now()).slice(-5) }}';
	const { error } = await bench.run('sendKeyed', { to }, { settings: RETRY });
	expect(error).toBeUndefined();
	const sent = bench.server.got.map(({ headers, body }) => [headers['idempotency-key'], body]);
	expect(new Set(sent.map(String)).size).toBe(1);
});

test('a change that may have been made is reported so, although it is refused later', async () => {
	bench.server.script((_got, count) =>
		count <= 4 ? { reset: 'after' } : { status: 403, json: { message: 'no' } },
	);
	const parameters = { id: '1', updateFields: { count: 1 } };
	const { items } = await bench.run('put', parameters, {
		settings: { ...RETRY, onError: 'continueRegularOutput' },
	});
	expect(items[0]?.json.details).toMatchObject({ mayHaveBeenDone: true });
});

describe('cancel', () => {
	/** What the node itself returns or throws: n8n does not wait for it. */
	async function outcomeOf(run: () => Promise<unknown>) {
		const execute = jest.spyOn(Probe.prototype, 'execute');
		await run();
		const outcomes = await Promise.allSettled(
			execute.mock.results.map(({ value }) => value as Promise<unknown>),
		);
		execute.mockRestore();
		return outcomes[0];
	}

	test('a request that was on its way may have been delivered', async () => {
		let cancel = () => {};
		bench.server.script((_got, count) => {
			if (count !== 2) return { json: { ok: true } };
			cancel();
			return { silent: true };
		});
		const parameters = { to: '={{ $json.phone }}', options: { concurrency: 1 } };
		const started = (stop: () => void) => (cancel = stop);
		const outcome = await outcomeOf(
			async () => await bench.run('send', parameters, { items: numbers(4), started }),
		);
		expect(outcome).toMatchObject({
			status: 'rejected',
			reason: { context: { delivered: 1, failed: 0, unknown: 1, notSent: 2, fate: 'unknown' } },
		});
	});

	test('with "continue" each item says what became of it', async () => {
		let cancel = () => {};
		bench.server.script((_got, count) => {
			if (count !== 2) return { json: { ok: true } };
			cancel();
			return { silent: true };
		});
		const parameters = { to: '={{ $json.phone }}', options: { concurrency: 1 } };
		const settings = { onError: 'continueRegularOutput' as const };
		const started = (stop: () => void) => (cancel = stop);
		const outcome = await outcomeOf(
			async () => await bench.run('send', parameters, { items: numbers(3), started, settings }),
		);
		expect(outcome).toMatchObject({
			value: [
				[
					{ json: { ok: true } },
					{ json: { details: { mayHaveBeenDelivered: true } } },
					{ json: { error: 'The execution was canceled before this item was sent' } },
				],
			],
		});
	});

	test.each(['stop', 'cancel'])('%s: what is being prepared does not go out', async (how) => {
		const service = await prepareBinaryStorage();
		const location = { type: 'execution', workflowId: 'w', executionId: '1' } as const;
		const file = { data: '', mimeType: 'text/plain', fileName: 'b.txt' };
		const small = { ...file, data: Buffer.from('quick').toString('base64') };
		const stored = await service.store(location, Buffer.from('slow'), file);
		let release = () => {};
		const opened = new Promise<void>((resolve) => (release = resolve));
		const open = service.getAsStream.bind(service);
		jest.spyOn(service, 'getAsStream').mockImplementation(async (...given) => {
			await opened;
			return await open(...given);
		});
		let cancel = () => {};
		bench.server.script(() => {
			// The slow file is there just after the node knows that it has to stop.
			setTimeout(release, 50);
			if (how === 'stop') return { status: 400, json: {} };
			cancel();
			return { json: { ok: true } };
		});
		const items = [small, stored].map((data) => ({ json: {}, binary: { data } }));
		const started = (stop: () => void) => (cancel = stop);
		await outcomeOf(
			async () =>
				await bench.run(
					'uploadRaw',
					{ file: 'data', options: { concurrency: 2 } },
					{ items, started },
				),
		);
		jest.restoreAllMocks();
		expect(bench.server.got.map(({ body }) => body)).toEqual(['quick']);
	});
});
