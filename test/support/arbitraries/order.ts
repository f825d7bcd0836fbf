import fc from 'fast-check';
import type { OrderCommand } from '../../../domain/order/commands.ts';
import type { OrderState, PlacedOrder } from '../../../domain/order/state.ts';
import { addDays, addMinutes } from '../../../domain/shared/instant.ts';
import {
  amount,
  beyond,
  due,
  lines,
  newPosition,
  paymentId,
  position,
  refundable,
  refundId,
  returnId,
  returnMethod,
  screening,
  settlement,
  shipmentId,
  stillThere,
  taskId,
  wayBack,
} from './order-parts.ts';
import { epoch, placeOrder } from './place-order.ts';

/** A wish that becomes a command once the order is known: most fit the order, some never do. */
export interface OrderIntent {
  readonly label: string;
  readonly toCommand: (state: OrderState) => OrderCommand;
}

type Type = OrderCommand['type'];
type CommandOf<T extends Type> = Extract<OrderCommand, { readonly type: T }>;

const at = fc
  .oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: 30 }) }, { weight: 1, arbitrary: fc.constant(40 * 24 * 60) })
  .map((minutes) => addMinutes(epoch, minutes));

/** Before the order exists every wish is for some order: the command names nothing that could exist. */
const unplaced: OrderCommand = { type: 'DeliverShipment', shipmentId: 'o1.S1', at: epoch };

const intent = <T extends Type, Choice>(
  type: T,
  choice: fc.Arbitrary<Choice>,
  toCommand: (
    choice: Choice & { readonly at: string },
    order: PlacedOrder,
  ) => Omit<CommandOf<T>, 'type' | 'at'> & { readonly at?: string },
): fc.Arbitrary<OrderIntent> =>
  fc.tuple(choice, at).map(([chosen, when]) => ({
    label: `${type} ${JSON.stringify(chosen)} ${when}`,
    toCommand: (state) => {
      if (!state.exists) return unplaced;
      const command: { readonly type: string } = { type, at: when, ...toCommand({ ...chosen, at: when }, state) };
      return command as OrderCommand;
    },
  }));

/** A wish for every command but placing. */
export const intents: Readonly<Record<Exclude<Type, 'PlaceOrder'>, fc.Arbitrary<OrderIntent>>> = {
  RecordStockReserved: intent('RecordStockReserved', fc.record({}), () => ({ reservationId: 'reservation-1' })),
  RecordStockReservationFailed: intent('RecordStockReservationFailed', fc.record({}), () => ({ shortfalls: [] })),
  ExpireReservation: intent('ExpireReservation', fc.record({}), () => ({})),
  StartPayment: intent(
    'StartPayment',
    fc.record({ position: newPosition, settlement, amount: fc.option(amount), beyond, screening }),
    (choice, order) => ({
      paymentId: paymentId(order, choice.position),
      method: 'card',
      settlement: choice.settlement,
      amount: choice.amount ?? due(order) + (choice.beyond ?? 0),
      reference: null,
      ...(choice.screening !== null && { screening: choice.screening }),
    }),
  ),
  RecordPaymentSubmitted: intent('RecordPaymentSubmitted', fc.record({ position }), (choice, order) => ({
    paymentId: paymentId(order, choice.position),
    gatewayPaymentId: `gateway-${choice.position}`,
  })),
  TimeOutPayments: intent('TimeOutPayments', fc.record({ timeoutMinutes: fc.nat(30) }), (choice) => choice),
  RecordPaymentAuthorized: intent(
    'RecordPaymentAuthorized',
    fc.record({ position, amount: fc.option(amount), told: fc.boolean() }),
    (choice, order) => ({
      paymentId: paymentId(order, choice.position),
      amount: choice.amount ?? order.totals.total,
      ...(choice.told && { gatewayPaymentId: `gateway-${choice.position}` }),
    }),
  ),
  RecordPaymentCaptured: intent(
    'RecordPaymentCaptured',
    fc.record({ position, captured: fc.option(amount), told: fc.boolean() }),
    (choice, order) => ({
      paymentId: paymentId(order, choice.position),
      captured: choice.captured ?? order.totals.total,
      ...(choice.told && { gatewayPaymentId: `gateway-${choice.position}` }),
    }),
  ),
  RecordPaymentFailed: intent('RecordPaymentFailed', fc.record({ position }), (choice, order) => ({
    paymentId: paymentId(order, choice.position),
    reason: 'declined',
  })),
  RecordPaymentVoided: intent('RecordPaymentVoided', fc.record({ position }), (choice, order) => ({
    paymentId: paymentId(order, choice.position),
  })),
  RequestRefund: intent(
    'RequestRefund',
    fc.record({
      position: newPosition,
      method: returnMethod,
      amount: fc.option(amount),
      beyond,
      ofReturn: fc.option(position),
    }),
    (choice, order) => ({
      refundId: refundId(order, choice.position),
      amount: choice.beyond === null ? choice.amount : refundable(order) + choice.beyond,
      method: choice.method,
      cause: choice.ofReturn === null ? ('goodwill' as const) : ('return' as const),
      returnId: choice.ofReturn === null ? null : returnId(order, choice.ofReturn),
    }),
  ),
  RecordRefundSucceeded: intent('RecordRefundSucceeded', fc.record({ position }), (choice, order) => ({
    refundId: refundId(order, choice.position),
  })),
  RecordRefundFailed: intent('RecordRefundFailed', fc.record({ position }), (choice, order) => ({
    refundId: refundId(order, choice.position),
    reason: 'card closed',
  })),
  CancelOrder: intent(
    'CancelOrder',
    fc.record({
      approvedBy: fc.oneof(
        { weight: 7, arbitrary: fc.constant(null) },
        { weight: 1, arbitrary: fc.constant('manager') },
      ),
    }),
    (choice) => ({
      reason: 'changed my mind',
      cancelledBy: 'c1',
      approvedBy: choice.approvedBy,
    }),
  ),
  AssignFulfillment: intent(
    'AssignFulfillment',
    fc.record({ tasks: fc.array(fc.record({ warehouseId: fc.constant('main'), lines }), { maxLength: 2 }) }),
    ({ tasks }) => ({ tasks }),
  ),
  CancelFulfillmentTask: intent('CancelFulfillmentTask', fc.record({ position }), (choice, order) => ({
    taskId: taskId(order, choice.position),
    reason: 'strike',
  })),
  PickItems: intent('PickItems', fc.record({ position, lines }), (choice, order) => ({
    taskId: taskId(order, choice.position),
    lines: choice.lines,
  })),
  PackItems: intent('PackItems', fc.record({ position, lines }), (choice, order) => ({
    taskId: taskId(order, choice.position),
    lines: choice.lines,
  })),
  CreateShipment: intent('CreateShipment', fc.record({ lines }), (choice) => ({
    carrier: 'local',
    service: null,
    trackingNumber: null,
    labelUrl: null,
    lines: choice.lines,
  })),
  RecordShipmentLabelled: intent('RecordShipmentLabelled', fc.record({ position }), (choice, order) => ({
    shipmentId: shipmentId(order, choice.position),
    trackingNumber: `T-${choice.position}`,
    labelUrl: null,
  })),
  RecordShipmentLabelFailed: intent('RecordShipmentLabelFailed', fc.record({ position }), (choice, order) => ({
    shipmentId: shipmentId(order, choice.position),
    reason: 'no such postal code',
  })),
  DispatchShipment: intent('DispatchShipment', fc.record({ position }), (choice, order) => ({
    shipmentId: shipmentId(order, choice.position),
    trackingNumber: null,
    estimatedDelivery: null,
  })),
  TrackShipment: intent('TrackShipment', fc.record({ position, scan: fc.nat(2) }), (choice, order) => ({
    shipmentId: shipmentId(order, choice.position),
    trackingEventId: `scan-${choice.scan}`,
    trackingStatus: 'in_transit',
    location: null,
    description: null,
    occurredAt: choice.at,
  })),
  DeliverShipment: intent('DeliverShipment', fc.record({ position }), (choice, order) => ({
    shipmentId: shipmentId(order, choice.position),
  })),
  FailShipment: intent('FailShipment', fc.record({ position }), (choice, order) => ({
    shipmentId: shipmentId(order, choice.position),
    reason: 'nobody home',
  })),
  ReturnShipmentToSender: intent('ReturnShipmentToSender', fc.record({ position }), (choice, order) => ({
    shipmentId: shipmentId(order, choice.position),
    refundId: `back-${shipmentId(order, choice.position)}`,
  })),
  RequestReturn: intent('RequestReturn', fc.record({ position: newPosition, lines, wayBack }), (choice, order) => ({
    returnId: returnId(order, choice.position),
    reason: 'too small',
    ...choice.wayBack,
    lines: (choice.lines ?? stillThere(order)).map((line) => ({ ...line, reasonDetail: null })),
  })),
  RecordReturnRejected: intent('RecordReturnRejected', fc.record({ position }), (choice, order) => ({
    returnId: returnId(order, choice.position),
  })),
  RecordReturnReceived: intent('RecordReturnReceived', fc.record({ position, lines }), (choice, order) => ({
    returnId: returnId(order, choice.position),
    lines:
      choice.lines ?? order.returns.find((held) => held.returnId === returnId(order, choice.position))?.lines ?? [],
  })),
  CloseReturnWindow: intent('CloseReturnWindow', fc.record({ days: fc.constantFrom(0, 90) }), (choice) => ({
    at: addDays(choice.at, choice.days),
  })),
};

/** What usually comes next in each status, so that generated histories reach the far ends of the machine. */
const usually: Readonly<Record<PlacedOrder['status'], readonly (keyof typeof intents)[]>> = {
  cart: ['DeliverShipment'],
  pending: ['StartPayment'],
  payment_pending: ['RecordPaymentCaptured', 'RecordPaymentAuthorized', 'StartPayment'],
  payment_failed: ['StartPayment'],
  confirmed: ['AssignFulfillment'],
  processing: ['CancelOrder', 'AssignFulfillment', 'PickItems', 'PackItems', 'CreateShipment', 'DispatchShipment'],
  ready_to_ship: ['CreateShipment', 'DispatchShipment'],
  shipped: ['DeliverShipment', 'DeliverShipment', 'FailShipment', 'ReturnShipmentToSender'],
  delivered: ['RequestReturn', 'CloseReturnWindow', 'RequestReturn', 'RequestRefund'],
  return_requested: ['RecordReturnReceived', 'RecordReturnReceived', 'RecordReturnRejected'],
  returned: ['RequestRefund', 'RecordRefundSucceeded', 'RecordRefundFailed'],
  refunded: ['RequestRefund', 'RecordRefundSucceeded'],
  cancelled: ['RecordPaymentCaptured', 'RecordRefundFailed', 'RequestRefund'],
};

const everyIntent = fc.record(intents);

/** Mostly the next step of the order's life, else any command at all, placing again included. */
export const orderIntent: fc.Arbitrary<OrderIntent> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.tuple(everyIntent, fc.nat(9)).map(([wishes, index]): OrderIntent => ({
      label: `next step ${index}`,
      toCommand: (state) => {
        const likely = usually[state.exists ? state.status : 'cart'];
        return wishes[likely[index % likely.length] ?? 'CancelOrder'].toCommand(state);
      },
    })),
  },
  { weight: 7, arbitrary: fc.oneof(...Object.values(intents)) },
  {
    weight: 1,
    arbitrary: placeOrder.map((command): OrderIntent => ({ label: 'place again', toCommand: () => command })),
  },
);

/** Takes a placed order to delivered, all of it paid in cash: from where its returns begin. */
export const delivery: readonly OrderIntent[] = [
  (order: PlacedOrder) => ({
    type: 'StartPayment' as const,
    paymentId: 'o1.P1',
    method: 'cash',
    settlement: 'immediate' as const,
    amount: due(order),
    reference: null,
  }),
  () => ({ type: 'AssignFulfillment' as const, tasks: [{ warehouseId: 'main', lines: null }] }),
  () => ({ type: 'PickItems' as const, taskId: 'o1.F1', lines: null }),
  () => ({ type: 'PackItems' as const, taskId: 'o1.F1', lines: null }),
  () => ({
    type: 'CreateShipment' as const,
    carrier: 'local',
    service: null,
    trackingNumber: null,
    labelUrl: null,
    lines: null,
  }),
  () => ({
    type: 'DispatchShipment' as const,
    shipmentId: 'o1.S1',
    trackingNumber: null,
    estimatedDelivery: null,
  }),
  () => ({ type: 'DeliverShipment' as const, shipmentId: 'o1.S1' }),
].map((step, index) => ({
  label: `delivery, step ${index + 1}`,
  toCommand: (state) => (state.exists ? { ...step(state), at: epoch } : unplaced),
}));
