import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { OrderCommand } from '../../../domain/order/commands.ts';
import { noOrder } from '../../../domain/order/state.ts';
import { allowedActions, allowedFrom, isAllowed, transitions } from '../../../domain/order/transitions.ts';
import { orderStatuses, type OrderStatus } from '../../../domain/shared/order-status.ts';
import {
  after,
  askReturn,
  assign,
  assignAll,
  authorized,
  backToSender,
  cancel,
  cancelTask,
  captured,
  closeWindow,
  deliver,
  dispatch,
  expire,
  fail,
  failed,
  given,
  historyOf,
  l1,
  labelFailed,
  labelled,
  notReserved,
  pack,
  pay,
  pick,
  place,
  refund,
  refundFailed,
  refundSucceeded,
  reserved,
  returnReceived,
  returnRejected,
  ship,
  stateOf,
  statusOf,
  submitted,
  timeOut,
  track,
  voided,
} from './orders.ts';

/** The state machine of the product: command | action | from → to; "same" keeps the status, "any" is every status. */
const machine = [
  'PlaceOrder | | cart → pending, confirmed',
  'RecordStockReserved | | any → same',
  'RecordStockReservationFailed | | pending, payment_pending, payment_failed, confirmed → cancelled',
  'ExpireReservation | | pending, payment_pending, payment_failed → cancelled',
  'StartPayment | pay | pending → payment_pending, payment_failed, confirmed; payment_pending → same, payment_failed, confirmed; payment_failed → payment_pending, same, confirmed',
  'RecordPaymentSubmitted | | any → same',
  'RecordPaymentAuthorized | | payment_pending → same, confirmed; payment_failed → payment_pending, same, confirmed; else → same',
  'RecordPaymentCaptured | capture | payment_pending → same, confirmed; payment_failed → payment_pending, same, confirmed; else → same',
  'RecordPaymentFailed | | payment_pending → same, payment_failed; else → same',
  'TimeOutPayments | | payment_pending → same, payment_failed',
  'RecordPaymentVoided | | payment_pending → same, payment_failed; else → same',
  'RequestRefund | refund | confirmed, processing, ready_to_ship, shipped, delivered, return_requested, refunded, cancelled → same; returned → same, refunded',
  'RecordRefundSucceeded | | returned → same, refunded; else → same',
  'RecordRefundFailed | | any → same',
  'CancelOrder | cancel | pending, payment_pending, payment_failed, confirmed, processing → cancelled',
  'AssignFulfillment | assign_fulfillment | confirmed → processing; processing → same',
  'CancelFulfillmentTask | cancel_fulfillment_task | processing → same',
  'PickItems | pick | processing → same',
  'PackItems | pack | processing → same, ready_to_ship',
  'CreateShipment | create_shipment | processing, ready_to_ship → same',
  'RecordShipmentLabelled | | any → same',
  'RecordShipmentLabelFailed | | any → same',
  'DispatchShipment | dispatch | processing, shipped → same; ready_to_ship → same, shipped',
  'TrackShipment | track | processing, ready_to_ship, shipped, delivered, return_requested, returned, refunded, cancelled → same',
  'DeliverShipment | deliver | processing, ready_to_ship → same; shipped → same, delivered',
  'FailShipment | fail_shipment | processing, ready_to_ship, shipped → same',
  'ReturnShipmentToSender | return_to_sender | processing, ready_to_ship → same; shipped → same, delivered, cancelled',
  'RequestReturn | request_return | delivered → return_requested',
  'RecordReturnRejected | | return_requested → delivered',
  'RecordReturnReceived | | return_requested → delivered, returned, refunded',
  'CloseReturnWindow | | delivered, return_requested, returned, refunded → same',
];

const everyStatus = orderStatuses.filter((status) => status !== 'cart');
const commandTypes = Object.keys(transitions) as OrderCommand['type'][];

/** The table's entry of a command in the words of {@link machine}. */
const describeEntry = (command: OrderCommand['type']): string => {
  const { action, arrows } = transitions[command];
  const byTarget = new Map<string, OrderStatus[]>();
  for (const from of allowedFrom(command)) {
    const to = (arrows[from] ?? []).map((status) => (status === from ? 'same' : status)).join(', ');
    byTarget.set(to, [...(byTarget.get(to) ?? []), from]);
  }
  const everywhere = [...byTarget.values()].flat().length === everyStatus.length;
  const moves = [...byTarget]
    .filter(([to]) => !everywhere || to !== 'same')
    .map(([to, from]) => `${from.join(', ')} → ${to}`);
  if (everywhere) moves.push(`${moves.length === 0 ? 'any' : 'else'} → same`);
  return [command, '|', ...(action === undefined ? [] : [action]), '|', moves.join('; ')].join(' ');
};

describe('the order state machine', () => {
  it('moves as the product says, and in no other way', () => {
    assert.deepEqual(commandTypes.map(describeEntry), machine);
  });

  it('is the table of domain/order/README.md', () => {
    const readme = readFileSync(new URL('../../../domain/order/README.md', import.meta.url), 'utf8');
    const rows = readme.split('\n').filter((line) => /^\| [A-Z][a-z]+[A-Z]\w+ +\|/.test(line));
    const cells = rows.map((row) => row.replace(/ +/g, ' ').replace(/^\| /, '').replace(/ \|$/, ''));
    assert.deepEqual(cells, machine);
  });

  it('never leaves cancelled and refunded', () => {
    for (const end of ['cancelled', 'refunded'] as const) {
      const targets = commandTypes.flatMap((command) => transitions[command].arrows[end] ?? []);
      assert.deepEqual([...new Set(targets)], [end]);
    }
  });

  it('has an example of every status', () => {
    assert.deepEqual(Object.keys(historyOf), everyStatus);
    for (const [status, history] of Object.entries(historyOf)) assert.equal(statusOf(history), status);
  });
});

/** A command of each type, against an order that exists. */
const commands: readonly OrderCommand[] = [
  { ...reserved, reservationId: 'other' },
  notReserved,
  expire(),
  pay({ paymentId: 'o1.P9' }),
  submitted('o1.P9'),
  authorized('o1.P9'),
  captured('o1.P9'),
  failed('o1.P9'),
  timeOut(),
  voided('o1.P9'),
  refund({ refundId: 'R9', amount: 0 }),
  refundSucceeded('R9'),
  refundFailed('R9'),
  cancel(),
  assignAll,
  cancelTask('o1.F9'),
  pick(null, 'o1.F9'),
  pack(null, 'o1.F9'),
  ship(),
  labelled('o1.S9'),
  labelFailed('o1.S9'),
  dispatch('o1.S9'),
  track('o1.S9'),
  deliver('o1.S9'),
  fail('o1.S9'),
  backToSender('o1.S9'),
  askReturn([l1(1)], { returnId: 'r9' }),
  returnRejected('r9'),
  returnReceived([], 'r9'),
  closeWindow(),
];

describe('a command in a status that does not allow it', () => {
  /** These are answered as done wherever they come too early or too late. */
  const settled = ['RecordStockReservationFailed', 'ExpireReservation', 'TimeOutPayments', 'CloseReturnWindow'];

  it('has a sample of every command', () => {
    assert.deepEqual(['PlaceOrder', ...commands.map(({ type }) => type)].sort(), [...commandTypes].sort());
  });

  for (const [status, history] of Object.entries(historyOf)) {
    for (const command of commands) {
      const isDone = settled.includes(command.type) || (status === 'cancelled' && command.type === 'CancelOrder');
      if (isDone || isAllowed(command.type, status as OrderStatus)) continue;
      it(`refuses ${command.type} when ${status}`, () => {
        const details = { status, command: command.type, allowed_from: allowedFrom(command.type) };
        given(history).when(command).then({ kind: 'wrong_state', code: 'invalid_transition', details });
      });
    }
  }

  it('is let through to its own rules where the table allows it', () => {
    for (const [status, history] of Object.entries(historyOf)) {
      for (const command of commands.filter(({ type }) => isAllowed(type, status as OrderStatus))) {
        const decision = given(history).when(command);
        const state = stateOf(history);
        assert.ok(
          decision.state() !== state || decision.rejection().code !== 'invalid_transition',
          `${command.type} when ${status}`,
        );
      }
    }
  });

  it('names the statuses in its message', () => {
    const { message } = given(historyOf.shipped).when(cancel()).rejection();
    assert.equal(
      message,
      'the order is shipped; this is possible only when it is pending, payment_pending, payment_failed, confirmed, processing',
    );
  });

  it('is refused as not found before the order is placed, except placing it', () => {
    for (const command of commands) given([]).when(command).then({ kind: 'not_found', code: 'order_not_found' });
    given([]).when(place).events();
  });
});

describe('the actions that an order allows', () => {
  const expected: Readonly<Record<keyof typeof historyOf, readonly string[]>> = {
    pending: ['pay', 'cancel'],
    payment_pending: ['cancel'],
    payment_failed: ['pay', 'cancel'],
    confirmed: ['refund', 'cancel', 'assign_fulfillment'],
    processing: ['refund', 'cancel', 'cancel_fulfillment_task', 'pick'],
    ready_to_ship: ['refund', 'create_shipment'],
    shipped: ['refund', 'track', 'deliver', 'fail_shipment', 'return_to_sender'],
    delivered: ['refund', 'request_return'],
    return_requested: ['refund'],
    returned: ['refund'],
    refunded: ['refund'],
    cancelled: [],
  };

  for (const [status, history] of Object.entries(historyOf)) {
    it(`are known when ${status}`, () => {
      assert.deepEqual(allowedActions(stateOf(history)), expected[status as keyof typeof historyOf]);
    });
  }

  it('follow the work in the warehouse', () => {
    const north = { warehouseId: 'north', lines: [l1(2000)] };
    const two = after(historyOf.confirmed, assign(north, { warehouseId: 'south', lines: null }), cancelTask('o1.F2'));
    const steps: readonly (readonly [OrderCommand, readonly string[]])[] = [
      [pick([l1(500)]), ['refund', 'cancel', 'assign_fulfillment', 'pick', 'pack']],
      [pick(), ['refund', 'cancel', 'assign_fulfillment', 'pack']],
      [assignAll, ['refund', 'cancel', 'cancel_fulfillment_task', 'pick', 'pack']],
      [pick(null, 'o1.F3'), ['refund', 'pack']],
      [pack(), ['refund', 'pack', 'create_shipment']],
      [ship(), ['refund', 'pack', 'dispatch']],
      [dispatch(), ['refund', 'pack', 'track', 'deliver', 'fail_shipment', 'return_to_sender']],
    ];
    steps.reduce((history, [command, expected]) => {
      const next = after(history, command);
      assert.deepEqual(allowedActions(stateOf(next)), expected, command.type);
      return next;
    }, two);
  });

  it('end with cancelling when part of an order in the warehouse is gone', () => {
    const gone = after(historyOf.processing, pick([l1(1000)]), pack(), ship(), dispatch());
    assert.equal(allowedActions(stateOf(gone)).includes('cancel'), false);
  });

  it('are none for an order that does not exist', () => {
    assert.deepEqual(allowedActions(noOrder), []);
  });
});
