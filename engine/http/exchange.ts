/** Sends a request until it is answered, refused, or not safe to repeat. */
import type { IHttpRequestOptions } from 'n8n-workflow';

import type { Answer, Effect, Problem } from '../define/types';
import { attempt, type Expected, networkOutcome, type Outcome } from './attempt';
import { clock } from './clock';
import { type Again, Failure } from './failure';
import { close, type Gate, pass } from './pace';
import { nextWait, POLICY, type Trouble } from './retry';
import type { Session } from './session';

export interface Exchange extends Expected {
	/** Makes the request anew for each try: credentials and streams are used up by a try. */
	request: () => Promise<IHttpRequestOptions>;
	effect: Effect;
	/** Whether it may be done again when its fate is unknown; default: not if it is a send. */
	again?: Again;
	gate: Gate;
	perMinute: number;
	maxWait: number;
	/** Takes the body of a success in; when that breaks off, the try has failed. */
	receive?: (answer: Answer) => Promise<Answer>;
	/** Aborted: nothing further is sent and no waiting goes on. */
	halt?: AbortSignal;
	/** The refusal means that the API is at another address, which `request` uses from now on. */
	isElsewhere?: (problem: Problem) => boolean;
	/** A refusal that shows that it was done before; `uncertain`: an earlier try's answer got lost. */
	isDone?: (problem: Problem, uncertain: boolean) => boolean;
}

/** The run was cancelled or stopped before this was sent. */
export class Cancelled extends Error {}

/** After these the provider may have done what was asked, although it did not say so. */
const UNCERTAIN: Trouble[] = ['serverBusy', 'serverError', 'lost', 'unreadable'];

/**
 * @returns the provider's success
 * @throws Failure when it refused, can't be reached, or its answer got lost; Cancelled
 */
export async function exchange(session: Session, job: Exchange): Promise<Answer> {
	const { effect, halt, again = effect === 'send' ? 'never' : 'always' } = job;
	let waited = 0;
	/** The last trouble after which it may have been done. */
	let doubt: Problem | undefined;
	for (let tries = 1; ; tries++) {
		await pass(job.gate, job.perMinute, halt);
		if (halt?.aborted) {
			if (!doubt) throw new Cancelled('The run was stopped');
			throw new Failure(doubt, 'unknown', 'Not tried again, because the run was stopped', again);
		}
		const outcome = await tryOnce(session, job);
		if ('answer' in outcome) return outcome.answer;
		if ('error' in outcome) throw outcome.error;
		const { trouble, problem, wait } = outcome;
		if (job.isElsewhere?.(problem)) continue;
		if (job.isDone?.(problem, doubt !== undefined))
			return { status: 200, headers: {}, body: { success: true, alreadyDone: true } };
		if (effect !== 'read' && UNCERTAIN.includes(trouble)) doubt = problem;
		const notSent = trouble === 'notReached' || trouble === 'misconfigured';
		const fate = doubt ? 'unknown' : notSent ? 'notSent' : 'refused';
		if (POLICY[trouble][effect] !== 'retry') throw new Failure(problem, fate, undefined, again);
		const pause = nextWait(trouble, tries, waited, job.maxWait, wait);
		if (pause === undefined) throw new Failure(problem, fate, gaveUp(tries, waited, wait), again);
		waited += pause;
		if (trouble === 'tooMany') close(job.gate, pause);
		else await clock.wait(pause, halt);
	}
}

async function tryOnce(session: Session, job: Exchange): Promise<Outcome> {
	const outcome = await attempt(session, await job.request(), job);
	if (!('answer' in outcome) || !job.receive) return outcome;
	try {
		return { answer: await job.receive(outcome.answer) };
	} catch (error) {
		return networkOutcome(error, session);
	}
}

function gaveUp(tries: number, waited: number, asked?: number): string {
	const seconds = (ms: number) => Math.ceil(ms / 1000);
	const tried = tries === 1 ? 'Tried once' : `Tried ${tries} times over ${seconds(waited)} seconds`;
	return asked === undefined
		? tried
		: `${tried}; the provider asks to wait ${seconds(asked)} seconds, which is more than "Max Retry Wait" allows`;
}
