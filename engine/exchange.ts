/** Sends a request until it is answered, refused, or not safe to repeat. */
import type { IHttpRequestOptions } from 'n8n-workflow';

import { clock } from './clock';
import { Failure } from './failure';
import { close, type Gate, pass } from './pace';
import { nextWait, POLICY } from './retry';
import type { Session } from './session';
import { attempt } from './transport';
import type { Advice, Answer, Effect, Problem } from './types';

export interface Exchange {
	/** Makes the request anew for each try: credentials and streams are used up by a try. */
	request: () => Promise<IHttpRequestOptions>;
	effect: Effect;
	gate: Gate;
	perMinute: number;
	maxWait: number;
	/** The success is a file. */
	file?: boolean;
	/** 404 is an answer ("no"). */
	missingIsAnswer?: boolean;
	/** The operation's own words about codes and statuses. */
	advice?: Record<string, Advice>;
	/** A refusal that shows that it was done before; `uncertain`: an earlier try's answer got lost. */
	isDone?: (problem: Problem, uncertain: boolean) => boolean;
}

/** The run was cancelled before this request was sent. */
export class Cancelled extends Error {}

/**
 * @returns the provider's success
 * @throws Failure when it refused, can't be reached, or its answer got lost; Cancelled
 */
export async function exchange(session: Session, job: Exchange): Promise<Answer> {
	let waited = 0;
	let uncertain = false;
	for (let tries = 1; ; tries++) {
		await pass(job.gate, job.effect === 'send' ? job.perMinute : 0, session.signal);
		if (session.signal?.aborted) throw new Cancelled('The execution was cancelled');
		const request = await job.request();
		const outcome = await attempt(session, request, job);
		if ('answer' in outcome) return outcome.answer;
		if ('error' in outcome) throw outcome.error;
		const { trouble, problem, wait } = outcome;
		const decision = POLICY[trouble][job.effect];
		if (job.isDone?.(problem, uncertain))
			return { status: 200, headers: {}, body: { success: true, alreadyDone: true } };
		if (decision === 'unknown') throw new Failure(problem, 'unknown');
		const fate = trouble === 'notReached' || trouble === 'misconfigured' ? 'notSent' : 'refused';
		if (decision === 'fail') throw new Failure(problem, fate);
		uncertain ||= ['serverBusy', 'lost', 'unreadable'].includes(trouble);
		const pause = nextWait(trouble, tries, waited, job.maxWait, wait);
		if (pause === undefined) throw new Failure(problem, fate, gaveUp(tries, waited, wait));
		waited += pause;
		if (trouble === 'tooMany') close(job.gate, pause);
		else await clock.wait(pause, session.signal);
	}
}

function gaveUp(tries: number, waited: number, asked?: number): string {
	const seconds = (ms: number) => Math.ceil(ms / 1000);
	const tried = tries === 1 ? 'Tried once' : `Tried ${tries} times over ${seconds(waited)} seconds`;
	return asked === undefined
		? tried
		: `${tried}; the provider asks to wait ${seconds(asked)} seconds, more than "Max Retry Wait" leaves`;
}
