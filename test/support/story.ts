import type { Outcome } from '../../application/commands/outcome.ts';
import type { Engine } from '../../application/engine/engine.ts';
import { commandIdOf, contextFor } from './command-contexts.ts';
import { deliveryTo } from './test-engine.ts';

/**
 * Everything that somebody does from an empty cart to the money paid back, in order. All ids are known beforehand, so a
 * step can be done by any engine, again, or after another one died.
 */
export const story = (engine: Engine): readonly (() => Promise<Outcome<unknown>>)[] => {
  const { carts, orders, fulfillment, returns } = engine;
  const cartId = commandIdOf('cart');
  const orderId = cartId;
  const [taskId, shipmentId, returnId] = [`${orderId}.F1`, `${orderId}.S1`, commandIdOf('return')];
  const parcel = { carrier: 'local', service: null, trackingNumber: 'T1', lines: null };
  const items = [{ lineId: 'L1', quantity: 6000, reasonDetail: null }];
  return [
    () => carts.create(contextFor('cart'), { customerId: 'c1' }),
    () => carts.addItem(contextFor('item'), cartId, { variantId: 'v1', quantity: 6000 }),
    () => carts.checkOut(contextFor('check out'), { cartId, ...deliveryTo }),
    () => orders.pay(contextFor('pay'), orderId, { method: 'cash', methodId: null, amount: 6600, currency: 'USD' }),
    () => fulfillment.assign(contextFor('assign'), orderId, { tasks: null }),
    () => fulfillment.pick(contextFor('pick'), taskId, { lines: null }),
    () => fulfillment.pack(contextFor('pack'), taskId, { lines: null }),
    () => fulfillment.createShipment(contextFor('ship'), orderId, parcel),
    () => fulfillment.dispatch(contextFor('dispatch'), shipmentId, { trackingNumber: null, estimatedDelivery: null }),
    () => fulfillment.deliver(contextFor('deliver'), shipmentId),
    () =>
      orders.requestReturn(contextFor('return'), orderId, {
        reason: 'too big',
        refundMethod: 'original_payment',
        items,
      }),
    () => returns.approve(contextFor('approve'), returnId),
    () => returns.receive(contextFor('receive'), returnId, { items: null }),
    () => returns.refund(contextFor('refund'), returnId, { refundMethod: null }),
  ];
};
