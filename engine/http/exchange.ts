/** Sends a request until it is answered, refused, or not safe to repeat. */
import type { IHttpRequestOptions } from 'n8n-workflow';

import type { Answer, Effect, Problem } from '../define/types';
import { attempt, type Expected, type Outcome } from './attempt';
import { clock, ticks } from './clock';
import { type Again, Failure, type Fate } from './failure';
import { close, enter, type Gate, leave } from './pace';
import type { Patience } from './patience';
import { nextWait, POLICY, type Trouble } from './retry';
import type { Session } from './session';
import { discard } from './streams';

/** How an item's requests are sent: the same for all of them. */
export interface Sending {
	/** What takes turns with other runs of the same credential. */
	run: object;
	/** Messages per minute, 0 for any number. */
	perMinute: number;
	/** How far the pauses of the pace differ, 0 to 0.9. */
	vary?: number;
	/** All waiting of the item. */
	patience: Patience;
	/** Aborted: nothing further is sent and no waiting goes on. */
	stop?: AbortSignal;
}

export interface Exchange extends Expected {
	/** Makes the request anew for each try: credentials and streams are used up by a try. */
	request: () => Promise<IHttpRequestOptions>;
	effect: Effect;
	/** It counts for the pace. */
	isMessage?: boolean;
	/** Whether it may be done again when its fate is unknown; default: not if it is a send. */
	again?: Again;
	gate: Gate;
	/** The refusal means that the API is at another address, which `request` uses from now on. */
	isElsewhere?: (problem: Problem) => boolean;
	/** An earlier try of this node, after which it may have been done already. */
	doubt?: Problem;
	/** A refusal that shows that it was done before; `uncertain`: an earlier try may have done it. */
	isDone?: (problem: Problem, uncertain: boolean) => boolean;
}

/** The run was canceled or stopped before this was sent. */
export class Cancelled extends Error {}

/** After these the provider may have done what was requested, although it did not say so. */
const UNCERTAIN: Trouble[] = ['serverBusy', 'serverError', 'lost', 'unreadable'];

const STOPPED = 'Not tried again, because the run was stopped';
const SLOWED: Problem = {
	status: 429,
	message: 'it said to slow down, and the wait is longer than "Max Retry Wait" allows',
};
const CANCELED: Problem = {
	status: 0,
	message: 'the execution was canceled while the request was on its way',
};

/**
 * @returns the provider's success
 * @throws Failure when it refused, can't be reached, or its answer got lost; Cancelled
 */
export async function exchange(session: Session, job: Exchange, sending: Sending): Promise<Answer> {
	const { gate, isMessage = false } = job;
	const { patience, stop } = sending;
	const state: State = { tries: 0, waitedBefore: patience.spent, doubt: job.doubt };
	for (;;) {
		const entered = await enter(gate, { ...sending, isMessage, again: state.tries++ > 0 });
		if (entered === 'stopped') throw stopped(job, state);
		if (entered === 'tooLong') throw failure(job, state, SLOWED, 'notSent');
		const { slowDowns } = gate;
		let how: Left = 'unused';
		let pause = 0;
		try {
			const begun = ticks();
			const outcome = await oneTry(session, job, stop);
			// A server that does not let n8n in is waited for as well.
			if (isUnreached(outcome)) patience.spend(ticks() - begun);
			how = howItEnded(outcome);
			if ('answer' in outcome) return outcome.answer;
			const next = afterTrouble(job, state, outcome, patience);
			if (typeof next !== 'number') return next;
			// Before the place is free, so that nobody slips in.
			if ('trouble' in outcome && outcome.trouble === 'tooMany') close(gate, next);
			else pause = next;
		} finally {
			leave(gate, slowDowns, how, isMessage);
		}
		if (pause) {
			await clock.wait(pause, stop);
			patience.spend(pause);
		}
	}
}

interface State {
	tries: number;
	/** What the item had waited before this exchange. */
	waitedBefore: number;
	/** The last trouble after which it may have been done. */
	doubt?: Problem;
}

type Left = Parameters<typeof leave>[2];

/** Makes the request and sends it, unless the run was stopped meanwhile. */
async function oneTry(session: Session, job: Exchange, stop?: AbortSignal): Promise<Outcome> {
	let request: IHttpRequestOptions;
	try {
		request = await job.request();
	} catch (error) {
		return { error, left: false };
	}
	if (!stop?.aborted) return await attempt(session, request, job);
	discard(request.body);
	return { canceled: true, left: false };
}

/**
 * What follows from an outcome that is not an answer: milliseconds until the next try, or an answer
 * after all.
 * @throws Failure, Cancelled
 */
function afterTrouble(
	job: Exchange,
	state: State,
	outcome: Exclude<Outcome, { answer: Answer }>,
	patience: Patience,
): number | Answer {
	const { effect } = job;
	if ('error' in outcome) {
		const { message } = outcome.error as Error;
		if (outcome.left && effect !== 'read') state.doubt ??= { status: 0, message };
		if (!state.doubt) throw outcome.error;
		// Such an error says nothing about an earlier try.
		throw failure(job, state, state.doubt, 'unknown', message);
	}
	if ('canceled' in outcome) {
		if (outcome.left && effect !== 'read') state.doubt = CANCELED;
		throw stopped(job, state);
	}
	const { trouble, problem, wait } = outcome;
	if (job.isElsewhere?.(problem)) return 0;
	if (job.isDone?.(problem, state.doubt !== undefined))
		return { status: 200, headers: {}, body: { success: true, alreadyDone: true } };
	if (effect !== 'read' && UNCERTAIN.includes(trouble)) state.doubt = problem;
	const notSent = trouble === 'notReached' || trouble === 'misconfigured';
	const fate = notSent ? 'notSent' : 'refused';
	if (POLICY[trouble][effect] !== 'retry') throw failure(job, state, problem, fate);
	const pause = nextWait(trouble, state.tries, patience.left, wait);
	if (pause !== undefined) return pause;
	const waited = patience.spent - state.waitedBefore;
	throw failure(job, state, problem, fate, gaveUp(state.tries, waited, wait));
}

/** A failure after a doubt stays a doubt, whatever the last try brought. */
function failure(job: Exchange, { doubt }: State, problem: Problem, fate: Fate, remark?: string) {
	const { effect, again = effect === 'send' ? 'never' : 'always' } = job;
	return new Failure(problem, doubt ? 'unknown' : fate, remark, again);
}

const stopped = (job: Exchange, state: State) =>
	state.doubt
		? failure(job, state, state.doubt, 'unknown', STOPPED)
		: new Cancelled('The run was stopped');

const isUnreached = (outcome: Outcome): boolean =>
	'trouble' in outcome && outcome.trouble === 'notReached';

function howItEnded(outcome: Outcome): Left {
	if (('error' in outcome || 'canceled' in outcome) && !outcome.left) return 'unused';
	const isTrouble = 'trouble' in outcome && NO_ANSWER.includes(outcome.trouble);
	return isTrouble || 'left' in outcome ? 'failed' : 'answered';
}

const NO_ANSWER: Trouble[] = ['lost', 'notReached', 'misconfigured'];

function gaveUp(tries: number, waited: number, asked?: number): string {
	const seconds = (ms: number) => Math.ceil(ms / 1000);
	const tried = tries === 1 ? 'Tried once' : `Tried ${tries} times over ${seconds(waited)} seconds`;
	return asked === undefined
		? tried
		: `${tried}; the provider asks to wait ${seconds(asked)} seconds, which is more than "Max Retry Wait" allows`;
}
