import assert from 'node:assert/strict';
import { HttpTest, tokenOf } from '../../../../support/http.ts';
import { assertHas } from '../../support/assert-has.ts';

const onTerms = {
  type: 'b2b',
  customer_id: 'c7',
  items: [{ variant_id: '1', quantity: 2 }],
  shipping_method: 'standard',
  payment_method: 'credit_terms',
  purchase_order_number: 'PO-4711',
};

describe('credit on terms over HTTP', () => {
  let http: HttpTest;
  beforeEach(async () => {
    http = await new HttpTest().listen();
  });
  afterEach(() => http.close());

  it('is used by an order, due thirty days later, and free again as it is paid', async () => {
    const { limit, available } = (await http.ok('GET', '/customers/c7/credit')) as { limit: number; available: number };
    const { order_id: id } = (await http.ok('POST', '/orders', onTerms)) as { order_id: string };
    const { totals } = (await http.ok('GET', `/orders/${id}`)) as { totals: { total: number } };
    const { total } = totals;
    const payment = { payment_method: 'credit_terms', amount: total, currency: 'GBP' };
    await http.ok('POST', `/orders/${id}/payments`, payment);
    assertHas(await http.ok('GET', `/orders/${id}`), { status: 'confirmed', purchase_order_number: 'PO-4711' });
    const due = { order_id: id, payment_id: `${id}.P1`, amount: total, due_at: '2026-12-23T15:00:00.000Z' };
    assertHas(await http.ok('GET', '/customers/c7/credit'), {
      limit,
      used: total,
      available: Math.round((available - total) * 100) / 100,
      due: [{ ...due, overdue: false }],
    });
    http.clock.advance(31 * 24 * 60);
    assertHas(await http.ok('GET', '/customers/c7/credit'), { due: [{ ...due, overdue: true }] });
    await http.ok('POST', `/orders/${id}/payments/${id}.P1/capture`, { amount: 10, currency: 'GBP' });
    const left = Math.round((total - 10) * 100) / 100;
    assertHas(await http.ok('GET', '/customers/c7/credit'), { used: left, due: [{ amount: left }] });
    await http.ok('POST', `/orders/${id}/payments/${id}.P1/capture`, {});
    assertHas(await http.ok('GET', '/customers/c7/credit'), { used: 0, available, due: [] });
  });

  it('is the customer’s own to see, and nobody’s who has none', async () => {
    const see = (customer: string, subject: string) =>
      http.refused('GET', `/api/v1/customers/${customer}/credit`, { headers: tokenOf('order.customer', subject) });
    assert.equal(await see('c7', 'eve'), '404 credit_not_found');
    assert.equal(await http.refused('GET', '/api/v1/customers/nobody/credit'), '404 credit_not_found');
    const own = await http.request('GET', '/api/v1/customers/c7/credit', { headers: tokenOf('order.customer', 'c7') });
    assert.equal(own.status, 200);
  });
});
