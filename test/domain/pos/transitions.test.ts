import assert from 'node:assert/strict';
import { posDecider } from '../../../domain/pos/decider.ts';
import type { PosEvent } from '../../../domain/pos/events.ts';
import type { PosState } from '../../../domain/pos/state.ts';
import { posActions, posMachine, statusOf } from '../../../domain/pos/transitions.ts';
import { describeStateMachine } from '../shared/describe-state-machine.ts';
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
  payFrom,
  points,
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

const line = lineOf('L1', 9990);

const histories = () => ({
  none: [],
  open: after(open, add(line)),
  suspended: after(open, add(line), suspend),
  completed: after(open, add(line), pay(9990), complete),
  voided: after(open, add(line), pay(9990), complete, cancel('manager-1')),
});

/** Points were taken for a payment that was given back meanwhile. */
const pointsGivenBack = [open, add(line), payFrom(points(9990), 9990), giveBack()] as const;

const actionsOf = (state: PosState): readonly string[] => (state.exists ? posActions(state) : []);

describeStateMachine({
  folder: 'pos',
  noun: 'transaction',
  machine: posMachine,
  decider: posDecider,
  statusOf,
  beginning: 'none',
  notFound: 'pos_not_found',
  histories,
  commands: () => [
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
    takeBack({ L1: 1000 }),
    offlineSale({ lines: [lineOf('L1', 5000)] }),
    offlineVoid,
    stockShort,
    shiftClosed,
  ],
  examples: () => [
    [after(...pointsGivenBack), settled()],
    [after(...pointsGivenBack, suspend), settled()],
    [after(...pointsGivenBack, pay(9990, 'cash', 'pos-1.P2'), complete), settled()],
    [after(...pointsGivenBack, cancel()), settled()],
    [after(open, add(line), pay(9990)), giveBack()],
    [after(open, add(line), pay(9990)), complete],
    [after(offlineVoid), offlineSale()],
    [after(offlineVoid, open), offlineSale()],
    [after(offlineVoid, open, suspend), offlineSale()],
    [after(open, cancel()), offlineSale()],
    [after(offlineVoid, open, cancel()), offlineSale()],
    [after(open, cancel()), offlineVoid],
  ],
  alreadyDone: {
    OpenPosTransaction: ['open', 'suspended', 'completed', 'voided'],
    SuspendPosTransaction: ['suspended'],
    ResumePosTransaction: ['open'],
    CompletePosTransaction: ['completed'],
    VoidPosTransaction: ['voided'],
  },
  ends: [],
  actionsOf,
  actions: {
    none: [],
    open: [
      'add_item',
      'change_quantity',
      'remove_item',
      'override_price',
      'identify_customer',
      'suspend',
      'pay',
      'void',
    ],
    suspended: ['resume', 'void'],
    completed: ['void', 'return_items'],
    voided: [],
  },
});

describe('the actions that a transaction allows', () => {
  const actions = (history: readonly PosEvent[]) => actionsOf(stateOf(history));

  it('are about goods only once there are some', () => {
    assert.deepEqual(actions(after(open)), ['add_item', 'identify_customer', 'suspend', 'void']);
  });

  it('leave the goods alone while money is held, and complete what is paid', () => {
    const half = ['identify_customer', 'pay', 'return_payment', 'void'];
    assert.deepEqual(actions(after(open, add(line), pay(5000))), half);
    const whole = ['identify_customer', 'return_payment', 'complete', 'void'];
    assert.deepEqual(actions(after(open, add(line), pay(9990))), whole);
  });

  it('take back what has not come back, and void only what is whole', () => {
    const { completed } = histories();
    const half = [
      ...completed,
      ...given(completed)
        .when(takeBack({ L1: 500 }))
        .events(),
    ];
    assert.deepEqual(actions(half), ['return_items']);
    const rest = given(half).when(takeBack({ L1: 500 }, 'cash', 'r-2'));
    assert.deepEqual(actions([...half, ...rest.events()]), []);
  });
});
