import assert from 'node:assert/strict';
import { assertHas } from '../../support/assert-has.ts';
import { HttpTest } from '../../../../support/http.ts';
import {
  address,
  checkoutOf,
  filledCart,
  payment,
  placedOrder,
  requestedReturn,
  takeTo,
} from '../../support/journeys.ts';

const now = '2026-11-23T15:00:00.000Z';

describe('orders over HTTP', () => {
  let http: HttpTest;
  beforeEach(async () => {
    http = await new HttpTest().listen();
  });
  afterEach(() => http.close());

  it('places the order of a cart', async () => {
    const cartId = await filledCart(http);
    const answer = await http.request('POST', '/api/v1/orders/from-cart', { body: checkoutOf(cartId) });
    assert.equal(answer.status, 201);
    assert.equal(answer.headers.get('etag'), '"1"');
    assert.deepEqual(answer.json, {
      status: 'success',
      data: {
        order_id: cartId,
        order_number: 'ORD-2026-000001',
        status: 'pending',
        total: 28.99,
        currency: 'GBP',
        items_count: 1,
        reservation_expires_at: '2026-11-23T15:15:00.000Z',
        payment_required: true,
        version: 1,
      },
    });
  });

  for (const path of ['payments', 'pay']) {
    it(`takes a payment by /${path}`, async () => {
      const id = await placedOrder(http);
      const answer = await http.request('POST', `/api/v1/orders/${id}/${path}`, { body: payment });
      assert.equal(answer.status, 201);
      assert.deepEqual(answer.json.data, {
        payment_id: `${id}.P1`,
        status: 'captured',
        order_status: 'confirmed',
        version: 4,
      });
    });
  }

  it('shows an order that was delivered', async () => {
    const id = await placedOrder(http, { customer_id: 'c1' });
    await takeTo(http, id, 'delivered');
    const items = [{ order_item_id: 'L1', quantity: 2 }];
    const shipment = {
      shipment_id: `${id}.S1`,
      carrier: 'local',
      service: null,
      tracking_number: 'T1',
      status: 'delivered',
      estimated_delivery: '2026-11-25',
      items,
    };
    const answer = await http.request('GET', `/api/v1/orders/${id}?min_version=10`);
    assert.equal(answer.headers.get('etag'), '"10"');
    assert.deepEqual(answer.json.data, {
      order_id: id,
      order_number: 'ORD-2026-000001',
      type: 'online',
      status: 'delivered',
      version: 10,
      allowed_actions: ['refund', 'request_return'],
      customer: { customer_id: 'c1', name: 'Ada Byron', email: 'ada@example.com' },
      items: [
        {
          order_item_id: 'L1',
          variant_id: '1',
          sku: 'SKU-1',
          product_name: 'RED MUG',
          quantity: 2,
          unit_price: 12,
          discount: 0,
          tax: 4,
          subtotal: 24,
        },
      ],
      totals: { subtotal: 24, shipping: 4.99, tax: 4.83, discount: 0, total: 28.99, currency: 'GBP' },
      payment: {
        status: 'paid',
        method: 'cash',
        paid_at: now,
        captured: 28.99,
        refunded: 0,
        payments: [
          {
            payment_id: `${id}.P1`,
            method: 'cash',
            status: 'captured',
            amount: 28.99,
            authorized: 0,
            due_at: null,
            captured: 28.99,
            refunded: 0,
            gateway_payment_id: null,
            risk: null,
            paid_at: now,
          },
        ],
      },
      refunds: [],
      fulfillment: {
        tasks: [
          {
            task_id: `${id}.F1`,
            warehouse_id: 'main',
            cancelled: false,
            items: [{ order_item_id: 'L1', quantity: 2, picked: 2, packed: 2 }],
          },
        ],
      },
      shipment,
      shipments: [{ ...shipment, tracking_events: [] }],
      returns: [],
      cart_id: id,
      external_reference: null,
      purchase_order_number: null,
      quote_id: null,
      exchange_of: null,
      placed_at: now,
      reservation_expires_at: '2026-11-23T15:15:00.000Z',
      shipping_address: address,
      billing_address: address,
      documents: [],
      timeline: ['pending', 'payment_pending', 'confirmed', 'processing', 'ready_to_ship', 'shipped', 'delivered'].map(
        (status) => ({ status, timestamp: now }),
      ),
    });
  });

  it('places a direct order, and cancels it with the approval of whoever may give it', async () => {
    const order = await http.ok('POST', '/orders', {
      type: 'b2b',
      customer_id: 'c7',
      items: [{ variant_id: '2', quantity: 10 }],
      coupons: ['WELCOME'],
      shipping_method: 'standard',
      payment_method: 'credit_terms',
      external_reference: 'PO 4711',
      shipping_address: address,
    });
    assertHas(order, { type: 'b2b', status: 'pending', external_reference: 'PO 4711', version: 1 });
    assertHas(order, { totals: { subtotal: 85, discount: 8.5, shipping: 0, total: 76.5 } });

    const id = await placedOrder(http);
    await takeTo(http, id, 'processing');
    const operator = { authorization: 'Bearer order.operator olga demo' };
    const cancel = { body: { reason: 'changed my mind' }, headers: operator };
    const refused = await http.refused('POST', `/api/v1/orders/${id}/cancel`, cancel);
    assert.match(refused, /^4\d\d approval_required$/);
    const cancelled = await http.ok('POST', `/orders/${id}/cancel`, { reason: 'changed my mind' });
    assertHas(cancelled, { status: 'cancelled', allowed_actions: [] });
  });

  it('captures what was authorised, in the currency of the order only', async () => {
    const order = await http.ok('POST', '/orders', {
      type: 'b2b',
      customer_id: 'c7',
      items: [{ variant_id: '2', quantity: 12 }],
      shipping_method: 'standard',
      payment_method: 'credit_terms',
    });
    const { order_id: id } = order as { order_id: string };
    const terms = { ...payment, payment_method: 'credit_terms' };
    const beyond = { body: { ...terms, amount: 100.01 } };
    assert.equal(await http.refused('POST', `/api/v1/orders/${id}/payments`, beyond), '422 credit_exceeded');
    const paid = await http.ok('POST', `/orders/${id}/payments`, { ...terms, amount: 100 });
    assertHas(paid, { status: 'authorized', order_status: 'payment_pending' });
    const path = `/orders/${id}/payments/${id}.P1/capture`;
    assert.equal(
      await http.refused('POST', `/api/v1${path}`, { body: { amount: 10, currency: 'CLP' } }),
      '422 currency_mismatch',
    );
    assertHas(await http.ok('POST', path, { amount: 10.5, currency: 'GBP' }), {
      payment: { captured: 10.5 },
    });
  });

  it('pays part of an order back', async () => {
    const id = await placedOrder(http);
    await takeTo(http, id, 'confirmed');
    const order = await http.ok('POST', `/orders/${id}/refunds`, { amount: 5, currency: 'GBP', refund_method: 'cash' });
    const refunds = [{ payment_id: `${id}.P1`, amount: 5, method: 'cash', cause: 'goodwill', status: 'succeeded' }];
    assertHas(order, { payment: { status: 'partially_refunded', refunded: 5 }, refunds });
  });

  it('takes a return from its request to its refund', async () => {
    const id = await placedOrder(http);
    await takeTo(http, id, 'delivered');
    const returnId = await requestedReturn(http, id);
    await http.ok('POST', `/returns/${returnId}/approve`);
    const parcel = [{ order_item_id: 'L1', quantity: 1, condition: 'damaged' }];
    await http.ok('POST', `/returns/${returnId}/receive`, { items: parcel });
    await http.ok('POST', `/returns/${returnId}/refund`, { refund_method: 'store_credit' });
    assertHas(await http.ok('GET', `/returns/${returnId}?min_version=1`), {
      rma_number: 'RMA-2026-000001-1',
      status: 'refunded',
      amount: 12,
      items: [
        {
          order_item_id: 'L1',
          quantity: 1,
          amount: 12,
          reasons: [{ quantity: 1, reason_detail: 'too small' }],
          received: 1,
          accepted: 1,
        },
      ],
    });
    const rejected = await requestedReturn(http, id);
    assertHas(await http.ok('POST', `/returns/${rejected}/reject`, { reason: 'worn' }), {
      status: 'rejected',
    });
  });

  it('exchanges what is returned for something else', async () => {
    const id = await placedOrder(http);
    await takeTo(http, id, 'delivered');
    const items = [{ order_item_id: 'L1', quantity: 1 }];
    const request = { reason: 'wrong_colour', items, refund_method: 'exchange' };
    const path = `/api/v1/orders/${id}/returns`;
    assert.equal(await http.refused('POST', path, { body: request }), '422 exchange_items_required');
    const wanted = { exchange_items: [{ variant_id: '2', quantity: 2 }] };
    const inCash = { ...request, ...wanted, refund_method: 'cash' };
    assert.equal(await http.refused('POST', path, { body: inCash }), '422 exchange_items_unexpected');
    const asked = await http.ok('POST', `/orders/${id}/returns`, { ...request, ...wanted });
    const { return_id: returnId } = asked as { return_id: string };
    const exchange = { order_number: 'ORD-2026-000002', total: 17 };
    assertHas(asked, { refund_method: 'exchange', amount: 12, exchange });
    await http.ok('POST', `/returns/${returnId}/approve`);
    await http.ok('POST', `/returns/${returnId}/receive`);
    await http.ok('POST', `/returns/${returnId}/refund`);
    assertHas(await http.ok('GET', `/returns/${returnId}?min_version=1`), { status: 'refunded', amount: 12, exchange });
    assertHas(await http.ok('GET', `/orders/${id}`), { returns: [{ exchange }], exchange_of: null });
  });

  it('follows a shipment that failed, went out again and came back', async () => {
    const id = await placedOrder(http);
    await takeTo(http, id, 'shipped');
    const scan = { tracking_event_id: 'E1', status: 'in_transit', location: 'Leeds', occurred_at: now };
    await http.ok('POST', `/shipments/${id}.S1/tracking-events`, scan);
    await http.ok('POST', `/shipments/${id}.S1/fail`, { reason: 'nobody there' });
    await http.ok('POST', `/shipments/${id}.S1/dispatch`);
    await http.ok('POST', `/shipments/${id}.S1/return-to-sender`);
    const shipped = await http.ok('GET', `/orders/${id}`);
    assertHas(shipped, {
      status: 'cancelled',
      shipments: [{ status: 'returned_to_sender', tracking_events: [{ ...scan, description: null }] }],
    });
  });
});
