/** The page at /_sandbox: its files, and what a person sees and does there. */
import { startSandbox, type Sandbox } from '../../sandbox';
import type { Introduction } from '../../sandbox/core/page';

const PERSON = '919876500001';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(() => sandbox.stop());
afterEach(() => sandbox.reset());

const ask = (path: string, body?: unknown) =>
	fetch(`${sandbox.url}/_sandbox${path}`, {
		...(body === undefined
			? {}
			: {
					method: 'POST',
					headers: { 'content-type': 'application/json' },
					body: JSON.stringify(body),
				}),
	});

async function introduction(name: string): Promise<Introduction> {
	const all = (await (await ask('/people')).json()) as Introduction[];
	const found = all.find((one) => one.name === name);
	if (!found) throw new Error(`${name} is not introduced`);
	return found;
}

/** The chat of the person with the first own number. */
async function chatAt(name: string) {
	const { owns, chats } = await introduction(name);
	return chats.find(({ id, own }) => id === PERSON && own === owns[0]);
}

const person = async (name: string) => {
	const { owns } = await introduction(name);
	return { person: `+${PERSON}`, name: 'Mira Nair', own: owns[0] };
};

test.each([
	['/', 'text/html'],
	['/page.css', 'text/css'],
	['/page.js', 'text/javascript'],
])('%s is served as %s', async (path, type) => {
	const answer = await ask(path);
	expect([answer.status, answer.headers.get('content-type')]).toEqual([
		200,
		expect.stringContaining(type),
	]);
});

describe.each(['myoperator', 'twochat', 'wapio', 'whapi'])('%s', (name) => {
	test('is introduced with addresses, keys and numbers that fail', async () => {
		const { baseUrls, demo, numbers, owns } = await introduction(name);
		expect(Object.values(baseUrls)).not.toEqual([]);
		expect([demo, numbers, owns].map((one) => Object.keys(one).length)).not.toContain(0);
	});

	test('shows what a person wrote', async () => {
		await ask(`/${name}/people`, { ...(await person(name)), do: 'write', text: 'STOP' });
		expect((await chatAt(name))?.messages).toMatchObject([{ fromBusiness: false, text: 'STOP' }]);
	});

	test('delivers what a person wrote, and a missed call, to the addresses of the provider', async () => {
		sandbox.addWebhook(name as 'whapi', { url: `${sandbox.url}/nowhere` });
		const who = await person(name);
		await ask(`/${name}/people`, { ...who, do: 'write', text: 'Hello' });
		const calls = await ask(`/${name}/people`, { ...who, do: 'missCall' });
		await sandbox.settled();
		expect(calls.status).toBe(202);
		const bodies = sandbox.deliveries.map(({ body }) => JSON.stringify(body));
		expect(bodies.filter((body) => body.includes('Hello'))).not.toEqual([]);
		expect(bodies.filter((body) => /call/i.test(body))).not.toEqual([]);
	});

	test.each([
		[{ do: 'write', person: '12' }, 'person must be a number'],
		[{ do: 'sing', person: PERSON }, 'nobody can sing'],
		[{ do: 'tap', person: PERSON, messageId: 'none' }, 'name no button'],
	])('refuses %j', async (body, reason) => {
		const answer = await ask(`/${name}/people`, body);
		expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining(reason)]);
	});
});
