/** Checks what a trigger makes of a delivery. */
import { anyOfFault, differs, show } from './compare';
import type { EventExpectation, WebhookCase, WebhookExpectation } from './cases';
import { newDay, now } from './time';
import { choicesOf, deliver, type Outcome } from './triggers';

/** Members of an expectation that are no fields of the event. */
const ABOUT_THE_DELIVERY = [
	'httpStatus',
	'answer',
	'started',
	'events',
	'anyOf',
	'choice',
	'sameEventAs',
	'notSameEventAs',
];

function eventFault(got: unknown, { timestamp, ...rest }: EventExpectation): string | undefined {
	const time = (got as { timestamp?: unknown } | undefined)?.timestamp;
	if (timestamp === 'arrival') {
		const off = Math.abs(Date.parse(String(time)) - now());
		if (!(off < 60_000)) return `timestamp: must be the arrival, but is ${show(time)}`;
	} else if (timestamp !== undefined) {
		const fault = differs(time, timestamp, 'timestamp');
		if (fault) return fault;
	}
	return differs(got, rest);
}

/** The events that a case expects; undefined if it says nothing about them. */
function wantedEvents(wanted: WebhookExpectation): EventExpectation[] | undefined {
	if (wanted.events) return wanted.events;
	const fields = Object.entries(wanted).filter(([name]) => !ABOUT_THE_DELIVERY.includes(name));
	return fields.length ? [Object.fromEntries(fields)] : undefined;
}

function outcomeFault(outcome: Outcome, wanted: WebhookExpectation): string | undefined {
	if (wanted.anyOf) return anyOfFault(wanted.anyOf, (one) => outcomeFault(outcome, one));
	const { httpStatus = 200, answer, started } = wanted;
	const { status, events } = outcome;
	if (status !== httpStatus)
		return `HTTP ${status} ${show(outcome.answer)} where ${httpStatus} is right`;
	const answerFault = answer === undefined ? undefined : differs(outcome.answer, answer, 'answer');
	if (answerFault) return answerFault;
	if (started !== undefined && started !== events.length > 0) return `${events.length} events`;
	const expected = wantedEvents(wanted);
	if (!expected) return undefined;
	if (events.length !== expected.length)
		return `${events.length} events where ${expected.length} are right (${show(events[0]?.event)})`;
	return expected.map((one, index) => eventFault(events[index], one)).find(Boolean);
}

/** Delivers an earlier case and then this one, which repeats it or brings something new. */
async function repeatFault(name: string, given: WebhookCase, byId: Map<string, WebhookCase>) {
	const { sameEventAs, notSameEventAs } = given.expect;
	const earlier = sameEventAs ?? notSameEventAs;
	if (!earlier) return undefined;
	const first = byId.get(earlier);
	if (!first) return `there is no case ${earlier}`;
	newDay();
	await deliver(name, first, given);
	const { events, status } = await deliver(name, given, given);
	if (notSameEventAs)
		return events.length ? undefined : 'dropped as a repeat, though it brings something new';
	return events.length || status !== 200
		? `HTTP ${status}, ${events.length} events for a repeat`
		: undefined;
}

/** The choice alone must start the workflow, and all others must not. */
async function choiceFault(name: string, given: WebhookCase, choice: string) {
	newDay();
	const alone = await deliver(name, given, given, { events: [choice] });
	if (!alone.events.length) return `not started by the choice "${choice}"`;
	newDay();
	const others = choicesOf(name, 'events').filter((value) => value !== choice);
	const without = await deliver(name, given, given, { events: others });
	return without.events.length ? `started without the choice "${choice}"` : undefined;
}

/**
 * Says what is wrong with what comes of a delivery, or returns undefined.
 *
 * @param name the provider, as the file of its cases is named
 * @param byId all cases of the provider: some refer to another one
 */
export async function webhookFault(
	name: string,
	given: WebhookCase,
	byId: Map<string, WebhookCase>,
): Promise<string | undefined> {
	const repeat = await repeatFault(name, given, byId);
	if (repeat || given.expect.sameEventAs) return repeat;
	// The cases do not know the form's name for a way to authenticate: one of them has to fit.
	const ways = given.anyProtection
		? choicesOf(name, 'authentication').filter((value) => value !== 'none')
		: [undefined];
	let fault: string | undefined;
	for (const authentication of ways) {
		newDay();
		const more = authentication ? { authentication } : {};
		fault = outcomeFault(await deliver(name, given, given, more), given.expect);
		if (!fault) break;
	}
	const { choice } = given.expect;
	return fault ?? (choice ? await choiceFault(name, given, choice) : undefined);
}
