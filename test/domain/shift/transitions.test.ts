import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { TillShiftCommand } from '../../../domain/shift/commands.ts';
import { tillShiftDecider } from '../../../domain/shift/decider.ts';
import { offlineShiftMachine, shiftActions, shiftMachine, statusOf } from '../../../domain/shift/transitions.ts';
import { describeStateMachine } from '../shared/describe-state-machine.ts';
import { after, close, enter, entryOf, given, move, number, open } from './shifts.ts';

const entry = enter(entryOf('e-1', 'sale', 9990));

const histories = () => ({ none: [], open: after(open), closed: after(open, close(50_000)) });

/** Waits for an entry and a movement, and for one of them. */
const waiting = after(open, close(50_000, ['e-1', 'm-1']));
const waitingForLast = { entry: after(open, close(50_000, ['e-1'])), movement: after(open, close(50_000, ['m-1'])) };

describeStateMachine({
  folder: 'shift',
  noun: 'shift',
  machine: shiftMachine,
  decider: tillShiftDecider,
  statusOf,
  beginning: 'none',
  notFound: 'shift_not_found',
  histories,
  commands: () => [open, move('m-1', 'in', 5), entry, close(50_000), number()],
  examples: () => [
    [after(close(50_000, [])), open],
    [waitingForLast.movement, move('m-1', 'in', 5)],
    [waitingForLast.entry, entry],
  ],
  alreadyDone: { OpenShift: ['open', 'closed'], CloseShift: ['closed'] },
  ends: ['closed'],
  actionsOf: (state) => shiftActions(statusOf(state)),
  actions: { none: [], open: ['move_cash', 'close'], closed: [] },
});

describe('the state machine of a till that was cut off', () => {
  /** Each record, with every arrow that it has from a status and an example of each. */
  const rows = [
    ['MoveCash', 'none → same; open → same, closed; closed → same'],
    ['CloseShift', 'none → same; open → same, closed'],
  ] as const;

  it('is the second table of the README', () => {
    const readme = readFileSync(new URL('../../../domain/shift/README.md', import.meta.url), 'utf8');
    const cells = [...readme.matchAll(/^\| `(\w+)` +\| (.*?) +\|$/gm)].map(([, type, moves]) => [type, moves]);
    assert.deepEqual(cells, rows);
    const { statuses, table } = offlineShiftMachine;
    const described = rows.map(([type]) => {
      const moves = statuses.flatMap((from) => {
        const targets = table[type].arrows[from]?.map((to) => (to === from ? 'same' : to));
        return targets === undefined ? [] : [`${from} → ${targets.join(', ')}`];
      });
      return [type, moves.join('; ')];
    });
    assert.deepEqual(described, rows);
  });

  it('allows everything else as it is allowed to people', () => {
    for (const type of ['OpenShift', 'RecordShiftEntry', 'RecordZNumber'] as const) {
      assert.deepEqual(offlineShiftMachine.table[type], shiftMachine.table[type]);
    }
  });

  it('is what the decider does with its records', () => {
    const cash = move('m-1', 'in', 5, true);
    const reached = (history: ReturnType<typeof after>, command: TillShiftCommand) => {
      const when = given(history).when(command);
      assert.ok(when.events().length > 0);
      return statusOf(when.state());
    };
    assert.equal(reached([], cash), 'none');
    assert.equal(reached(histories().open, cash), 'open');
    assert.equal(reached(waiting, cash), 'open');
    assert.equal(reached(waitingForLast.movement, cash), 'closed');
    assert.equal(reached(histories().closed, cash), 'closed');
    assert.equal(reached([], close(50_000, [])), 'none');
    assert.equal(reached(histories().open, close(50_000, ['m-1'])), 'open');
    assert.equal(reached(histories().open, close(50_000, [])), 'closed');
    given(histories().closed).when(close(50_000, [])).then([]);
  });
});
