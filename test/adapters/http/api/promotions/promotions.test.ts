import assert from 'node:assert/strict';
import { HttpTest, tokenOf } from '../../../../support/http.ts';
import { assertHas } from '../../support/assert-has.ts';
import { checkoutOf, filledCart } from '../../support/journeys.ts';

const spring = {
  code: 'spring',
  name: 'Spring sale',
  benefit: { kind: 'fixed', amount: 2.5 },
  currency: 'GBP',
  minimum_spend: 10,
  channels: ['online', 'pos'],
  customers: { loyalty_tiers: ['gold'] },
  usage: { limit: 3 },
};

describe('promotions over HTTP', () => {
  let http: HttpTest;
  beforeEach(async () => {
    http = await new HttpTest().listen();
  });
  afterEach(() => http.close());

  it('are defined, shown and listed', async () => {
    const expected = {
      promotion_id: 'coupon.SPRING',
      status: 'active',
      version: 1,
      name: 'Spring sale',
      code: 'SPRING',
      benefit: { kind: 'fixed', amount: 2.5 },
      goods: null,
      currency: 'GBP',
      minimum_spend: 10,
      starts_at: null,
      expires_at: null,
      channels: ['online', 'pos'],
      customers: { customer_ids: [], loyalty_tiers: ['gold'] },
      stacking: { kind: 'combinable', priority: 0 },
      usage: { limit: 3, limit_per_customer: null },
      defined_at: http.clock.now(),
      ended_at: null,
      end_reason: null,
    };
    assert.deepEqual(await http.ok('POST', '/promotions', spring), expected);
    assert.deepEqual(await http.ok('GET', '/promotions/coupon.SPRING?min_version=1'), expected);
    assert.deepEqual(await http.ok('GET', '/promotions?code=spring'), { items: [expected], next_cursor: null });
    assert.deepEqual(await http.ok('GET', '/promotions?status=ended'), { items: [], next_cursor: null });
  });

  it('get other terms, and end for good', async () => {
    await http.ok('POST', '/promotions', spring);
    const benefit = { kind: 'buy_x_get_y', buy: 2, get: 1 };
    const revised = await http.ok('POST', '/promotions/coupon.SPRING/revise', { name: 'Three for two', benefit });
    assertHas(revised, { version: 2, code: 'SPRING', benefit: { ...benefit, percent: 100 }, usage: null });
    const ended = await http.ok('POST', '/promotions/coupon.SPRING/end', { reason: 'autumn' });
    assertHas(ended, { version: 3, status: 'ended', end_reason: 'autumn', ended_at: http.clock.now() });
    const history = (await http.ok('GET', '/promotions/coupon.SPRING/history')) as { items: { type: string }[] };
    assert.deepEqual(
      history.items.map(({ type }) => type),
      ['PromotionDefined', 'PromotionChanged', 'PromotionEnded'],
    );
  });

  it('are refused where they make no sense', async () => {
    const cases: readonly (readonly [body: object, answer: string])[] = [
      [{ name: 'x', benefit: { kind: 'fixed', amount: 1 } }, '400 validation_failed'],
      [{ name: 'x', benefit: { kind: 'fixed', amount: 1.234 }, currency: 'GBP' }, '422 invalid_amount'],
      [{ name: 'x', benefit: { kind: 'percentage', percent: 100.5 } }, '400 validation_failed'],
      [{ name: 'x', benefit: { kind: 'percentage', percent: 5 }, usage: { limit: 1 } }, '422 invalid_promotion'],
    ];
    for (const [body, answer] of cases) {
      assert.equal(await http.refused('POST', '/api/v1/promotions', { body }), answer);
    }
    await http.ok('POST', '/promotions', spring);
    assert.equal(
      await http.refused('POST', '/api/v1/promotions', { body: { ...spring, name: 'Mine' } }),
      '409 code_taken',
    );
    assert.equal(await http.refused('GET', '/api/v1/promotions/coupon.NONE'), '404 promotion_not_found');
  });

  it('are the managers’ to define, and no customer’s to see', async () => {
    const body = { body: spring, headers: tokenOf('order.operator', 'olga') };
    assert.equal(await http.refused('POST', '/api/v1/promotions', body), '403 forbidden');
    const headers = tokenOf('order.customer', 'ann');
    assert.equal(await http.refused('GET', '/api/v1/promotions', { headers }), '403 forbidden');
  });
});

describe('the last use of a coupon', () => {
  it('is one order’s, of a hundred that race for it', async () => {
    const http = await new HttpTest().listen();
    try {
      const carts: string[] = [];
      for (let cart = 0; cart < 100; cart += 1) {
        const id = await filledCart(http);
        await http.ok('POST', `/carts/${id}/coupons`, { code: 'LASTONE' });
        carts.push(id);
      }
      const answers = await Promise.all(
        carts.map((id) => http.request('POST', '/api/v1/orders/from-cart', { body: checkoutOf(id) })),
      );
      assert.equal(answers.filter(({ status }) => status === 201).length, 1);
      const refused = answers.filter(({ status }) => status === 422);
      assert.equal(refused.length, 99);
      assert.deepEqual([...new Set(refused.map(({ json }) => json.error.code))], ['promotion_exhausted']);
      const placed = http.shop.store.all().filter(({ type }) => type === 'OrderPlaced');
      assert.equal(placed.length, 1);
      assertHas(placed[0]?.data, { quote: { discounts: [{ code: 'LASTONE', usage: { limit: 1 } }] } });
    } finally {
      await http.close();
    }
  });
});
