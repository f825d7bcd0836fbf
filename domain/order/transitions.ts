import { reject } from '../shared/decider.ts';
import { orderStatuses, type OrderStatus } from '../shared/order-status.ts';
import { guards, type OrderAction } from './action-guards.ts';
import type { OrderCommand } from './commands.ts';
import type { OrderState } from './state.ts';

/** Where a command is allowed, and where it may lead from there. */
type Arrows = Partial<Readonly<Record<OrderStatus, readonly OrderStatus[]>>>;

interface Transition {
  readonly arrows: Arrows;
  /** The name that people know the command by; none: only processes and providers send it. */
  readonly action?: OrderAction;
}

const stays = (statuses: readonly OrderStatus[]): Arrows =>
  Object.fromEntries(statuses.map((status) => [status, [status]]));

/** Facts about money and stock come when they come: they are recorded whatever became of the order. */
const anywhere = stays(orderStatuses.filter((status) => status !== 'cart'));

/** A success completes what the order is waiting for, even after a failure that was told too early; an old one does not. */
const moneyComes: Arrows = {
  ...anywhere,
  payment_pending: ['payment_pending', 'confirmed'],
  payment_failed: ['payment_pending', 'payment_failed', 'confirmed'],
};

const moneyStaysAway: Arrows = { ...anywhere, payment_pending: ['payment_pending', 'payment_failed'] };

/**
 * The state machine of an order: the only place that says which command is allowed in which status and where it may
 * lead. Decider, tests, documentation and the API's `allowed_actions` come from it. A command that moves through several
 * statuses at once (cash pays in full) is listed by where it ends; each step is an arrow of the table too.
 */
export const transitions: Readonly<Record<OrderCommand['type'], Transition>> = {
  PlaceOrder: { arrows: { cart: ['pending', 'confirmed'] } },
  RecordStockReserved: { arrows: anywhere },
  RecordStockReservationFailed: {
    arrows: {
      pending: ['cancelled'],
      payment_pending: ['cancelled'],
      payment_failed: ['cancelled'],
      confirmed: ['cancelled'],
    },
  },
  ExpireReservation: {
    arrows: { pending: ['cancelled'], payment_pending: ['cancelled'], payment_failed: ['cancelled'] },
  },
  StartPayment: {
    action: 'pay',
    arrows: {
      // payment_failed: the fraud rules reject it
      pending: ['payment_pending', 'payment_failed', 'confirmed'],
      // split tenders: another payment for what is still due
      payment_pending: ['payment_pending', 'payment_failed', 'confirmed'],
      // retry, while fewer attempts have failed than the terms allow
      payment_failed: ['payment_pending', 'payment_failed', 'confirmed'],
    },
  },
  RecordPaymentSubmitted: { arrows: anywhere },
  RecordPaymentAuthorized: { arrows: moneyComes },
  RecordPaymentCaptured: { action: 'capture', arrows: moneyComes },
  RecordPaymentFailed: { arrows: moneyStaysAway },
  TimeOutPayments: { arrows: { payment_pending: ['payment_pending', 'payment_failed'] } },
  RecordPaymentVoided: { arrows: moneyStaysAway },
  RequestRefund: {
    action: 'refund',
    arrows: {
      ...stays(['confirmed', 'processing', 'ready_to_ship', 'shipped', 'delivered', 'return_requested']),
      returned: ['returned', 'refunded'],
      ...stays(['refunded', 'cancelled']),
    },
  },
  RecordRefundSucceeded: { arrows: { ...anywhere, returned: ['returned', 'refunded'] } },
  RecordRefundFailed: { arrows: anywhere },
  CancelOrder: {
    action: 'cancel',
    arrows: {
      pending: ['cancelled'],
      payment_pending: ['cancelled'],
      payment_failed: ['cancelled'],
      confirmed: ['cancelled'],
      // with approval, before picking is complete and before anything is dispatched
      processing: ['cancelled'],
    },
  },
  AssignFulfillment: {
    action: 'assign_fulfillment',
    arrows: { confirmed: ['processing'], processing: ['processing'] },
  },
  CancelFulfillmentTask: { action: 'cancel_fulfillment_task', arrows: stays(['processing']) },
  PickItems: { action: 'pick', arrows: stays(['processing']) },
  PackItems: { action: 'pack', arrows: { processing: ['processing', 'ready_to_ship'] } },
  CreateShipment: { action: 'create_shipment', arrows: stays(['processing', 'ready_to_ship']) },
  RecordShipmentLabelled: { arrows: anywhere },
  RecordShipmentLabelFailed: { arrows: anywhere },
  DispatchShipment: {
    action: 'dispatch',
    arrows: {
      // partial shipments: the order stands where its least advanced line stands
      processing: ['processing'],
      ready_to_ship: ['ready_to_ship', 'shipped'],
      // a failed shipment goes out again
      shipped: ['shipped'],
    },
  },
  TrackShipment: {
    action: 'track',
    arrows: stays([
      'processing',
      'ready_to_ship',
      'shipped',
      // scans arrive late
      'delivered',
      'return_requested',
      'returned',
      'refunded',
      'cancelled',
    ]),
  },
  DeliverShipment: {
    action: 'deliver',
    arrows: { ...stays(['processing', 'ready_to_ship']), shipped: ['shipped', 'delivered'] },
  },
  FailShipment: { action: 'fail_shipment', arrows: stays(['processing', 'ready_to_ship', 'shipped']) },
  ReturnShipmentToSender: {
    action: 'return_to_sender',
    arrows: {
      ...stays(['processing', 'ready_to_ship']),
      // delivered when the rest was delivered, cancelled when there is no rest
      shipped: ['shipped', 'delivered', 'cancelled'],
    },
  },
  RequestReturn: { action: 'request_return', arrows: { delivered: ['return_requested'] } },
  RecordReturnRejected: { arrows: { return_requested: ['delivered'] } },
  RecordReturnReceived: {
    // returned when everything that was delivered came back; with nothing to pay back it is refunded at once
    arrows: { return_requested: ['delivered', 'returned', 'refunded'] },
  },
  CloseReturnWindow: { arrows: stays(['delivered', 'return_requested', 'returned', 'refunded']) },
};

/** The statuses that allow the command, in the order of the machine. */
export const allowedFrom = (command: OrderCommand['type']): readonly OrderStatus[] =>
  orderStatuses.filter((status) => isAllowed(command, status));

/** Whether the status allows the command at all; its own guards come after. */
export const isAllowed = (command: OrderCommand['type'], status: OrderStatus): boolean =>
  Object.hasOwn(transitions[command].arrows, status);

/** The refusal of a command that the status does not allow. */
export const invalidTransition = (command: OrderCommand['type'], status: OrderStatus) => {
  const allowed = allowedFrom(command);
  const message = `the order is ${status}; this is possible only when it is ${allowed.join(', ')}`;
  return reject('wrong_state', 'invalid_transition', message, { status, command, allowed_from: allowed });
};

/**
 * What a person could do with the order now, by the API's names, in the order of the table: what its status allows and
 * its facts leave something to do for. Rules that need more than the order itself (approval, time) are not asked.
 */
export const allowedActions = (order: OrderState): readonly string[] => {
  if (!order.exists) return [];
  return Object.entries(transitions).flatMap(([command, { action }]) =>
    action !== undefined && isAllowed(command as OrderCommand['type'], order.status) && guards[action](order)
      ? [action]
      : [],
  );
};
