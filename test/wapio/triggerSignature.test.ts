/** Wapio Trigger: who may call. Signatures right, wrong, old, doubled, replayed and mutated. */
import type { IDataObject } from 'n8n-workflow';

import { MessagingWapioApi } from '../../credentials/MessagingWapioApi.credentials';
import { useClock } from '../../engine/http/clock';
import { forget } from '../../engine/trigger/repeats';
import { EVENT_NAMES } from '../../nodes/Wapio/trigger/events';
import { WapioTrigger } from '../../nodes/Wapio/WapioTrigger.node';
import { type VirtualClock, virtualClock } from '../engine/virtualClock';
import { randomNumbers } from '../harness/random';
import { callWebhook, type TriggerSetup, type WebhookCall } from '../harness/webhook';
import { webhookDocuments } from '../../scripts/docs/documents';
import { hmac, secretOfNode, signed } from './signing';

const SECRET = 'correct-horse-battery';
const START = Date.parse('2026-03-02T09:20:00Z');
const NOW = START / 1000;

const setup = (parameters: IDataObject = {}, credential: IDataObject = {}): TriggerSetup => ({
	node: new WapioTrigger(),
	parameters: {
		events: EVENT_NAMES.map(([name]) => name),
		registration: 'manual',
		options: { dropRepeats: false },
		...parameters,
	},
	credential: {
		type: new MessagingWapioApi(),
		data: {
			token: 'bps_pat_EXAMPLEONLY',
			webhookSecret: SECRET,
			baseUrl: 'https://api.wapio.io',
			...credential,
		} as never,
	},
});
const payload = webhookDocuments('wapio')[0]?.payload as IDataObject;
const raw = JSON.stringify(payload);

let clock: VirtualClock;
let restore = () => {};
beforeEach(() => {
	clock = virtualClock(START);
	restore = useClock(clock);
	for (const mode of ['webhook', 'manual']) {
		forget(`workflow-1/node-1/${mode}`);
		forget(`workflow-1/node-1/${mode}/signatures`);
	}
});
afterEach(() => restore());

/** The answer's status and whether the workflow was started. */
async function post(call: WebhookCall, trigger = setup()) {
	const { status, items, answer } = await callWebhook(trigger, call);
	return { status, started: items !== undefined, answer: JSON.stringify(answer) };
}
const withHeader = (value: string | string[], text = raw): WebhookCall => ({
	body: JSON.parse(text) as IDataObject,
	rawBody: Buffer.from(text),
	headers: { 'X-Webhook-Signature': value },
});
const right = (time = String(NOW), text = raw) => hmac(SECRET, time, text);
const GENUINE = { status: 200, started: true };
const REFUSED = { status: 401, started: false };

describe('one call', () => {
	const sig = right();
	test.each<[string, WebhookCall, typeof GENUINE]>([
		['right', withHeader(`t=${NOW},v1=${sig}`), GENUINE],
		['right, with spaces', withHeader(`t=${NOW}, v1=${sig}`), GENUINE],
		['right, 300 seconds old', withHeader(`t=${NOW - 300},v1=${right(`${NOW - 300}`)}`), GENUINE],
		['right, 300 s ahead', withHeader(`t=${NOW + 300},v1=${right(`${NOW + 300}`)}`), GENUINE],
		['several v1, the last right', withHeader(`t=${NOW},v1=${'0'.repeat(64)},v1=${sig}`), GENUINE],
		['several v1, the first right', withHeader(`t=${NOW},v1=${sig},v1=${'f'.repeat(64)}`), GENUINE],
		['several v1, all wrong', withHeader(`t=${NOW},v1=${'0'.repeat(64)},v1=x`), REFUSED],
		['wrong secret', withHeader(`t=${NOW},v1=${hmac('wrong', `${NOW}`, raw)}`), REFUSED],
		['empty secret', withHeader(`t=${NOW},v1=${hmac('', `${NOW}`, raw)}`), REFUSED],
		['changed body', withHeader(`t=${NOW},v1=${sig}`, raw.replace('ready', 'early')), REFUSED],
		['changed white space', withHeader(`t=${NOW},v1=${sig}`, `${raw} `), REFUSED],
		['301 seconds old', withHeader(`t=${NOW - 301},v1=${right(`${NOW - 301}`)}`), REFUSED],
		['301 s ahead', withHeader(`t=${NOW + 301},v1=${right(`${NOW + 301}`)}`), REFUSED],
		['the time of another', withHeader(`t=${NOW + 1},v1=${sig}`), REFUSED],
		['milliseconds', withHeader(`t=${START},v1=${right(`${START}`)}`), REFUSED],
		['no time', withHeader(`v1=${sig}`), REFUSED],
		['two times', withHeader(`t=${NOW},t=${NOW},v1=${sig}`), REFUSED],
		['no v1', withHeader(`t=${NOW}`), REFUSED],
		['another version', withHeader(`t=${NOW},v0=${sig}`), REFUSED],
		['the bare signature', withHeader(sig), REFUSED],
		['an empty header', withHeader(''), REFUSED],
		['no header', { body: payload, rawBody: Buffer.from(raw) }, REFUSED],
		['header twice', withHeader([`t=${NOW},v1=${sig}`, `t=${NOW},v1=${sig}`]), REFUSED],
		['header twice, joined', withHeader(`t=${NOW},v1=${sig}, t=${NOW},v1=${sig}`), REFUSED],
		[
			'body without its bytes',
			{ ...withHeader(`t=${NOW},v1=${sig}`), rawBody: Buffer.alloc(0) },
			REFUSED,
		],
	])('%s', async (_name, call, wanted) => {
		const { answer, ...outcome } = await post(call);
		expect(outcome).toEqual(wanted);
		expect(answer).not.toContain(SECRET);
		expect(answer).not.toContain(sig);
	});

	test('manual without a secret in the credential: nothing is genuine', async () => {
		const trigger = setup({}, { webhookSecret: '' });
		for (const secret of ['', SECRET])
			expect(await post(signed(secret, payload, `${NOW}`), trigger)).toMatchObject(REFUSED);
	});

	test('automatic: the secret is made by the node, and the one in the credential opens nothing', async () => {
		const trigger = setup({ registration: 'automatic' });
		const made = await secretOfNode(trigger);
		expect(made).toMatch(/^[0-9a-f]{48}$/);
		const call = (secret: string) => ({ body: payload, ...signed(secret, payload, `${NOW}`) });
		expect(await post(call(SECRET), trigger)).toMatchObject(REFUSED);
		expect(await post(call(made), trigger)).toMatchObject(GENUINE);
	});
});

describe('replays', () => {
	const DROPPED = { status: 200, started: false };
	const call = () => withHeader(`t=${NOW},v1=${right()}`);

	test('are accepted and dropped for as long as the signature is valid, then refused', async () => {
		expect(await post(call())).toMatchObject(GENUINE);
		expect(await post(call())).toMatchObject(DROPPED);
		clock.advance(299_000);
		expect(await post(call())).toMatchObject(DROPPED);
		clock.advance(2_000);
		expect(await post(call())).toMatchObject(REFUSED);
	});

	test('are dropped although the header is written in another way', async () => {
		expect(await post(call())).toMatchObject(GENUINE);
		for (const value of [
			`t=${NOW}, v1=${right()}`,
			`v1=${right()},t=${NOW}`,
			`t=${NOW},v1=${'0'.repeat(64)},v1=${right()}`,
			`x=1,t=${NOW},v1=${right()},`,
		])
			expect(await post(withHeader(value))).toMatchObject(DROPPED);
	});

	test('a signature from the future stays known until it is too old', async () => {
		const ahead = `${NOW + 300}`;
		const early = () => withHeader(`t=${ahead},v1=${right(ahead)}`);
		expect(await post(early())).toMatchObject(GENUINE);
		clock.advance(600_000);
		expect(await post(early())).toMatchObject(DROPPED);
		clock.advance(1_000);
		expect(await post(early())).toMatchObject(REFUSED);
	});

	test('a forged call does not make the genuine one a replay', async () => {
		const forged = withHeader(`t=${NOW},v1=${hmac('wrong', `${NOW}`, raw)}`);
		expect(await post(forged)).toMatchObject(REFUSED);
		expect(await post(call())).toMatchObject(GENUINE);
	});

	test('signed anew, the same body is taken: Wapio delivered it again', async () => {
		expect(await post(call())).toMatchObject(GENUINE);
		const later = `${NOW + 5}`;
		expect(await post(withHeader(`t=${later},v1=${right(later)}`))).toMatchObject(GENUINE);
	});

	test('the test URL and the production URL each know their own', async () => {
		expect(await post(call())).toMatchObject(GENUINE);
		expect(await post(call(), { ...setup(), isTest: true })).toMatchObject(GENUINE);
	});
});

describe('mutations', () => {
	interface Attempt {
		header: string | string[] | undefined;
		body: Buffer;
	}
	type Mutation = (
		from: { header: string; body: Buffer },
		random: (below: number) => number,
	) => Attempt;

	const cutIn = (text: Buffer, position: number, remove: number, add: Buffer): Buffer =>
		Buffer.concat([text.subarray(0, position), add, text.subarray(position + remove)]);
	const bytes = (random: (below: number) => number, count: number) =>
		Buffer.from(Array.from({ length: count }, () => random(256)));
	const HEX = '0123456789abcdef';

	const MUTATIONS: Record<string, Mutation> = {
		'a bit of the body': ({ header, body }, random) => {
			const changed = Buffer.from(body);
			const place = random(changed.length);
			changed[place] = (changed[place] ?? 0) ^ (1 << random(8));
			return { header, body: changed };
		},
		'bytes put into the body': ({ header, body }, random) => ({
			header,
			body: cutIn(body, random(body.length + 1), 0, bytes(random, 1 + random(5))),
		}),
		'bytes taken from the body': ({ header, body }, random) => ({
			header,
			body: cutIn(body, random(body.length), 1 + random(5), Buffer.alloc(0)),
		}),
		'a character of the header': ({ header, body }, random) => {
			const place = random(header.length);
			const code = String.fromCharCode(32 + random(95));
			return { header: header.slice(0, place) + code + header.slice(place + 1), body };
		},
		'characters taken from the header': ({ header, body }, random) => {
			const place = random(header.length);
			return { header: header.slice(0, place) + header.slice(place + 1 + random(4)), body };
		},
		'characters put into the header': ({ header, body }, random) => {
			const place = random(header.length + 1);
			const code = String.fromCharCode(32 + random(95));
			return { header: header.slice(0, place) + code + header.slice(place), body };
		},
		'another time': ({ header, body }, random) => ({
			header: header.replace(/t=\d+/, `t=${NOW - 400 + random(800)}`),
			body,
		}),
		'a random signature': ({ body }, random) => ({
			header: `t=${NOW},v1=${Array.from({ length: 64 }, () => HEX[random(16)]).join('')}`,
			body,
		}),
		'many random signatures': ({ body }, random) => ({
			header: `t=${NOW}${Array.from(
				{ length: 1 + random(20) },
				() => `,v1=${bytes(random, 32).toString('hex')}`,
			).join('')}`,
			body,
		}),
		'another secret': ({ body }, random) => {
			const guess = [SECRET.slice(1), SECRET.toUpperCase(), `${SECRET} `, '', String(random(1e9))];
			return { header: `t=${NOW},v1=${hmac(guess[random(5)] ?? '', `${NOW}`, body)}`, body };
		},
		'signed without its time': ({ body }, random) => ({
			header: `t=${NOW + random(100)},v1=${hmac(SECRET, '', body)}`,
			body,
		}),
		'an older signature': ({ body }, random) => {
			const time = `${NOW - 301 - random(100_000)}`;
			return { header: `t=${time},v1=${hmac(SECRET, time, body)}`, body };
		},
		'a newer signature': ({ body }, random) => {
			const time = `${NOW + 301 + random(100_000)}`;
			return { header: `t=${time},v1=${hmac(SECRET, time, body)}`, body };
		},
		'the signature of another body': ({ body }, random) => ({
			header: `t=${NOW},v1=${right(`${NOW}`, `${raw}${random(1e9)}`)}`,
			body,
		}),
		'in other letters': ({ header, body }, random) => ({
			header: [header.toUpperCase(), header.replace('v1', 'V1'), header.replace('t=', 'T=')][
				random(3)
			] as string,
			body,
		}),
		'twice, missing or a list': ({ header, body }, random) => ({
			header: [undefined, '', [header, header], [header], `${header},${header}`][random(5)],
			body,
		}),
	};

	/** What was changed may still say the same, for example by a space after a comma. */
	function saysTheSame(attempt: Attempt, genuine: { header: string; body: Buffer }): boolean {
		if (typeof attempt.header !== 'string' || !attempt.body.equals(genuine.body)) return false;
		const parts = attempt.header.split(',').map((part) => part.trim());
		const [time = '', signature = ''] = genuine.header.split(',');
		return (
			parts.includes(signature) &&
			parts.includes(time) &&
			parts.filter((part) => part.startsWith('t=')).length === 1
		);
	}

	test('10,000 random ones: none is accepted', async () => {
		const random = randomNumbers(20260302);
		const genuine = { header: `t=${NOW},v1=${right()}`, body: Buffer.from(raw) };
		const names = Object.keys(MUTATIONS);
		const tried: Record<string, number> = {};
		const accepted: Array<{ name: string; header: unknown; body: string }> = [];
		const trigger = setup();
		for (let count = 0; count < 10_000; ) {
			const name = names[random(names.length)] ?? '';
			const attempt = MUTATIONS[name]?.(genuine, random) ?? genuine;
			if (saysTheSame(attempt, genuine)) continue;
			count++;
			tried[name] = (tried[name] ?? 0) + 1;
			const outcome = await post(
				{
					// Somebody may get the parsed body through although its bytes differ.
					body: payload,
					rawBody: attempt.body,
					headers: attempt.header === undefined ? {} : { 'x-webhook-signature': attempt.header },
				},
				trigger,
			);
			if (outcome.status !== 401 || outcome.started)
				accepted.push({ name, header: attempt.header, body: attempt.body.toString() });
		}
		expect(accepted).toEqual([]);
		expect(Object.keys(tried).sort()).toEqual([...names].sort());
		for (const name of names) expect(tried[name]).toBeGreaterThan(300);
		// The same setup does take the genuine call.
		expect(await post(withHeader(genuine.header))).toMatchObject(GENUINE);
	});
});
