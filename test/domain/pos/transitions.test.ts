import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { PosCommand } from '../../../domain/pos/commands.ts';
import type { PosEvent } from '../../../domain/pos/events.ts';
import { placeOf, posActions, posTransitions, type PosPlace } from '../../../domain/pos/transitions.ts';
import { posDecider } from '../../../domain/pos/decider.ts';
import {
  add,
  after,
  cancel,
  complete,
  given,
  giveBack,
  identify,
  lineOf,
  offlineSale,
  offlineVoid,
  open,
  override,
  pay,
  remove,
  reprice,
  resume,
  settled,
  shiftClosed,
  stateOf,
  stockShort,
  suspend,
  takeBack,
} from './transactions.ts';

/** The state machine: command | action | from → to; "same" keeps the status. */
const machine = [
  'OpenPosTransaction | | none → open',
  'AddPosItem | add_item | open → same',
  'RepricePosLines | change_quantity | open → same',
  'RemovePosLine | remove_item | open → same',
  'OverridePosPrice | override_price | open → same',
  'IdentifyPosCustomer | identify_customer | open → same',
  'SuspendPosTransaction | suspend | open → suspended',
  'ResumePosTransaction | resume | suspended → open',
  'TakePosPayment | pay | open → same',
  'SettlePosPayment | | open, suspended, completed, voided → same',
  'ReturnPosPayment | return_payment | open → same',
  'CompletePosTransaction | complete | open → completed',
  'VoidPosTransaction | void | open, suspended, completed → voided',
  'ReturnPosItems | return_items | completed → same',
  'RecordOfflineSale | | none, open, suspended → completed, voided; completed → same; voided → completed, same',
  'RecordOfflineVoid | | none, voided → same; open, suspended, completed → voided',
  'RecordPosStockShort | | completed, voided → same',
  'RecordPosConflict | | completed, voided → same',
];

const describeEntry = ([command, { action = '', arrows }]: [string, (typeof posTransitions)['AddPosItem']]): string => {
  const byTarget = new Map<string, string[]>();
  for (const [from, targets] of Object.entries(arrows)) {
    const to = targets.map((target) => (target === from ? 'same' : target)).join(', ');
    byTarget.set(to, [...(byTarget.get(to) ?? []), from]);
  }
  const moves = Array.from(byTarget, ([to, from]) => `${from.join(', ')} → ${to}`);
  return `${command} | ${action} | ${moves.join('; ')}`.replace(/ +/g, ' ');
};

const line = lineOf('L1', 9990);

const histories = (): Readonly<Record<PosPlace, readonly PosEvent[]>> => ({
  none: [],
  open: after(open, add(line)),
  suspended: after(open, add(line), suspend),
  completed: after(open, add(line), pay(9990), complete),
  voided: after(open, add(line), pay(9990), complete, cancel('manager-1')),
});

/** Each as it would be sent for the first time. */
const commands = (): readonly PosCommand[] => [
  open,
  add(lineOf('L2', 5000)),
  reprice({ ...line, quantity: 2000 }),
  remove('L1'),
  override('L1', 5000),
  identify('c-1'),
  suspend,
  resume(),
  pay(9990, 'cash', 'pos-1.P9'),
  settled(),
  giveBack(),
  complete,
  cancel('manager-1'),
  offlineSale(),
  offlineVoid,
  stockShort,
  shiftClosed,
  takeBack({ L1: 1000 }),
];

describe('the state machine of transactions', () => {
  it('has exactly these arrows', () => {
    assert.deepEqual(Object.entries(posTransitions).map(describeEntry), machine);
  });

  it('is the table of domain/pos-transaction/README.md', () => {
    const readme = readFileSync(new URL('../../../domain/pos/README.md', import.meta.url), 'utf8');
    const rows = readme.split('\n').filter((row) => /^\| [A-Z][a-z]+[A-Z]\w+ +\|/.test(row));
    const cells = rows.map((row) => row.replace(/ +/g, ' ').replace(/^\| /, '').replace(/ \|$/, ''));
    assert.deepEqual(cells, machine);
  });

  it('is what the decider does with every command in every status', () => {
    for (const [status, history] of Object.entries(histories())) {
      for (const command of commands()) {
        const said = `${status}: ${command.type}`;
        const { arrows } = posTransitions[command.type];
        const decision = posDecider.decide(command, stateOf(history));
        const to = placeOf(given(history).when(command).state());
        if (decision.ok && decision.events.length > 0) {
          assert.ok(arrows[status as PosPlace]?.includes(to), `${said} → ${to}`);
        } else if (decision.ok) {
          assert.equal(to, status);
        } else if (!(status in arrows)) {
          const details = { status, command: command.type, allowed_from: Object.keys(arrows) };
          given(history)
            .when(command)
            .then(
              status === 'none'
                ? { kind: 'not_found', code: 'pos_not_found' }
                : { kind: 'wrong_state', code: 'invalid_transition', details },
            );
        }
      }
    }
  });

  it('refuses what comes too early, too late or instead', () => {
    const refused = Object.entries(histories())
      .filter(([status]) => status !== 'none')
      .map(([status, history]) => [
        status,
        commands()
          .filter((command) => !posDecider.decide(command, stateOf(history)).ok)
          .map(({ type }) => type),
      ]);
    const selling = ['AddPosItem', 'RepricePosLines', 'RemovePosLine', 'OverridePosPrice', 'IdentifyPosCustomer'];
    const money = ['TakePosPayment', 'SettlePosPayment', 'ReturnPosPayment'];
    const goods = 'ReturnPosItems';
    assert.deepEqual(Object.fromEntries(refused), {
      // nothing is held that could be returned, and something is due
      open: [
        'SettlePosPayment',
        'ReturnPosPayment',
        'CompletePosTransaction',
        'RecordPosStockShort',
        'RecordPosConflict',
        goods,
      ],
      suspended: [...selling, ...money, 'CompletePosTransaction', 'RecordPosStockShort', 'RecordPosConflict', goods],
      completed: [...selling, 'SuspendPosTransaction', 'ResumePosTransaction', ...money],
      voided: [...selling, 'SuspendPosTransaction', 'ResumePosTransaction', ...money, 'CompletePosTransaction', goods],
    });
  });

  it('tells people which status a command takes', () => {
    assert.equal(
      given(histories().suspended).when(complete).rejection().message,
      'the transaction is suspended; this is possible only when it is open',
    );
  });

  it('offers what people can do', () => {
    const actions = (history: readonly PosEvent[]) => {
      const state = stateOf(history);
      return state.exists ? posActions(state) : [];
    };
    const empty = ['add_item', 'identify_customer', 'suspend', 'void'];
    assert.deepEqual(actions(after(open)), empty);
    assert.deepEqual(actions(histories().open), [
      'add_item',
      'change_quantity',
      'remove_item',
      'override_price',
      'identify_customer',
      'suspend',
      'pay',
      'void',
    ]);
    assert.deepEqual(actions(after(open, add(line), pay(5000))), [
      'identify_customer',
      'pay',
      'return_payment',
      'void',
    ]);
    assert.deepEqual(actions(after(open, add(line), pay(9990))), [
      'identify_customer',
      'return_payment',
      'complete',
      'void',
    ]);
    assert.deepEqual(actions(histories().suspended), ['resume', 'void']);
    assert.deepEqual(actions(histories().completed), ['void', 'return_items']);
    const half = [
      ...histories().completed,
      ...given(histories().completed)
        .when(takeBack({ L1: 500 }))
        .events(),
    ];
    assert.deepEqual(actions(half), ['return_items']);
    const rest = given(half).when(takeBack({ L1: 500 }, 'cash', 'r-2'));
    assert.deepEqual(actions([...half, ...rest.events()]), []);
    assert.deepEqual(actions(histories().voided), []);
  });
});
