import assert from 'node:assert/strict';
import type { Engine } from '../../../application/engine/engine.ts';
import type { Customer } from '../../../application/ports/customers.ts';
import { contextFor } from '../../support/command-contexts.ts';
import { InMemoryInventory } from '../../support/in-memory-inventory.ts';
import { fixed } from '../../support/promotions.ts';
import { accepted, address, refused, testEngine } from '../../support/test-engine.ts';

type Direct = Parameters<Engine['orders']['place']>[1];

const phoneOrder: Direct = {
  orderType: 'phone',
  customerId: 'c1',
  items: [
    { variantId: 'v1', quantity: 2000 },
    { variantId: 'v2', quantity: 1000 },
  ],
  shippingMethod: 'standard',
  paymentMethod: 'cash',
  name: 'Ana',
  shippingAddress: address,
};

const creditor: Customer = {
  customerId: 'c1',
  name: 'Ana',
  email: '',
  phone: '',
  loyaltyTier: '',
  loyaltyPoints: 0,
  credit: { limit: 100_000, available: 100_000, currency: 'USD' },
  addresses: [],
};

const rule = (code: string) => ({ kind: 'rule', code });
const visa = '4111 1111 1111 1111';

const coupon = fixed('TEN', 1000, { minimumSpend: 2000 });

describe('order use cases', () => {
  describe('placing directly', () => {
    it('prices by the catalog, reserves for the time of the tenant and gives a number', async () => {
      const { engine, store, orderNumbers } = testEngine({ promotions: [coupon] });
      const context = contextFor('place', { onlyCustomerId: 'c9' });
      const order = accepted(await engine.orders.place(context, { ...phoneOrder, couponCodes: ['ten'] }));

      assert.deepEqual(
        [order.orderId, order.orderNumber, order.orderType, order.customerId, order.cartId, order.status],
        [context.commandId, 'ORD-2026-000001', 'phone', 'c9', null, 'pending'],
      );
      assert.deepEqual(order.totals, { subtotal: 3000, discount: 1000, shipping: 500, tax: 250, total: 2750 });
      assert.equal(order.reservationExpiresAt, '2026-11-23T15:15:00.000Z');
      assert.equal(orderNumbers.given, 1);
      const [placed] = await store.read(`order-demo/${order.orderId}`);
      assert.deepEqual((placed?.data as { personal: unknown }).personal, { name: 'Ana', shippingAddress: address });
    });

    it('is refused, and takes no number, for what a cart would be refused for', async () => {
      const inventory = new InMemoryInventory({ v1: 1000, v2: 1000 });
      const { engine, store, orderNumbers } = testEngine({
        inventory,
        promotions: [{ ...coupon, minimumSpend: 9000 }],
      });
      const place = async (changes: Partial<Direct>) =>
        refused(await engine.orders.place(contextFor(JSON.stringify(changes)), { ...phoneOrder, ...changes }));

      assert.deepEqual(await place({}), rule('insufficient_stock'));
      assert.deepEqual(await place({ items: [] }), rule('empty_order'));
      assert.deepEqual(await place({ items: [{ variantId: 'v9', quantity: 1000 }] }), {
        kind: 'not_found',
        code: 'variant_not_found',
      });
      assert.deepEqual(await place({ items: [{ variantId: 'v1', quantity: 10 }] }), rule('below_minimum_amount'));
      assert.deepEqual(await place({ couponCodes: ['TEN'] }), rule('coupon_minimum_not_met'));
      assert.deepEqual(await place({ shippingMethod: 'pigeon' }), rule('unknown_shipping_method'));
      assert.deepEqual(await place({ paymentMethod: 'credit_terms' }), rule('payment_method_unavailable'));
      assert.deepEqual(await place({ externalReference: `card ${visa}` }), rule('card_number_refused'));
      assert.deepEqual(await place({ currency: 'CLP' }), rule('currency_mismatch'));
      assert.deepEqual([orderNumbers.given, await store.head()], [0, 0]);
    });
  });

  it('record what was agreed elsewhere as it was, unreserved and returnable for ever', async () => {
    const { engine, inventory, orderNumbers } = testEngine();
    const line = { lineId: 'L1', variantId: 'old', sku: 'OLD', productName: 'Gone', taxClass: 'none', taxRate: 0 };
    const record = (name: string, unitPrice: number) =>
      engine.orders.record(contextFor(name, { at: '2010-12-01T08:26:00.000Z' }), {
        orderId: '0198c0de-0000-7000-8000-000000000001',
        orderType: 'online',
        customerId: null,
        currency: 'GBP',
        lines: [{ ...line, quantity: 6000, unitPrice }],
        paymentMethod: 'external',
        externalReference: '536365',
      });

    assert.deepEqual(refused(await record('little', 10)), rule('below_minimum_amount'));
    const order = accepted(await record('order', 255));
    assert.deepEqual(order.totals, { subtotal: 1530, discount: 0, shipping: 0, tax: 0, total: 1530 });
    assert.deepEqual(
      [order.orderNumber, order.currency, order.placedAt, order.reservationExpiresAt, order.terms.returnWindowDays],
      ['ORD-2010-000001', 'GBP', '2010-12-01T08:26:00.000Z', null, null],
    );
    assert.deepEqual([orderNumbers.given, inventory.ledger], [1, []]);
  });

  describe('payments', () => {
    const openOrder = async (orderType: Direct['orderType'] = 'phone') => {
      const fixture = testEngine({ customers: [creditor] });
      const order = accepted(await fixture.engine.orders.place(contextFor('place'), { ...phoneOrder, orderType }));
      const pay = (name: string, changes: Partial<Parameters<Engine['orders']['pay']>[2]> = {}) =>
        fixture.engine.orders.pay(contextFor(name), order.orderId, {
          method: 'cash',
          methodId: null,
          amount: order.totals.total,
          currency: 'USD',
          ...changes,
        });
      return { ...fixture, order, pay };
    };

    it('settle by their tender, and are numbered within their order', async () => {
      const { pay, order } = await openOrder();
      accepted(await pay('first', { amount: 1000 }));
      const paid = accepted(
        await pay('rest', { method: 'card_local', methodId: 'tok_1', amount: order.totals.total - 1000 }),
      );
      assert.equal(paid.status, 'confirmed');
      assert.deepEqual(
        paid.payments.map(({ paymentId, method, settlement, reference }) => [paymentId, method, settlement, reference]),
        [
          [`${order.orderId}.P1`, 'cash', 'immediate', null],
          [`${order.orderId}.P2`, 'card_local', 'immediate', 'tok_1'],
        ],
      );
    });

    it('are refused if they do not fit the order', async () => {
      const { pay, engine, store } = await openOrder();
      const head = await store.head();
      assert.deepEqual(refused(await pay('stripe', { method: 'stripe' })), rule('payment_method_unavailable'));
      assert.deepEqual(refused(await pay('terms', { method: 'credit_terms' })), rule('payment_method_unavailable'));
      assert.deepEqual(refused(await pay('peso', { currency: 'CLP' })), rule('currency_mismatch'));
      assert.deepEqual(refused(await pay('card', { methodId: visa })), rule('card_number_refused'));
      const cash = { method: 'cash', methodId: null, amount: 1, currency: 'USD' } as const;
      const missing = await engine.orders.pay(contextFor('missing'), 'none', cash);
      assert.deepEqual(refused(missing), { kind: 'not_found', code: 'order_not_found' });
      assert.equal(await store.head(), head);
    });

    it('on terms are promised first and captured later, at most what was promised', async () => {
      const { pay, engine, order } = await openOrder('b2b');
      accepted(await pay('promise', { method: 'credit_terms' }));
      const paymentId = `${order.orderId}.P1`;
      const { total } = order.totals;
      const capture = (name: string, amount: number | null, id = paymentId) =>
        engine.orders.capture(contextFor(name), order.orderId, id, { amount, currency: 'USD' });

      assert.deepEqual(refused(await capture('unknown', null, `${order.orderId}.P7`)), {
        kind: 'not_found',
        code: 'unknown_payment',
      });
      assert.deepEqual(refused(await capture('much', total + 1)), rule('amount_exceeds_authorized'));
      assert.equal(accepted(await capture('part', 1000)).payments[0]?.captured, 1000);
      const rest = accepted(await capture('rest', null)).payments[0];
      assert.deepEqual([rest?.captured, rest?.status], [total, 'captured']);
      assert.deepEqual(refused(await capture('again', null)), {
        kind: 'wrong_state',
        code: 'payment_not_authorized',
      });
    });

    it('are paid back in part, in the currency of the order', async () => {
      const { pay, engine, order } = await openOrder();
      accepted(await pay('pay'));
      const refund = (currency: 'USD' | 'CLP') =>
        engine.orders.refund(contextFor(`refund ${currency}`), order.orderId, {
          amount: 500,
          method: 'cash',
          currency,
        });
      assert.deepEqual(refused(await refund('CLP')), rule('currency_mismatch'));
      const refunded = accepted(await refund('USD'));
      assert.deepEqual(
        refunded.refunds.map(({ refundId, amount, cause, status }) => [refundId, amount, cause, status]),
        [[contextFor('refund USD').commandId, 500, 'goodwill', 'succeeded']],
      );
    });
  });

  it('keep card numbers out of every free text', async () => {
    const { engine, store } = testEngine();
    const { orderId } = accepted(await engine.orders.place(contextFor('place'), phoneOrder));
    const head = await store.head();
    const items = [{ lineId: 'L1', quantity: 1000, reasonDetail: visa }];
    const scan = {
      trackingEventId: 's1',
      trackingStatus: 'in_transit',
      location: null,
      description: visa,
      occurredAt: '2026-11-23T15:00:00.000Z',
    };
    const answers = await Promise.all([
      engine.orders.cancel(contextFor('1'), orderId, { reason: visa, approvedBy: null }),
      engine.orders.requestReturn(contextFor('2'), orderId, { reason: 'x', refundMethod: 'cash', items }),
      engine.fulfillment.cancelTask(contextFor('3'), `${orderId}.F1`, { reason: visa }),
      engine.fulfillment.fail(contextFor('4'), `${orderId}.S1`, { reason: visa }),
      engine.fulfillment.track(contextFor('5'), `${orderId}.S1`, scan),
    ]);
    for (const answer of answers) assert.deepEqual(refused(answer), rule('card_number_refused'));
    const rejected = await engine.returns.reject(contextFor('6'), 'none', { reason: visa });
    assert.deepEqual(refused(rejected), rule('card_number_refused'));
    assert.equal(await store.head(), head);
  });
});
