/** The lists of the editor. */
import { faultsOf, wapioBench } from './setup';

const bench = wapioBench();
const SESSION = 'bps_sess_ws_01j9x4k2v7';
const session = { session: { __rl: true, mode: 'list', value: SESSION } };

test('sessions by label, number and state, page by page', async () => {
	const first = await bench.list('sessions', {});
	expect(first.results[0]).toEqual({
		name: 'Support desk +919876543210 (connected)',
		value: SESSION,
	});
	await bench.list('sessions', {}, undefined, first.paginationToken as string);
	expect(bench.server.got[1]?.query.get('before_id')).toBe('bps_sess_ws_01j9x4m6tp');
	expect(bench.server.got.flatMap(faultsOf)).toEqual([]);
});

test('recipients are groups and contacts of the chosen session', async () => {
	const groups = await bench.list('recipients', session);
	expect(groups.results).toEqual([
		{ name: 'Field team (group)', value: '120363041234567890@g.us' },
	]);
	const contacts = await bench.list('recipients', session, '', groups.paginationToken as string);
	expect(contacts.results).toEqual([
		{ name: 'Asha Rao (+919876543210)', value: '919876543210@s.whatsapp.net' },
	]);
	expect(contacts.paginationToken).toBeUndefined();
	for (const got of bench.server.got) {
		expect(got.query.get('session_id')).toBe(SESSION);
		expect(got.headers['x-session-id']).toBe(SESSION);
		expect(faultsOf(got)).toEqual([]);
	}
});

test('a filter looks through groups and contacts', async () => {
	const { results } = await bench.list('recipients', session, 'asha');
	expect(results.map(({ value }) => value)).toEqual(['919876543210@s.whatsapp.net']);
});

test('without a session none is named: a session key has its own', async () => {
	await bench.list('contacts', {});
	expect(bench.server.got[0]?.url).toBe('/api/contacts');
	expect(bench.server.got[0]?.headers['x-session-id']).toBeUndefined();
});

test('channels are found in the message log, each once', async () => {
	bench.server.script(() => ({
		json: {
			data: [
				'1203630212345@newsletter',
				'919876543210@s.whatsapp.net',
				'1203630212345@newsletter',
			].map((jid) => ({ jid })),
		},
	}));
	const { results } = await bench.list('channels', session);
	expect(results.map(({ value }) => value)).toEqual(['1203630212345@newsletter']);
	expect(bench.server.got[0]?.path).toBe(`/api/whatsapp-sessions/${SESSION}/message-logs`);
});

test('channels need the session first', async () => {
	await expect(bench.list('channels', {})).rejects.toThrow('Session: choose it first');
	expect(bench.server.got).toHaveLength(0);
});
