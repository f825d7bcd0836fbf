import { settlePayments } from '../../../application/payments/settle-payments.ts';
import type { EventStore } from '../../../application/ports/event-store.ts';
import { followEvents } from '../../../application/reactor/run-process.ts';
import { placeExchangeOrders } from '../../../application/returns/place-exchange-orders.ts';
import type { CreditEvent } from '../../../domain/credit/events.ts';
import type { PlacedOrder } from '../../../domain/order/state.ts';
import { streamName } from '../../../domain/shared/stream.ts';
import { commandIdOf, contextFor } from '../../support/command-contexts.ts';
import type { InMemoryEventStore } from '../../support/in-memory-event-store.ts';
import type { InMemoryInventory } from '../../support/in-memory-inventory.ts';
import { accepted, address, testEngine } from '../../support/test-engine.ts';

export const orderId = commandIdOf('order');
export const returnId = commandIdOf('return');

/** An engine in memory whose background runs when a test says so. Everything costs 11.00 apiece, tax included. */
export const exchangeFixture = (
  parts: {
    readonly log?: InMemoryEventStore;
    readonly store?: EventStore;
    readonly process?: number;
    readonly inline?: boolean;
    readonly inventory?: InMemoryInventory;
  } = {},
) => {
  const fixture = testEngine({
    ...parts,
    background: (engine) => [followEvents(engine), settlePayments(engine), placeExchangeOrders(engine)],
  });
  const { orders, fulfillment, returns } = fixture.engine;
  const order = (id = orderId): Promise<PlacedOrder> => fixture.current('order', id);

  return {
    ...fixture,
    order,
    exchange: placeExchangeOrders(fixture),
    /** Two of v1 (27.50 with shipping), paid in cash and delivered. */
    deliver: async (customerId: string | null = 'c1'): Promise<void> => {
      const place = { items: [{ variantId: 'v1', quantity: 2000 }], shippingMethod: 'standard', name: 'Ana' };
      const paymentMethod = 'cash';
      const placed = await orders.place(contextFor('order'), {
        ...place,
        orderType: 'online',
        customerId,
        paymentMethod,
        shippingAddress: address,
      });
      const { total: amount } = accepted(placed).totals;
      const payment = { method: paymentMethod, methodId: null, amount, currency: 'USD' } as const;
      accepted(await orders.pay(contextFor('pay'), orderId, payment));
      accepted(await fulfillment.assign(contextFor('assign'), orderId, { tasks: null }));
      accepted(await fulfillment.pick(contextFor('pick'), `${orderId}.F1`, { lines: null }));
      accepted(await fulfillment.pack(contextFor('pack'), `${orderId}.F1`, { lines: null }));
      const parcel = { carrier: 'local', service: null, trackingNumber: 'T1', lines: null };
      accepted(await fulfillment.createShipment(contextFor('ship'), orderId, parcel));
      const dispatched = { trackingNumber: null, estimatedDelivery: null };
      accepted(await fulfillment.dispatch(contextFor('dispatch'), `${orderId}.S1`, dispatched));
      accepted(await fulfillment.deliver(contextFor('deliver'), `${orderId}.S1`));
    },
    /** Asks for this many of v2 instead of `back` of v1. */
    ask: (wanted: number, back = 1) =>
      orders.requestReturn(contextFor('return'), orderId, {
        reason: 'wrong colour',
        refundMethod: 'exchange',
        items: [{ lineId: 'L1', quantity: back * 1000, reasonDetail: null }],
        exchangeItems: [{ variantId: 'v2', quantity: wanted * 1000 }],
      }),
    receive: async (): Promise<void> => {
      accepted(await returns.approve(contextFor('approve'), returnId));
      accepted(await returns.receive(contextFor('receive'), returnId, { items: null }));
    },
    refund: (name = 'refund', refundMethod: 'cash' | null = null) =>
      returns.refund(contextFor(name), returnId, { refundMethod }),
    /** The replacement's id, as the return has it. */
    replacementId: async (): Promise<string> => (await order()).returns[0]?.exchange?.orderId ?? '',
    /** The credit account's movements: type, amount, what is left. */
    statement: async (account = 'USD.customer.c1') =>
      (await fixture.log.read(streamName('credit', 'demo', account))).map(({ type, data }) => {
        const { amount, balance } = data as CreditEvent['data'];
        return [type, amount, balance] as const;
      }),
    /** The types of an order's events. */
    types: async (id: string) => (await fixture.log.read(streamName('order', 'demo', id))).map(({ type }) => type),
  };
};

export type ExchangeFixture = ReturnType<typeof exchangeFixture>;
