import assert from 'node:assert/strict';
import { assertHas } from '../../support/assert-has.ts';
import { HttpTest, tokenOf } from '../../../../support/http.ts';
import { filledCart } from '../../support/journeys.ts';

describe('carts and products over HTTP', () => {
  let http: HttpTest;
  beforeEach(async () => {
    http = await new HttpTest().listen();
  });
  afterEach(() => http.close());

  it('starts a cart and tells its recovery token once', async () => {
    const answer = await http.request('POST', '/api/v1/carts', { body: { customer_id: 'c1', currency: 'GBP' } });
    const { cart_id: id } = answer.json.data as { cart_id: string };
    const cart = {
      cart_id: id,
      status: 'active',
      version: 1,
      customer_id: 'c1',
      currency: 'GBP',
      items: [],
      coupons: [],
      promotions: [],
      totals: { subtotal: 0, discount: 0, tax: 0, total: 0, currency: 'GBP' },
      merged_into: null,
      order_id: null,
      created_at: '2026-11-23T15:00:00.000Z',
      expires_at: '2026-12-23T15:00:00.000Z',
    };
    assert.equal(answer.status, 201);
    assert.equal(answer.headers.get('etag'), '"1"');
    assert.deepEqual(answer.json.data, { ...cart, recovery_token: `${id}.secret-0-1` });
    assert.deepEqual(await http.ok('GET', `/carts/${id}`), cart);
  });

  it('adds, changes and removes lines, weighed ones too', async () => {
    const id = await filledCart(http);
    await http.ok('POST', `/carts/${id}/items`, { variant_id: '2', quantity: 0.35 });
    const cart = await http.ok('PATCH', `/carts/${id}/items/L1`, { quantity: 3 });
    assertHas(cart, {
      version: 4,
      items: [
        { item_id: 'L1', quantity: 3, unit_price: 12, discount: 0, tax: 6, subtotal: 36 },
        { item_id: 'L2', quantity: 0.35, unit_price: 8.5, discount: 0, tax: 0.5, subtotal: 2.98 },
      ],
      totals: { subtotal: 38.98, discount: 0, tax: 6.5, total: 38.98, currency: 'GBP' },
    });
    const rest = (await http.ok('DELETE', `/carts/${id}/items/L1`)) as { items: object[] };
    assert.deepEqual(
      rest.items.map((item) => 'item_id' in item && item.item_id),
      ['L2'],
    );
  });

  it('applies a coupon and takes it away', async () => {
    const id = await filledCart(http);
    const reduced = await http.ok('POST', `/carts/${id}/coupons`, { code: 'welcome' });
    assertHas(reduced, {
      coupons: [{ code: 'WELCOME', discount: 2.4 }],
      totals: { discount: 2.4, total: 21.6 },
    });
    const full = await http.ok('DELETE', `/carts/${id}/coupons/WELCOME`);
    assertHas(full, { coupons: [], totals: { discount: 0, total: 24 } });
    const unknown = { body: { code: 'NOPE' } };
    assert.equal(await http.refused('POST', `/api/v1/carts/${id}/coupons`, unknown), '404 coupon_not_found');
  });

  it('merges a guest’s cart into a customer’s', async () => {
    const guest = await filledCart(http);
    const own = await filledCart(http, { customer_id: 'c1' });
    const merged = await http.ok(
      'POST',
      `/carts/${own}/merge`,
      { from_cart_id: guest },
      tokenOf('order.customer', 'c1'),
    );
    assertHas(merged, { customer_id: 'c1', items: [{ quantity: 4 }] });
    assertHas(await http.ok('GET', `/carts/${guest}`), { status: 'merged', merged_into: own });
  });

  it('finds a cart again by its token, and only by the right one', async () => {
    const made = (await http.ok('POST', '/carts', {})) as { cart_id: string; recovery_token: string };
    const found = await http.ok('POST', '/carts/recover', { token: made.recovery_token });
    assertHas(found, { cart_id: made.cart_id });
    const wrong = { body: { token: `${made.cart_id}.guess` } };
    assert.match(await http.refused('POST', '/api/v1/carts/recover', wrong), /^4\d\d /);
  });

  it('gives a customer’s new cart to that customer and nobody else', async () => {
    const headers = tokenOf('order.customer', 'c1');
    assertHas(await http.ok('POST', '/carts', {}, headers), { customer_id: 'c1' });
    const forOther = { body: { customer_id: 'c2' }, headers };
    assert.equal(await http.refused('POST', '/api/v1/carts', forOther), '403 forbidden');
  });

  it('finds products by words and by barcode', async () => {
    const red = {
      variant_id: '1',
      sku: 'SKU-1',
      product_name: 'RED MUG',
      barcode: '4000000000001',
      tax_class: 'standard',
      unit_price: 12,
      currency: 'GBP',
    };
    assert.deepEqual(await http.ok('GET', '/products?q=red'), { items: [red] });
    assert.deepEqual(await http.ok('GET', '/products?barcode=4000000000001'), { items: [red] });
    assert.deepEqual(await http.ok('GET', '/products?barcode=1'), { items: [] });
    assert.equal(((await http.ok('GET', '/products?limit=2')) as { items: [] }).items.length, 2);
    assert.equal(await http.refused('GET', '/api/v1/products?q=a&barcode=1'), '400 validation_failed');
  });
});
