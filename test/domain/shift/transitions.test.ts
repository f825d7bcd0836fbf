import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { TillShiftCommand } from '../../../domain/shift/commands.ts';
import type { TillShiftEvent } from '../../../domain/shift/events.ts';
import { shiftActions, shiftTransitions, statusOf, type ShiftStatus } from '../../../domain/shift/transitions.ts';
import { after, close, enter, entryOf, given, move, number, open, stateOf } from './shifts.ts';

/** The state machine: command | action | from → to | from → to for a till that tells of it afterwards. */
const machine = [
  'OpenShift | | none → open, closed |',
  'MoveCash | move_cash | open → open, closed | none → none; open → open, closed; closed → closed',
  'RecordShiftEntry | | none → none; open → open, closed; closed → closed |',
  'CloseShift | close | open → closed | none → none; open → open, closed',
  'RecordZNumber | | closed → closed |',
];

const describeArrows = (arrows: Partial<Readonly<Record<ShiftStatus, readonly ShiftStatus[]>>> = {}): string =>
  Object.entries(arrows)
    .map(([from, to]) => `${from} → ${to.join(', ')}`)
    .join('; ');

const histories = (): Readonly<Record<ShiftStatus, readonly TillShiftEvent[]>> => ({
  none: [],
  open: after(open),
  closed: after(open, close(50_000)),
});

const commands: readonly TillShiftCommand[] = [
  open,
  move('m-1', 'in', 5),
  enter(entryOf('e-1', 'sale', 9990)),
  close(50_000),
  number(),
];

describe('the state machine of shifts', () => {
  it('has exactly these arrows', () => {
    const rows = Object.entries(shiftTransitions).map(([command, { action = '', arrows, offline }]) =>
      [command, action, describeArrows(arrows), describeArrows(offline)].join(' | ').replace(/ +/g, ' ').trim(),
    );
    assert.deepEqual(rows, machine);
  });

  it('is the table of domain/till-shift/README.md', () => {
    const readme = readFileSync(new URL('../../../domain/shift/README.md', import.meta.url), 'utf8');
    const rows = readme.split('\n').filter((line) => /^\| [A-Z][a-z]+[A-Z]\w+ +\|/.test(line));
    const cells = rows.map((row) => row.replace(/^\| /, '').replace(/\|$/, '').replace(/ +/g, ' ').trim());
    assert.deepEqual(cells, machine);
  });

  it('is what the decider does with every command in every status', () => {
    const refused = Object.entries(histories()).flatMap(([status, history]) =>
      commands.flatMap((command) => {
        const { arrows } = shiftTransitions[command.type];
        if (status in arrows) {
          given(history).when(command).events();
          return [];
        }
        if (command.type === 'OpenShift' || (command.type === 'CloseShift' && status === 'closed')) {
          given(history).when(command).then([]);
          return [];
        }
        if (status === 'none') {
          given(history).when(command).then({ kind: 'not_found', code: 'shift_not_found' });
        } else {
          const details = { status, command: command.type, allowed_from: Object.keys(arrows) };
          given(history).when(command).then({ kind: 'wrong_state', code: 'invalid_transition', details });
        }
        return [`${status}: ${command.type}`];
      }),
    );
    assert.deepEqual(refused, [
      'none: MoveCash',
      'none: CloseShift',
      'none: RecordZNumber',
      'open: RecordZNumber',
      'closed: MoveCash',
    ]);
  });

  it('tells people which status a command takes', () => {
    assert.equal(
      given(histories().closed)
        .when(move('m-1', 'in', 5))
        .rejection().message,
      'the shift is closed; this is possible only when it is open',
    );
  });

  it('offers what people can do', () => {
    const actions = Object.fromEntries(
      Object.entries(histories()).map(([status, history]) => [status, shiftActions(statusOf(stateOf(history)))]),
    );
    assert.deepEqual(actions, { none: [], open: ['move_cash', 'close'], closed: [] });
  });
});
