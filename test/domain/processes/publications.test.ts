import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cartEvents } from '../../../domain/cart/events.ts';
import { orderDecider } from '../../../domain/order/decider.ts';
import { orderEvents, type OrderEvent } from '../../../domain/order/events.ts';
import { noOrder, type OrderState } from '../../../domain/order/state.ts';
import { publications, type RoutingKey } from '../../../domain/processes/publications.ts';
import { posEvents } from '../../../domain/pos/events.ts';
import { returnEvents } from '../../../domain/return/events.ts';
import { fold } from '../../../domain/shared/decider.ts';
import { orderIntent } from '../../support/arbitraries/order.ts';
import { placeOrder } from '../../support/arbitraries/place-order.ts';
import { examples } from '../order/examples.ts';
import { givenUp, sale, voidOfSale } from './sales.ts';

const keysOf = (event: { readonly type: string; readonly data: unknown }): readonly RoutingKey[] =>
  (publications.react(event) ?? []).map(({ key }) => key);

/** The example of this type, as if the order had another status by then, or with other facts. */
const order = <Type extends OrderEvent['type']>(type: Type, changes: object = {}) => {
  const { data } = examples.get(type)!.event;
  return { type, data: { ...data, ...changes } };
};

const tasks = (...numbers: readonly number[]) => ({
  tasks: numbers.map((number) => ({ taskId: `order-1.F${number}`, warehouseId: 'main', lines: [] })),
  orderId: 'order-1',
});

/** Every type that is public, with what it is as a rule. */
const expected: Readonly<Record<string, readonly RoutingKey[]>> = {
  OrderPlaced: ['order.created'],
  PaymentStarted: ['payment.pending'],
  PaymentCaptured: ['payment.succeeded', 'order.payment_confirmed'],
  PaymentFailed: ['payment.failed'],
  OrderConfirmed: ['order.confirmed'],
  RefundSucceeded: ['payment.refunded'],
  OrderCancelled: ['order.cancelled'],
  OrderLinesCancelled: [],
  FulfillmentAssigned: ['fulfillment.assigned', 'order.processing'],
  FulfillmentTaskCancelled: ['fulfillment.cancelled'],
  ShipmentCreated: ['shipment.created'],
  ShipmentDispatched: ['shipment.dispatched', 'order.shipped'],
  ShipmentTracked: ['shipment.in_transit'],
  ShipmentDelivered: ['shipment.delivered', 'order.delivered'],
  ShipmentFailed: ['shipment.failed'],
  OrderReturnRefunded: ['order.refunded'],
};

describe('publications', () => {
  it('are made of these types, and of no other', () => {
    const types = [orderEvents, returnEvents, cartEvents, posEvents].flatMap((schema) => Object.keys(schema));
    const others =
      'ReturnRequested ReturnApproved ReturnRejected ReturnReceived ReturnRefunded CartAbandoned CartRecovered ' +
      'PosTransactionCompleted PosTransactionVoided';
    assert.deepEqual(types.filter(publications.reactsTo), [...Object.keys(expected), ...others.split(' ')]);
    for (const type of ['SubscriptionCreated', 'toString', 'ItemsPicked'])
      assert.deepEqual(keysOf({ type, data: {} }), []);
  });

  for (const [type, { event }] of examples) {
    it(`of ${type}: ${(expected[type] ?? []).join(', ') || 'none'}`, () => {
      assert.deepEqual(keysOf(event), expected[type] ?? []);
      for (const published of publications.react(event) ?? []) assert.equal(published.event, event);
    });
  }

  it('of a return and a cart are named after what happened to them', () => {
    const keys = {
      ReturnRequested: 'return.requested',
      ReturnApproved: 'return.approved',
      ReturnRejected: 'return.rejected',
      ReturnReceived: 'return.received',
      ReturnRefunded: 'return.refunded',
      CartAbandoned: 'cart.abandoned',
      CartRecovered: 'cart.recovered',
    };
    for (const [type, key] of Object.entries(keys)) assert.deepEqual(keysOf({ type, data: {} }), [key]);
  });

  it('of a till are what was sold, and what of it was taken back', () => {
    assert.deepEqual(keysOf(sale()), ['pos.completed']);
    assert.deepEqual(keysOf(voidOfSale()), ['pos.voided']);
    assert.deepEqual(keysOf(givenUp()), []);
  });

  it('say that an order is processing with its first assignment only', () => {
    assert.deepEqual(keysOf(order('FulfillmentAssigned', tasks(1, 2))), ['fulfillment.assigned', 'order.processing']);
    assert.deepEqual(keysOf(order('FulfillmentAssigned', tasks(2))), ['fulfillment.assigned']);
    assert.deepEqual(keysOf(order('FulfillmentAssigned', tasks(11))), ['fulfillment.assigned']);
  });

  it('say that an order is shipped with the dispatch that makes it so', () => {
    const dispatch = (attempt: number, status: string) => keysOf(order('ShipmentDispatched', { attempt, status }));
    assert.deepEqual(dispatch(1, 'shipped'), ['shipment.dispatched', 'order.shipped']);
    assert.deepEqual(dispatch(2, 'shipped'), ['shipment.dispatched']);
    assert.deepEqual(dispatch(1, 'processing'), ['shipment.dispatched']);
  });

  it('say that an order is delivered with whatever makes it so', () => {
    assert.deepEqual(keysOf(order('ShipmentDelivered', { status: 'shipped' })), ['shipment.delivered']);
    assert.deepEqual(keysOf(order('OrderLinesCancelled', { status: 'delivered' })), ['order.delivered']);
    assert.deepEqual(keysOf(order('OrderLinesCancelled', { status: 'shipped' })), []);
  });

  it('confirm no order by money that comes too late', () => {
    assert.deepEqual(keysOf(order('PaymentCaptured', { status: 'cancelled' })), ['payment.succeeded']);
  });

  it('say that an order is refunded once all of it is', () => {
    assert.deepEqual(keysOf(order('OrderReturnRefunded', { status: 'delivered' })), []);
  });

  it('tell each turn of an order once, and in its order, whatever happens to it', () => {
    const sequences = fc.tuple(placeOrder, fc.array(orderIntent, { maxLength: 60, size: 'max' }));
    fc.assert(
      fc.property(sequences, ([place, intents]) => {
        const events: OrderEvent[] = [];
        let state: OrderState = noOrder;
        for (const toCommand of [() => place, ...intents.map((intent) => intent.toCommand)]) {
          const decision = orderDecider.decide(toCommand(state), state);
          if (!decision.ok) continue;
          state = fold(orderDecider.evolve, state, decision.events);
          events.push(...decision.events);
        }
        const told = (key: RoutingKey) => events.flatMap((event, at) => (keysOf(event).includes(key) ? [at] : []));
        const became = (status: string) => events.findIndex(({ data }) => data.status === status);
        const turns = {
          'order.created': 0,
          'order.shipped': became('shipped'),
          'order.delivered': became('delivered'),
        };
        for (const [key, at] of Object.entries(turns)) {
          assert.deepEqual(told(key as RoutingKey), events.length === 0 || at < 0 ? [] : [at], key);
        }
        for (const key of ['order.confirmed', 'order.processing', 'order.cancelled'] as const) {
          assert.ok(told(key).length <= 1, key);
        }
        for (const event of events) assert.equal(new Set(keysOf(event)).size, keysOf(event).length, 'each key once');
      }),
      { numRuns: 200 },
    );
  });
});
