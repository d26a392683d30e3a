/** What is remembered of events: for a quarter of an hour, for each node by itself, and not without end. */
import { useClock } from '../../engine/http/clock';
import { forget, isFirst } from '../../engine/trigger/repeats';
import { type VirtualClock, virtualClock } from '../engine/virtualClock';

let clock: VirtualClock;
let restore = () => {};
beforeEach(() => {
	clock = virtualClock(Date.parse('2026-05-04T09:00:00Z'));
	restore = useClock(clock);
});
afterEach(() => {
	restore();
	for (const node of ['a', 'b']) forget(node);
});

const MINUTE = 60_000;

test('an event is known for 15 minutes, and new after that', () => {
	expect(isFirst('a', 'e1')).toBe(true);
	clock.advance(15 * MINUTE);
	expect(isFirst('a', 'e1')).toBe(false);
	clock.advance(1);
	expect(isFirst('a', 'e1')).toBe(true);
});

test('each node has a memory of its own', () => {
	expect(isFirst('a', 'e1')).toBe(true);
	expect(isFirst('b', 'e1')).toBe(true);
});

test('of very many events the last ones are known', () => {
	for (let event = 0; event < 10_500; event++) isFirst('a', `e${event}`);
	expect(isFirst('a', 'e10499')).toBe(false);
	expect(isFirst('a', 'e600')).toBe(false);
	expect(isFirst('a', 'e0')).toBe(true);
});
