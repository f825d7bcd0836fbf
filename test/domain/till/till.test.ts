import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fold } from '../../../domain/shared/decider.ts';
import type { TillCommand } from '../../../domain/till/commands.ts';
import { tillDecider } from '../../../domain/till/decider.ts';
import type { TillEvent } from '../../../domain/till/events.ts';
import { openShiftOf } from '../../../domain/till/state.ts';
import { hour } from '../shift/shifts.ts';
import { begin, begun, closed, ended, given, opened, overlapped } from './tills.ts';

describe('a till', () => {
  it('is given to one shift at a time', () => {
    const first = given([])
      .when(begin('s1'))
      .then([begun('s1')]);
    given(first).when(begin('s1')).then([]);
    given(first)
      .when(begin('s2', hour(10)))
      .then({ kind: 'wrong_state', code: 'till_has_open_shift', details: { till_id: 'till-1', shift_id: 's1' } });
    const free = given(first)
      .when(closed('s1'))
      .then([ended('s1')]);
    given(free)
      .when(begin('s2', hour(10)))
      .then([begun('s2', 'online', hour(10))]);
  });

  it('is not given to what would not open', () => {
    given([])
      .when({ ...begin('s1'), float: -1 })
      .then({ kind: 'rule', code: 'invalid_amount', details: { amount: -1 } });
  });

  it('hears of shifts that were opened without it, in any order, and of what it knows without an event', () => {
    given([begun('s1')])
      .when(opened('s1'))
      .then([]);
    const recorded = given([])
      .when(opened('s1'))
      .then([begun('s1', 'offline')]);
    given(recorded)
      .when(begin('s2'))
      .then({ kind: 'wrong_state', code: 'till_has_open_shift', details: { till_id: 'till-1', shift_id: 's1' } });
    const early = given([])
      .when(closed('s1'))
      .then([ended('s1')]);
    given(early).when(opened('s1')).then([]);
    given(early).when(closed('s1')).then([]);
    assert.deepEqual(stateOf(early), {
      exists: true,
      spans: [{ shiftId: 's1', origin: 'offline', beganAt: hour(9), endedAt: hour(18) }],
    });
  });

  it('keeps it if a till opened a shift alone while another was open, once the earlier one has ended', () => {
    const both = given([begun('s1')])
      .when(opened('s2', hour(12)))
      .then([begun('s2', 'offline', hour(12))]);
    const over = given(both)
      .when(closed('s1', hour(9), hour(13)))
      .then([ended('s1', hour(9), hour(13)), overlapped('s2', 's1', hour(13))]);
    given(over)
      .when(closed('s2', hour(12)))
      .then([ended('s2', hour(12))]);
    given([begun('s1'), ended('s1', hour(9), hour(13))])
      .when(opened('s2', hour(12)))
      .then([begun('s2', 'offline', hour(12)), overlapped('s2', 's1', hour(12))]);
    given([begun('s1'), ended('s1', hour(9), hour(12))])
      .when(opened('s2', hour(12)))
      .then([begun('s2', 'offline', hour(12))]);
  });

  it('does not blame the clocks of servers', () => {
    const skewed = [begun('s1'), ended('s1'), begun('s2', 'online', hour(17))];
    given(skewed)
      .when(closed('s2', hour(17), hour(20)))
      .then([ended('s2', hour(17), hour(20))]);
  });

  it('ends the same, with the same overlaps, in whatever order and however often it arrives', () => {
    const shifts = fc
      .uniqueArray(fc.tuple(fc.nat(12), fc.integer({ min: 1, max: 6 })), { maxLength: 6, selector: ([from]) => from })
      .map((spans) =>
        spans.flatMap(([from, hours], index): readonly TillCommand[] => [
          opened(`s${index}`, hour(from)),
          ...(index === 5 ? [] : [closed(`s${index}`, hour(from), hour(from + hours))]),
        ]),
      );
    const recorded = shifts.chain((clean) =>
      fc.tuple(fc.constant(clean), fc.shuffledSubarray([...clean, ...clean], { minLength: clean.length * 2 })),
    );
    fc.assert(
      fc.property(recorded, ([clean, shuffled]) => {
        const [one, other] = [run(clean), run(shuffled)];
        assert.deepEqual(stateOf(other), stateOf(one));
        assert.deepEqual(overlapsIn(other), overlapsIn(one));
        assert.equal(new Set(overlapsIn(other)).size, overlapsIn(other).length, 'each once');
      }),
      { numRuns: 300 },
    );
  });

  it('never has two shifts that it was asked for', () => {
    const command = fc.tuple(fc.constantFrom('begin', 'close'), fc.nat(4), fc.nat(20)).map(([kind, id, at]) => {
      return kind === 'begin' ? begin(`s${id}`, hour(at)) : closed(`s${id}`, hour(at), hour(at + 1));
    });
    fc.assert(
      fc.property(fc.array(command, { maxLength: 30 }), (commands) => {
        const open = run(commands).reduce<readonly TillEvent[]>((history, event) => {
          const before = stateOf(history);
          if (event.type === 'TillShiftBegun') assert.equal(openShiftOf(before), undefined);
          return [...history, event];
        }, []);
        assert.ok(stateOf(open).spans.filter(({ endedAt }) => endedAt === null).length <= 1);
      }),
    );
  });
});

const stateOf = (history: readonly TillEvent[]) => fold(tillDecider.evolve, tillDecider.initial, history);

/** The events of all that is not refused. */
const run = (commands: readonly TillCommand[]): readonly TillEvent[] =>
  commands.reduce<readonly TillEvent[]>((history, command) => {
    const decision = tillDecider.decide(command, stateOf(history));
    return decision.ok ? [...history, ...decision.events] : history;
  }, []);

const overlapsIn = (history: readonly TillEvent[]): readonly string[] =>
  history
    .flatMap((event) => (event.type === 'TillShiftsOverlapped' ? [event.data] : []))
    .map(({ shiftId, earlierShiftId }) => `${earlierShiftId} ${shiftId}`)
    .sort();
