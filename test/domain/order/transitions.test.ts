import assert from 'node:assert/strict';
import type { OrderCommand, PlaceOrder } from '../../../domain/order/commands.ts';
import { orderDecider } from '../../../domain/order/decider.ts';
import { noOrder } from '../../../domain/order/state.ts';
import { allowedActions, orderMachine } from '../../../domain/order/transitions.ts';
import { orderStatuses } from '../../../domain/shared/order-status.ts';
import type { LineQuantity, OrderEvent } from '../../../domain/order/events.ts';
import { describeStateMachine } from '../shared/describe-state-machine.ts';
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
  cash,
  closeWindow,
  confirmed,
  deliver,
  dispatch,
  everything,
  expire,
  fail,
  failed,
  fraud,
  fulfil,
  historyOf,
  l1,
  l2,
  labelFailed,
  labelled,
  notReserved,
  pack,
  pay,
  pick,
  place,
  placed,
  quote,
  refund,
  refundFailed,
  refundReturn,
  refundSucceeded,
  reserved,
  returnReceived,
  returnRejected,
  ship,
  shipped,
  stateOf,
  submitted,
  timeOut,
  track,
  voided,
} from './orders.ts';

/** A command of each type, against an order that exists. */
const commands: readonly OrderCommand[] = [
  place,
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

/** Nothing to pay: confirmed at once. */
const placeFree: PlaceOrder = {
  ...place,
  limits: { ...place.limits, minimumAmount: 0 },
  quote: {
    ...quote,
    lines: quote.lines.map((line) => ({ ...line, unitPrice: 0, subtotal: 0, discount: 0, total: 0 })),
    discounts: [],
    shipping: null,
    totals: { subtotal: 0, discount: 0, shipping: 0, tax: 0, total: 0 },
  },
};

/** An order of many tenders: a declined one, cash, a captured one that is partly being refunded, and a promised one. */
const tendered = after(
  placed,
  pay({ paymentId: 'o1.P1', amount: 100 }),
  failed(),
  cash({ paymentId: 'o1.P2', amount: 200 }),
  pay({ paymentId: 'o1.P3', amount: 200 }),
  captured('o1.P3', 200),
  pay({ paymentId: 'o1.P4', amount: 3100 }),
  authorized('o1.P4', 3100),
  refund(),
);
const unlabelled = (lines: readonly LineQuantity[] | null = null) => ({ ...ship(lines), trackingNumber: null });
const partly = after(tendered, assignAll, pick([l1(1000)]), pack(), unlabelled());
const inTwo = after(tendered, assignAll, pick(), pack(), unlabelled([l1(2000)]), unlabelled([l2(3000)]), {
  ...dispatch(),
  trackingNumber: null,
});
const gone = after(inTwo, { ...dispatch('o1.S2'), trackingNumber: null });
const arrived = after(gone, deliver(), deliver('o1.S2'));
const asked = after(arrived, askReturn(everything));
const back = after(asked, returnReceived(everything));

const furtherHistories: readonly (readonly OrderEvent[])[] = [
  [],
  after(placed, cash({ amount: 3400 })),
  after(placed, pay({ amount: 100 }), cash({ paymentId: 'o1.P2', amount: 200 })),
  after(placed, cash(), ...fulfil, askReturn(everything), returnReceived(everything)),
  after([], placeFree, ...fulfil, askReturn(everything)),
  after(confirmed, cancel(), refundFailed('o1.cancellation')),
  after(shipped, backToSender()),
  after(placed, pay(), submitted()),
  after(placed, pay(), voided()),
  after(placed, pay({ amount: 3400 }), pay({ paymentId: 'o1.P2', amount: 100 })),
  after(placed, pay({ amount: 100 }), pay({ paymentId: 'o1.P2', amount: 100 }), captured('o1.P2', 100), failed()),
  after(placed, pay({ amount: 100 }), pay({ paymentId: 'o1.P2', amount: 100 })),
  after(placed, pay({ amount: 100 }), pay({ paymentId: 'o1.P2', amount: 100 }), failed(), failed('o1.P2')),
  after(placed, pay({ amount: 100 }), failed()),
  tendered,
  after(tendered, assignAll),
  after(tendered, assignAll, pick()),
  after(partly, pick()),
  after(tendered, assignAll, pick(), pack([l1(2000)])),
  after(tendered, assignAll, pick(), pack([l1(1000)]), pack()),
  after(tendered, assign({ warehouseId: 'main', lines: [l1(2000)] })),
  partly,
  after(partly, dispatch()),
  after(partly, dispatch(), fail()),
  after(partly, cancel({ approvedBy: 'manager' })),
  after(partly, pick(), pack()),
  inTwo,
  after(inTwo, fail()),
  gone,
  after(gone, fail()),
  after(gone, deliver()),
  after(gone, backToSender()),
  arrived,
  asked,
  back,
  after(back, refundReturn()),
  after(back, refundReturn(), refundSucceeded('RR.2')),
  after(tendered, cancel()),
];

const furtherCommands: readonly OrderCommand[] = [
  ...commands,
  placeFree,
  timeOut('2026-03-01T12:30:00.000Z', 20),
  ...['o1.P1', 'o1.P2', 'o1.P3', 'o1.P4'].flatMap((id): readonly OrderCommand[] => [
    submitted(id),
    { ...authorized(id, 100), gatewayPaymentId: 'pi_9' },
    authorized(id, 100),
    authorized(id),
    { ...captured(id, 0), gatewayPaymentId: 'pi_9' },
    captured(id, 100),
    captured(id, 4000),
    { ...failed(id), gatewayPaymentId: 'pi_9' },
    failed(id),
    { ...voided(id), gatewayPaymentId: 'pi_9' },
    voided(id),
  ]),
  cash({ paymentId: 'o1.P9', amount: 10 }),
  cash({ paymentId: 'o1.P9', amount: 100 }),
  cash({ paymentId: 'o1.P9' }),
  pay({
    paymentId: 'o1.P9',
    amount: 100,
    screening: { policy: { ...fraud, amount: { review: null, reject: 1 } }, recentPayments: 0 },
  }),
  refund({ refundId: 'R9', amount: 10 }),
  refundReturn('R9'),
  ...['R', 'R.2', 'RR', 'RR.2', 'RR.3', 'o1.cancellation', 'o1.cancellation.2'].flatMap(
    (id): readonly OrderCommand[] => [refundSucceeded(id), refundFailed(id)],
  ),
  cancel({ approvedBy: 'manager' }),
  cancelTask(),
  pick([l1(500)]),
  pick(),
  pack([l1(500)]),
  pack(),
  ...['o1.S1', 'o1.S2'].flatMap((id): readonly OrderCommand[] => [
    labelled(id),
    labelFailed(id),
    dispatch(id),
    track(id),
    deliver(id),
    fail(id),
    backToSender(id),
  ]),
  returnRejected(),
  returnReceived([]),
  returnReceived([l1(1000)]),
  returnReceived(everything),
];

describeStateMachine({
  folder: 'order',
  noun: 'order',
  machine: orderMachine,
  decider: orderDecider,
  statusOf: (state) => (state.exists ? state.status : 'cart'),
  beginning: 'cart',
  notFound: 'order_not_found',
  histories: () => ({ cart: [], ...historyOf }),
  commands: () => commands,
  examples: () =>
    [...Object.values(historyOf), ...furtherHistories].flatMap((history) =>
      furtherCommands.map((command) => [history, command] as const),
    ),
  unreached: {
    // nothing was paid
    RecordPaymentSubmitted: ['pending'],
    RecordPaymentAuthorized: ['pending'],
    RecordPaymentCaptured: ['pending'],
    RecordPaymentFailed: ['pending'],
    RecordPaymentVoided: ['pending'],
    // nothing is refunded
    RecordRefundSucceeded: ['pending', 'payment_pending', 'payment_failed'],
    RecordRefundFailed: ['pending', 'payment_pending', 'payment_failed'],
    // nothing is shipped
    RecordShipmentLabelled: ['pending', 'payment_pending', 'payment_failed', 'confirmed'],
    RecordShipmentLabelFailed: ['pending', 'payment_pending', 'payment_failed', 'confirmed'],
  },
  alreadyDone: {
    PlaceOrder: orderStatuses,
    RecordStockReservationFailed: orderStatuses,
    ExpireReservation: orderStatuses,
    TimeOutPayments: orderStatuses,
    CloseReturnWindow: orderStatuses,
    CancelOrder: ['cancelled'],
  },
  ends: ['refunded', 'cancelled'],
  actionsOf: allowedActions,
  actions: {
    cart: [],
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
  },
});

describe('the actions that an order allows', () => {
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
