import assert from 'node:assert/strict';
import { z } from 'zod';
import { HttpTest, tokenOf } from '../../../../support/http.ts';
import { assertHas } from '../../support/assert-has.ts';
import { address } from '../../support/journeys.ts';

const [olga, maria] = [tokenOf('order.operator', 'olga'), tokenOf('order.manager', 'maria')];
const [customer, stranger] = [tokenOf('order.customer', 'c7'), tokenOf('order.customer', 'c8')];

/** Twenty red mugs for 12.00 each: 240.00 GBP, tax included, shipping free. */
const mugs = {
  customer_id: 'c7',
  customer: { name: 'El Tornillo', email: 'compras@tornillo.example' },
  items: [{ variant_id: '1', quantity: 20 }],
  shipping_method: 'standard',
  payment_method: 'credit_terms',
  shipping_address: address,
  notes: 'delivered within a week',
  internal_notes: 'asks for more discount',
};

/** The same for 10.00 each. */
const negotiated = {
  ...mugs,
  currency: 'GBP',
  items: [{ variant_id: '1', quantity: 20, unit_price: 10, price_reason: 'twenty at once' }],
};

const made = z.object({ quote_id: z.string() });
const orderOf = z.object({ order_id: z.string() });

describe('quotes over HTTP', () => {
  let http: HttpTest;
  beforeEach(async () => {
    http = await new HttpTest().listen();
  });
  afterEach(() => http.close());

  const quoted = async (body: object = mugs): Promise<string> =>
    made.parse(await http.ok('POST', '/quotes', body, olga)).quote_id;
  const ask = (id: string, action: string, body: object = {}, headers = maria) =>
    http.ok('POST', `/quotes/${id}/${action}`, body, headers);
  const refused = (path: string, body: object = {}, headers = maria) =>
    http.refused('POST', `/api/v1/quotes${path}`, { body, headers });

  it('are offered at once at the catalog’s prices, and read by staff with everything', async () => {
    const answer = await http.ok('POST', '/quotes', mugs, olga);
    const { quote_id } = made.parse(answer);
    const expected = {
      quote_id,
      type: 'b2b',
      status: 'offered',
      revision: 1,
      version: 2,
      allowed_actions: ['revise', 'accept', 'reject', 'withdraw'],
      customer_id: 'c7',
      customer: { customer_id: 'c7', name: 'El Tornillo', email: 'compras@tornillo.example' },
      currency: 'GBP',
      total: 240,
      items: [
        {
          item_id: 'L1',
          variant_id: '1',
          sku: 'SKU-1',
          product_name: 'RED MUG',
          quantity: 20,
          list_price: 12,
          unit_price: 12,
          tax: 40,
          subtotal: 240,
        },
      ],
      totals: { subtotal: 240, shipping: 0, tax: 40, discount: 0, total: 240, currency: 'GBP' },
      shipping_method: 'standard',
      payment_method: 'credit_terms',
      shipping_address: address,
      billing_address: address,
      notes: 'delivered within a week',
      reason: null,
      refusal: null,
      valid_until: '2026-12-23T15:00:00.000Z',
      purchase_order_number: null,
      order_id: null,
      order_number: null,
      drafted_at: http.clock.now(),
      offered_at: http.clock.now(),
      accepted_at: null,
      accepted_by: null,
      internal: {
        approval_reasons: [],
        approved_by: null,
        negotiated: [],
        notes: 'asks for more discount',
        drafted_by: 'olga',
      },
    };
    assert.deepEqual(answer, expected);
    assert.deepEqual(await http.ok('GET', `/quotes/${quote_id}?min_version=2`, undefined, olga), expected);
  });

  it('below the catalog’s prices wait for a manager', async () => {
    const id = await quoted(negotiated);
    const shown = await http.ok('GET', `/quotes/${id}`, undefined, olga);
    assertHas(shown, {
      status: 'pending_approval',
      total: 200,
      items: [{ list_price: 12, unit_price: 10 }],
      internal: {
        approval_reasons: ['negotiated_price'],
        negotiated: [{ item_id: 'L1', negotiated_by: 'olga', reason: 'twenty at once' }],
      },
    });
    assert.equal(await refused(`/${id}/approve`, {}, olga), '403 forbidden');
    assert.equal(await refused(`/${id}/approve`, { revision: 2 }), '409 quote_revised');
    assertHas(await ask(id, 'approve', { revision: 1 }), { status: 'offered', internal: { approved_by: 'maria' } });
  });

  it('are declined, revised, rejected, revised again and withdrawn, each with its reason', async () => {
    const id = await quoted(negotiated);
    assertHas(await ask(id, 'decline', { reason: 'below cost' }), { status: 'declined', reason: 'below cost' });
    const terms = { items: mugs.items, shipping_method: 'standard', valid_until: '2026-11-30T00:00:00Z' };
    assertHas(await ask(id, 'revise', terms, olga), {
      status: 'offered',
      revision: 2,
      total: 240,
      valid_until: '2026-11-30T00:00:00.000Z',
      notes: null,
    });
    assertHas(await ask(id, 'reject', { reason: 'too expensive' }, customer), { status: 'rejected', internal: null });
    assertHas(await ask(id, 'revise', terms, olga), { status: 'offered', revision: 3, reason: null });
    assertHas(await ask(id, 'withdraw', { reason: 'sold out' }, olga), { status: 'withdrawn', allowed_actions: [] });
    assert.equal(await refused(`/${id}/accept`), '409 invalid_transition');
  });

  it('are accepted by their customer: once, as an order at those prices that can be paid on terms', async () => {
    const id = await quoted({ ...negotiated, items: [{ ...negotiated.items[0], quantity: 6 }] });
    await ask(id, 'approve');
    const accepted = await ask(id, 'accept', { purchase_order_number: 'PO-77', revision: 1 }, customer);
    assertHas(accepted, {
      status: 'ordered',
      allowed_actions: [],
      purchase_order_number: 'PO-77',
      order_number: 'ORD-2026-000001',
      accepted_by: 'c7',
      accepted_at: http.clock.now(),
    });
    const { order_id } = orderOf.parse(accepted);
    const again = await ask(id, 'accept', { purchase_order_number: 'PO-77' });
    assertHas(again, { status: 'ordered', order_id });
    assertHas(await http.ok('GET', `/orders/${order_id}`, undefined, customer), {
      type: 'b2b',
      status: 'pending',
      purchase_order_number: 'PO-77',
      quote_id: id,
      customer: { customer_id: 'c7', name: 'El Tornillo', email: 'compras@tornillo.example' },
      items: [{ unit_price: 10, quantity: 6, subtotal: 60 }],
      totals: { total: 60 },
      reservation_expires_at: '2026-11-30T15:00:00.000Z',
    });
    const onTerms = { payment_method: 'credit_terms', amount: 60, currency: 'GBP' };
    assertHas(await http.ok('POST', `/orders/${order_id}/payments`, onTerms, maria), { order_status: 'confirmed' });
  });

  it('show customers what is offered to them, without what it took', async () => {
    const id = await quoted(negotiated);
    const hidden = async (headers: Record<string, string>) => [
      await http.refused('GET', `/api/v1/quotes/${id}`, { headers }),
      await http.refused('GET', `/api/v1/quotes/${id}/history`, { headers }),
      await refused(`/${id}/accept`, {}, headers),
      await http.ok('GET', '/quotes', undefined, headers),
    ];
    const none = [...Array<string>(3).fill('404 quote_not_found'), { items: [], next_cursor: null }];
    assert.deepEqual(await hidden(customer), none);
    await ask(id, 'approve');
    assert.deepEqual(await hidden(stranger), none);
    assertHas(await http.ok('GET', `/quotes/${id}`, undefined, customer), {
      status: 'offered',
      allowed_actions: ['accept', 'reject'],
      items: [{ list_price: 12, unit_price: 10 }],
      notes: 'delivered within a week',
      internal: null,
    });
    assertHas(await http.ok('GET', '/quotes', undefined, customer), { items: [{ quote_id: id, total: 200 }] });
    assertHas(await http.ok('GET', '/quotes?customer_id=c8', undefined, customer), { items: [] });
    const { items } = (await http.ok('GET', `/quotes/${id}/history`, undefined, customer)) as {
      items: { type: string; data: object }[];
    };
    assert.deepEqual(
      items.map(({ type, data }) => [type, Object.keys(data).length > 0]),
      [
        ['SalesQuoteDrafted', false],
        ['SalesQuoteApprovalRequested', false],
        ['SalesQuoteApproved', false],
        ['SalesQuoteOffered', true],
      ],
    );
    assert.equal(await refused('', mugs, customer), '403 forbidden');
  });

  it('are listed by status and customer, a page at a time', async () => {
    const pending = await quoted(negotiated);
    const offered = await quoted();
    const list = async (query: string) => {
      const page = (await http.ok('GET', `/quotes?${query}`, undefined, olga)) as { items: { quote_id: string }[] };
      return page.items.map(({ quote_id }) => quote_id);
    };
    assert.deepEqual(await list(''), [offered, pending]);
    assert.deepEqual(await list('status=pending_approval'), [pending]);
    assert.deepEqual(await list('customer_id=c7&status=offered'), [offered]);
    assert.deepEqual(await list('customer_id=c8'), []);
  });

  it('are changed as they were seen, by If-Match', async () => {
    const id = await quoted();
    const stale = { ...maria, 'if-match': '"1"' };
    assert.equal(await refused(`/${id}/accept`, {}, stale), '409 version_conflict');
    assertHas(await ask(id, 'accept', {}, { ...maria, 'if-match': '"2"' }), { status: 'ordered' });
  });

  it('are refused what cannot be offered', async () => {
    assert.equal(await refused('', { ...mugs, items: [] }), '400 validation_failed');
    assert.equal(await refused('', { ...negotiated, currency: undefined }), '400 validation_failed');
    const [item] = negotiated.items;
    const reasonless = { ...negotiated, items: [{ ...item, price_reason: undefined }] };
    assert.equal(await refused('', reasonless), '400 validation_failed');
    assert.equal(await refused('', { ...negotiated, items: [{ ...item, unit_price: 9.999 }] }), '422 invalid_amount');
    assert.equal(await refused('', { ...mugs, valid_until: '2026-11-23T15:00:00Z' }), '422 validity_in_the_past');
    assert.equal(await refused('', { ...mugs, type: 'phone' }), '422 payment_method_unavailable');
    assert.equal(await refused('', { ...mugs, shipping_address_id: 'depot' }), '400 validation_failed');
    assert.equal(await refused('/nope/accept'), '404 quote_not_found');
    assertHas(await http.ok('POST', '/quotes', { ...negotiated, items: [{ ...item, unit_price: 12.5 }] }, olga), {
      status: 'offered',
      items: [{ list_price: 12, unit_price: 12.5 }],
    });
  });

  it('are over at their moment', async () => {
    const id = await quoted({ ...mugs, valid_until: '2026-11-23T15:30:00Z' });
    http.clock.advance(30);
    assert.equal(await refused(`/${id}/accept`), '409 quote_expired');
  });
});
