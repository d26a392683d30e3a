/** Seeded random sequences of faults: `FAULT_SEED=n` repeats a sequence, `FAULT_RUNS=n` makes more. */
import { randomNumbers } from '../harness/random';
import { judge } from './judge';
import type { KindOfWork } from './providers';
import { COMBINATIONS, faultGround } from './setup';

const ground = faultGround('Random faults');
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
			const verdict = await judge(ground.sandbox, {
				subject,
				kind,
				mode,
				marks: recipients,
				options,
			});
			ground.count(recipients.length, verdict);
			const where = `FAULT_SEED=${SEED + run} FAULT_RUNS=1 (${subject.name}, ${kind}, ${mode})`;
			complaints.push(...verdict.complaints.map((text) => `${where}: ${text}`));
		}
		expect(complaints).toEqual([]);
	},
	Math.max(120_000, RUNS * 250),
);
