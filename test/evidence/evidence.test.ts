/**
 * What providers were seen to send and answer, and what people were seen to enter, as cases in
 * cases/*.json. README.md says where they come from, how they read and how to run other ones.
 */
import { startServer, stopServer } from './actions';
import { type ActionCase, casesOf, type PhoneCase, type WebhookCase } from './cases';
import { phoneFault } from './phoneNumbers';
import { check, summarize } from './report';
import { requestCaseFault } from './requests';
import { endOfTime } from './time';
import { PROVIDER_NAMES } from './triggers';
import { webhookFault } from './webhooks';

const MINUTES = 60_000;

beforeAll(startServer);
afterAll(async () => {
	endOfTime();
	await stopServer();
	summarize();
});

test.each(PROVIDER_NAMES)(
	'webhooks of %s',
	async (name) => {
		const cases = casesOf<WebhookCase>(`webhooks/${name}.json`);
		const byId = new Map(cases.map((one) => [one.id, one]));
		const faultOf = async (one: WebhookCase) => await webhookFault(name, one, byId);
		expect(await check(`webhooks/${name}`, cases, faultOf, () => name)).toEqual([]);
	},
	5 * MINUTES,
);

test.each(['requests', 'answers'])(
	'%s',
	async (file) => {
		const cases = casesOf<ActionCase>(`${file}.json`);
		expect(await check(file, cases, requestCaseFault, ({ node }) => node)).toEqual([]);
	},
	5 * MINUTES,
);

test(
	'phone numbers',
	async () => {
		const cases = casesOf<PhoneCase>('phone-numbers.json');
		expect(await check('phone-numbers', cases, phoneFault, () => 'all')).toEqual([]);
	},
	5 * MINUTES,
);
