import assert from 'node:assert/strict';
import { HttpTest } from '../../../support/http.ts';
import { address, checkoutOf, filledCart, placedOrder } from '../support/journeys.ts';

const json = { 'content-type': 'application/json' };

const directOrder = {
  type: 'phone',
  items: [{ variant_id: '1', quantity: 2 }],
  shipping_method: 'standard',
  payment_method: 'cash',
};

const payment = (amount: number) => ({ payment_method: 'cash', amount, currency: 'GBP' });

const withAddress = (changes: object) => ({ ...checkoutOf('x'), shipping_address: { ...address, ...changes } });

describe('bad requests', () => {
  let http: HttpTest;
  let cartId: string;
  let orderId: string;
  before(async () => {
    http = await new HttpTest().listen();
    cartId = await filledCart(http);
    orderId = await placedOrder(http);
  });
  after(() => http.close());

  let eventsBefore: number;
  beforeEach(() => {
    eventsBefore = http.shop.store.all().length;
  });
  afterEach('nothing was written', () => {
    assert.equal(http.shop.store.all().length, eventsBefore);
  });

  const item = { variant_id: '1', quantity: 1 };
  const items = '/api/v1/carts/{cart}/items';
  const checkout = '/api/v1/orders/from-cart';

  const bodies: readonly (readonly [what: string, path: string, body: unknown, answer: string])[] = [
    ['no JSON', items, '{"variant_id": ', '400 malformed_json'],
    ['a bare value', items, '"x"', '400 malformed_json'],
    ['nothing', items, undefined, '400 validation_failed'],
    ['a list', items, [], '400 validation_failed'],
    ['null', items, 'null', '400 malformed_json'],
    ['an unknown field', items, { ...item, price: 1 }, '400 validation_failed'],
    ['a missing field', items, { variant_id: '1' }, '400 validation_failed'],
    ['a quantity that is a text', items, { ...item, quantity: '1' }, '400 validation_failed'],
    ['no quantity at all', items, { ...item, quantity: 0 }, '400 validation_failed'],
    ['a negative quantity', items, { ...item, quantity: -1 }, '400 validation_failed'],
    ['a quantity of 4 decimals', items, { ...item, quantity: 0.0001 }, '400 validation_failed'],
    ['a huge quantity', items, { ...item, quantity: 1e300 }, '400 validation_failed'],
    ['a quantity beyond every number', items, '{"variant_id":"1","quantity":1e999}', '400 validation_failed'],
    ['a variant with a zero character', items, { ...item, variant_id: 'a\u0000' }, '400 validation_failed'],
    ['half a surrogate pair', items, '{"variant_id":"\\ud800","quantity":1}', '400 validation_failed'],
    ['a long variant', items, { ...item, variant_id: 'x'.repeat(101) }, '400 validation_failed'],
    ['a prototype', items, '{"variant_id":"1","quantity":1,"__proto__":{"admin":true}}', '400 validation_failed'],
    ['an escaped prototype', items, '{"variant_id":"1","quantity":1,"\\u005f_proto__":1}', '400 validation_failed'],
    ['a constructor', items, '{"variant_id":"1","quantity":1,"constructor":{}}', '400 validation_failed'],
    ['endless nesting', items, `${'['.repeat(10_000)}${']'.repeat(10_000)}`, '400 body_too_deep'],
    ['too much', items, JSON.stringify({ variant_id: 'x'.repeat(300_000) }), '413 body_too_large'],
    ['an unknown product', items, { ...item, variant_id: '99' }, '404 variant_not_found'],
    ['an unknown cart', '/api/v1/carts/nope/items', item, '404 cart_not_found'],
    ['an id with a slash', '/api/v1/carts/a%2Fb/items', item, '400 validation_failed'],
    ['an id that is no text', '/api/v1/carts/%E0%A4%A/items', item, '400 malformed_request'],
    ['a query on a write', `${items}?a=1`, item, '400 validation_failed'],
    ['an unknown currency', '/api/v1/carts', { currency: 'XXX' }, '400 validation_failed'],
    ['an unknown country', checkout, withAddress({ country: 'ZZ' }), '400 validation_failed'],
    ['no address', checkout, { ...checkoutOf('x'), shipping_address: undefined }, '400 validation_failed'],
    [
      'two addresses for the goods',
      checkout,
      { ...checkoutOf('x'), shipping_address_id: 'a' },
      '400 validation_failed',
    ],
    [
      'two addresses for the bill',
      checkout,
      { ...checkoutOf('x'), billing_address: address, billing_address_id: 'a' },
      '400 validation_failed',
    ],
    [
      'two addresses for the goods of a direct order',
      '/api/v1/orders',
      { ...directOrder, shipping_address: address, shipping_address_id: 'a' },
      '400 validation_failed',
    ],
    ['a card number', checkout, withAddress({ line1: 'card 4242 4242 4242 4242' }), '400 validation_failed'],
    ['a line break', checkout, withAddress({ line1: 'a\nb' }), '400 validation_failed'],
    ['no items', '/api/v1/orders', { ...directOrder, items: [] }, '400 validation_failed'],
    ['an order of the tills', '/api/v1/orders', { ...directOrder, type: 'pos' }, '400 validation_failed'],
    ['half a penny', '/api/v1/orders/{order}/payments', payment(1.005), '422 invalid_amount'],
    ['no money', '/api/v1/orders/{order}/payments', payment(0), '400 validation_failed'],
    ['tiny money', '/api/v1/orders/{order}/payments', payment(1e-9), '422 invalid_amount'],
    [
      'a foreign currency',
      '/api/v1/orders/{order}/payments',
      { ...payment(1), currency: 'CLP' },
      '422 currency_mismatch',
    ],
    [
      'an unknown tender',
      '/api/v1/orders/{order}/payments',
      { ...payment(1), payment_method: 'shells' },
      '422 payment_method_unavailable',
    ],
    ['a capture without currency', `/api/v1/orders/{order}/payments/x/capture`, { amount: 1 }, '400 validation_failed'],
    ['a wrong state', '/api/v1/orders/{order}/fulfillment', {}, '409 invalid_transition'],
    ['an unknown task', '/api/v1/fulfillment/nope.F1/pick', {}, '404 order_not_found'],
    ['an unknown shipment', '/api/v1/shipments/nope.S1/deliver', {}, '404 order_not_found'],
    ['an unknown return', '/api/v1/returns/nope/approve', {}, '404 return_not_found'],
  ];

  for (const [what, path, body, answer] of bodies) {
    it(`refuses ${what}: ${answer}`, async () => {
      const target = path.replace('{cart}', cartId).replace('{order}', orderId);
      assert.equal(await http.refused('POST', target, { headers: json, ...(body !== undefined && { body }) }), answer);
    });
  }

  const headers: readonly (readonly [name: string, value: string, answer: string])[] = [
    ['content-type', 'text/plain', '415 unsupported_media_type'],
    ['content-type', 'application/jsonp', '415 unsupported_media_type'],
    ['content-type', 'application/json; charset=latin1', '415 unsupported_media_type'],
    ['content-encoding', 'lzma', '415 unsupported_media_type'],
    ['content-encoding', 'gzip', '400 malformed_request'],
    ['if-match', '3', '400 invalid_if_match'],
    ['if-match', 'W/"3"', '400 invalid_if_match'],
    ['if-match', '*', '400 invalid_if_match'],
    ['if-match', '"99999999999999999999"', '400 invalid_if_match'],
    ['if-match', '"7"', '409 version_conflict'],
    ['idempotency-key', 'x'.repeat(256), '400 invalid_idempotency_key'],
    ['idempotency-key', 'caf\u00e9', '400 invalid_idempotency_key'],
    ['authorization', 'Bearer nonsense', '401 unauthenticated'],
  ];
  for (const [name, value, answer] of headers) {
    it(`refuses ${name}: ${value.slice(0, 30)} with ${answer}`, async () => {
      const target = items.replace('{cart}', cartId);
      assert.equal(await http.refused('POST', target, { body: item, headers: { ...json, [name]: value } }), answer);
    });
  }

  const queries: readonly (readonly [path: string, answer: string])[] = [
    ['/orders?status=lost', '400 validation_failed'],
    ['/orders?stauts=pending', '400 validation_failed'],
    ['/orders?limit=0', '400 validation_failed'],
    ['/orders?limit=101', '400 validation_failed'],
    ['/orders?limit=1&limit=2', '400 validation_failed'],
    ['/orders?from=yesterday', '400 validation_failed'],
    ['/orders?from=0000-01-01T00:00:00Z', '400 validation_failed'],
    ['/orders?from=9999-12-31T23:59:59-23:59', '400 validation_failed'],
    ['/orders?q=%00', '400 validation_failed'],
    [`/orders?cursor=${Buffer.from('0000-01-01T00:00:00.000Z x').toString('base64url')}`, '400 invalid_cursor'],
    ['/orders/x?version=0', '400 validation_failed'],
    ['/orders/x?__proto__=1', '400 validation_failed'],
    ['/orders/x', '404 order_not_found'],
    ['/orders/x/history', '404 order_not_found'],
    ['/orders/x/events', '404 order_not_found'],
    ['/carts/x', '404 cart_not_found'],
    ['/returns/x', '404 return_not_found'],
    ['/picking-lists', '400 validation_failed'],
    ['/nothing', '404 route_not_found'],
  ];
  for (const [path, answer] of queries) {
    it(`answers GET ${path} with ${answer}`, async () => {
      assert.equal(await http.refused('GET', `/api/v1${path}`), answer);
    });
  }

  it('names the methods that a path has', async () => {
    const answer = await http.request('DELETE', `/api/v1/orders/${orderId}`);
    assert.equal(answer.status, 405);
    assert.equal(answer.headers.get('allow'), 'GET, HEAD, OPTIONS');
    assert.equal(answer.json.error.code, 'method_not_allowed');
    const options = await http.request('OPTIONS', '/api/v1/carts');
    assert.deepEqual([options.status, options.headers.get('allow')], [204, 'POST, OPTIONS']);
  });

  it('answers HEAD as GET without a body', async () => {
    for (const path of [`/api/v1/orders/${orderId}`, `/api/v1/orders/${orderId}/events`, '/health']) {
      const answer = await http.request('HEAD', path);
      assert.deepEqual([answer.status, answer.text], [200, '']);
    }
    assert.equal((await http.request('HEAD', '/api/v1/orders/nope')).status, 404);
  });

  it('says where a fault is, and never repeats the value', async () => {
    const body = withAddress({ phone: 'secret-phone!' });
    const { json: answer, text } = await http.request('POST', checkout, { body });
    assert.deepEqual(answer.error.details, {
      in: 'body',
      issues: [{ path: 'shipping_address.phone', message: 'must be a telephone number' }],
    });
    assert.ok(!text.includes('secret-phone'));
  });
});
