/** Seeded random sequences of faults: `FAULT_SEED=n` repeats a sequence, `FAULT_RUNS=n` makes more. */
import { randomNumbers } from '../harness/random';
import { trustAll } from '../harness/tls';
import { judge } from './judge';
import type { KindOfWork } from './providers';
import { COMBINATIONS, faultGround } from './setup';
import { type Damage, type DamagedTls, damagedTls } from './tlsDamage';

const ground = faultGround('Random faults');
const DAMAGES: Array<Damage | undefined> = [
	undefined,
	undefined,
	'handshake',
	'record',
	'reset',
	'end',
];

let secure: DamagedTls;
let distrust = () => {};
beforeAll(async () => {
	secure = await damagedTls(Number(new URL(ground.sandbox.url).port));
	distrust = trustAll();
});
afterAll(() => {
	distrust();
	secure.close();
});
const SEED = Number(process.env.FAULT_SEED ?? 20260504);
const RUNS = Number(process.env.FAULT_RUNS ?? 3_000);

test(
	`${RUNS} sequences from seed ${SEED}`,
	async () => {
		const complaints: string[] = [];
		for (let run = 0; run < RUNS; run++) {
			const random = randomNumbers(SEED + run);
			const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T;
			const { subject, kind, mode } = pick(COMBINATIONS);
			const { operationId } = subject.kinds[kind] as KindOfWork;
			// Most are short, so that many fit into the time; what takes effect late needs long ones.
			const count = random(16) === 0 ? 10 + random(10) : 1 + random(4);
			const recipients = ground.marks(count);
			ground.sandbox.faults.clear();
			const rules = Array.from({ length: 1 + random(6) }, () => ({
				kind: pick([
					'status',
					'status',
					'html',
					'resetBeforeRead',
					'resetAfterRead',
					'truncatedJson',
					'slowBody',
				] as const),
				status: pick([400, 429, 429, 500, 502, 503, 504]),
				effect: pick([true, false]),
				ms: 1,
				after: random(count),
				times: 1 + random(5),
			}));
			for (const { status, ...rule } of rules) {
				const isStatus = rule.kind === 'status';
				// A provider that says "slow down" or "wrong" has done nothing.
				const effect = rule.effect && !(isStatus && status < 500);
				ground.sandbox.faults.add({
					...rule,
					effect,
					...(isStatus ? { status } : {}),
					...(isStatus && status === 429 ? { retryAfter: random(90) } : {}),
					provider: subject.name,
					operationId,
				});
			}
			const options = { concurrency: 1 + random(6), perMinute: pick([0, 0, 600]) };
			const one = { subject, kind, mode, marks: recipients, options };
			const special = pick(['', '', '', '', '', 'stop', 'tls', 'others'] as const);
			secure.plan(Array.from({ length: 1 + random(6) }, () => pick(DAMAGES)));
			const verdicts = await Promise.all([
				judge(ground.sandbox, {
					...one,
					...(special === 'stop' ? { stopAt: 1 + random(count) } : {}),
					...(special === 'tls' ? { tlsPort: secure.port } : {}),
				}),
				// Another workflow with the same credential: what slows it down slows this one down.
				...(special === 'others'
					? [judge(ground.sandbox, { ...one, marks: ground.marks(1 + random(4)) })]
					: []),
			]);
			for (const verdict of verdicts) ground.count(verdict.effects.length, verdict);
			const where = `FAULT_SEED=${SEED + run} FAULT_RUNS=1 (${subject.name}, ${kind}, ${mode}, ${special})`;
			for (const verdict of verdicts)
				complaints.push(...verdict.complaints.map((text) => `${where}: ${text}`));
		}
		expect(complaints).toEqual([]);
	},
	Math.max(120_000, RUNS * 250),
);
