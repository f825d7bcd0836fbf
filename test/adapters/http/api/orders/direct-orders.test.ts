import assert from 'node:assert/strict';
import { z } from 'zod';
import { receivePaymentWebhook } from '../../../../../application/payments/receive-payment-webhook.ts';
import { FixedClock } from '../../../../support/clock.ts';
import { HttpTest, tokenOf } from '../../../../support/http.ts';
import { gatewaysOf, MemoryLog } from '../../../../support/port-doubles.ts';
import { assertHas } from '../../support/assert-has.ts';
import { address } from '../../support/journeys.ts';

const call = { ...tokenOf('order.manager', 'maria') };

/** Two red mugs for 24.00, and shipping for 4.99. */
const mugs = {
  type: 'phone',
  items: [{ variant_id: '1', quantity: 2 }],
  shipping_method: 'standard',
  payment_method: 'cash',
  shipping_address: address,
};

const placed = z.object({ order_id: z.string() });

describe('orders that are placed directly', () => {
  let http: HttpTest;
  before(async () => {
    http = await new HttpTest(({ gateway, handlers }) => {
      const gateways = gatewaysOf(gateway);
      const payments = receivePaymentWebhook({ gateways, handlers, clock: new FixedClock(), log: new MemoryLog() });
      return { webhooks: { payments, carriers: () => Promise.resolve('unknown_sender') } };
    }).listen();
  });
  after(() => http.close());

  const order = async (body: object): Promise<string> =>
    placed.parse(await http.ok('POST', '/orders', body, call)).order_id;
  const show = (id: string, headers: Record<string, string> = call) =>
    http.ok('GET', `/orders/${id}`, undefined, headers);
  const refused = (body: object) => http.refused('POST', '/api/v1/orders', { body, headers: call });

  it('by telephone for a guest say who called, and who took the call', async () => {
    const id = await order({ ...mugs, customer: { name: 'Ada Byron', email: 'ada@example.com' } });
    assertHas(await show(id), {
      type: 'phone',
      status: 'pending',
      customer: { customer_id: null, name: 'Ada Byron', email: 'ada@example.com' },
      shipping_address: address,
      totals: { total: 28.99 },
    });
    assertHas(await http.ok('GET', `/orders/${id}/history`, undefined, call), {
      items: [{ type: 'OrderPlaced', actor: { subject: 'maria', role: 'order.manager' } }],
    });
  });

  it('by telephone for a customer are theirs, and found by their type', async () => {
    const id = await order({ ...mugs, customer_id: 'ann' });
    const ann = tokenOf('order.customer', 'ann');
    assertHas(await show(id, ann), { type: 'phone', customer: { customer_id: 'ann' } });
    const found = await http.ok('GET', '/orders?type=phone', undefined, ann);
    assertHas(found, { items: [{ order_id: id, type: 'phone' }] });
    const eve = tokenOf('order.customer', 'eve');
    assert.equal(await http.refused('GET', `/api/v1/orders/${id}`, { headers: eve }), '404 order_not_found');
  });

  it('by telephone are paid where the caller is sent, and confirmed by the gateway’s word', async () => {
    const id = await order({ ...mugs, payment_method: 'scripted' });
    const payment = { payment_method: 'scripted', amount: 28.99, currency: 'GBP', payer_email: 'ada@example.com' };
    const begun = await http.ok('POST', `/orders/${id}/payments`, payment, call);
    assertHas(begun, { status: 'pending', client_secret: `secret of ${id}.P1`, order_status: 'payment_pending' });
    http.shop.gateway.confirm(`${id}.P1`);
    const body = Buffer.from(http.shop.gateway.outbox[0]!.body).toString();
    const sent = await http.request('POST', '/api/v1/webhooks/scripted', { body, headers: { signature: 'good' } });
    assert.equal(sent.status, 200);
    assertHas(await show(id), {
      status: 'confirmed',
      payment: { status: 'paid', method: 'scripted', captured: 28.99 },
    });
  });

  it('by telephone are paid in cash when they are fetched', async () => {
    const id = await order({ ...mugs, shipping_method: 'standard' });
    const cash = { payment_method: 'cash', amount: 28.99, currency: 'GBP' };
    assertHas(await http.ok('POST', `/orders/${id}/payments`, cash, call), { order_status: 'confirmed' });
  });

  it('of a business carry its purchase order, and pay on terms', async () => {
    const body = { ...mugs, type: 'b2b', customer_id: 'c7', payment_method: 'credit_terms' };
    const id = await order({ ...body, purchase_order_number: 'OC 4500-17' });
    assertHas(await show(id), { type: 'b2b', purchase_order_number: 'OC 4500-17', quote_id: null });
    const twice = await order({ ...body, purchase_order_number: 'OC 4500-17' });
    assert.notEqual(twice, id, 'a number may stand for a year of deliveries');
    const terms = { payment_method: 'credit_terms', amount: 28.99, currency: 'GBP' };
    assertHas(await http.ok('POST', `/orders/${id}/payments`, terms, call), { order_status: 'confirmed' });
  });

  it('have a purchase order only where somebody sends one', async () => {
    const named = { ...mugs, purchase_order_number: 'PO-1' };
    assertHas(await http.ok('POST', '/orders', named, call), { type: 'phone', purchase_order_number: 'PO-1' });
    assert.equal(await refused({ ...named, type: 'online' }), '422 purchase_order_unexpected');
    assert.equal(await refused({ ...named, purchase_order_number: '' }), '400 validation_failed');
    assert.equal(await refused({ ...named, purchase_order_number: '4242424242424242' }), '400 validation_failed');
  });
});
