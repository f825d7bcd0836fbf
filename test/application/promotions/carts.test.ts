import assert from 'node:assert/strict';
import { cartQuote } from '../../../domain/cart/check-out.ts';
import type { Promotion } from '../../../domain/shared/pricing/promotion.ts';
import { contextFor } from '../../support/command-contexts.ts';
import { customersOf } from '../../support/port-doubles.ts';
import { fixed, promotion } from '../../support/promotions.ts';
import { accepted, deliveryTo, filledCart, refused, testEngine, type TestEngine } from '../../support/test-engine.ts';

const now = '2026-11-23T15:00:00.000Z';
const tenth = promotion('tenth', { kind: 'percentage', rate: 100_000 });
const threeForTwo = promotion(
  'three-for-two',
  { kind: 'buy_x_get_y', buy: 2, get: 1, rate: 1_000_000 },
  { goods: { variantIds: ['v2'], skus: [], taxClasses: [] } },
);
const forGold = { customers: { customerIds: [], loyaltyTiers: ['gold'] } };

const tiered = (loyaltyTier: string) => {
  const asked: string[] = [];
  const ana = {
    customerId: 'c1',
    name: 'Ana',
    email: 'ana@example.pe',
    phone: '',
    loyaltyTier,
    loyaltyPoints: 0,
    credit: null,
    addresses: [],
  };
  const known = customersOf(ana);
  const customers = {
    ...known,
    customer: (organizationId: string, customerId: string) => {
      asked.push(customerId);
      return known.customer(organizationId, customerId);
    },
  };
  return { asked, customers };
};

const stateOf = async ({ handlers }: TestEngine, cartId: string) => {
  const seen = await handlers.cart.handle(cartId, contextFor('look'), () => ({ ok: true, events: [] }));
  return accepted(seen);
};

describe('promotions that apply by themselves, in carts', () => {
  it('are offered by every change to the goods that they are about, and shown at what they give', async () => {
    const fixture = testEngine({ promotions: [tenth, threeForTwo] });
    const { carts } = fixture.engine;
    const cartId = await filledCart(fixture);
    const ids = async () => (await stateOf(fixture, cartId)).promotions.map(({ promotionId }) => promotionId);
    assert.deepEqual(await ids(), ['tenth']);
    accepted(await carts.addItem(contextFor('v2'), cartId, { variantId: 'v2', quantity: 3000 }));
    assert.deepEqual(await ids(), ['tenth', 'three-for-two']);
    assert.deepEqual(
      cartQuote(await stateOf(fixture, cartId), now).discounts.map(({ promotionId, amount }) => [promotionId, amount]),
      [
        ['tenth', 900],
        ['three-for-two', 1000],
      ],
    );
    accepted(await carts.removeItem(contextFor('no v2'), cartId, 'L2'));
    assert.deepEqual(await ids(), ['tenth']);
    accepted(await carts.removeItem(contextFor('nothing'), cartId, 'L1'));
    assert.deepEqual(await ids(), []);
  });

  it('give in the order what the cart showed, whatever became of them since', async () => {
    const fixture = testEngine({ promotions: [tenth] });
    const cartId = await filledCart(fixture);
    const shown = cartQuote(await stateOf(fixture, cartId), now).totals.discount;
    const { engine } = testEngine({ store: fixture.store, process: 1, orderNumbers: fixture.orderNumbers });
    const order = accepted(await engine.carts.checkOut(contextFor('order'), { cartId, ...deliveryTo }));
    assert.deepEqual([shown, order.totals.discount], [600, 600]);
  });

  it('are those of the organisation’s next change', async () => {
    const fixture = testEngine({ promotions: [tenth] });
    const cartId = await filledCart(fixture);
    const later = testEngine({ store: fixture.store, process: 1 });
    accepted(await later.engine.carts.changeItem(contextFor('more'), cartId, 'L1', { quantity: 7000 }));
    assert.deepEqual((await stateOf(later, cartId)).promotions, []);
  });

  it('are those for the channel, the currency, the time and the customer', async () => {
    const others: readonly Promotion[] = [
      { ...tenth, promotionId: 'at tills', channels: ['pos'] },
      { ...tenth, promotionId: 'in pesos', currency: 'CLP' },
      { ...tenth, promotionId: 'tomorrow', startsAt: '2026-11-24T00:00:00.000Z' },
      { ...tenth, promotionId: 'yesterday', expiresAt: now },
      { ...tenth, promotionId: 'of others', customers: { customerIds: ['c2'], loyaltyTiers: [] } },
      { ...tenth, promotionId: 'mine', customers: { customerIds: ['c1'], loyaltyTiers: [] }, currency: 'USD' },
    ];
    const fixture = testEngine({ promotions: others });
    const cart = await stateOf(fixture, await filledCart(fixture));
    assert.deepEqual(
      cart.promotions.map(({ promotionId }) => promotionId),
      ['mine'],
    );
  });

  it('turn on a tier that is asked for only if there is one to ask for', async () => {
    const { asked, customers } = tiered('gold');
    const golden: Promotion = { ...tenth, promotionId: 'golden', ...forGold };
    const without = testEngine({ promotions: [tenth], customers });
    await filledCart(without);
    assert.deepEqual(asked, []);
    const overs = testEngine({ promotions: [{ ...golden, expiresAt: now }], customers });
    await filledCart(overs);
    assert.deepEqual(asked, []);
    const fixture = testEngine({ promotions: [golden], customers });
    assert.deepEqual((await stateOf(fixture, await filledCart(fixture, 'guest', null))).promotions, []);
    assert.deepEqual(asked, []);
    assert.deepEqual((await stateOf(fixture, await filledCart(fixture))).promotions, [golden]);
    assert.deepEqual(asked, ['c1']);
    const silver = testEngine({ promotions: [golden], customers: tiered('silver').customers });
    assert.deepEqual((await stateOf(silver, await filledCart(silver))).promotions, []);
  });

  it('come to a merged cart with the guest’s goods', async () => {
    const fixture = testEngine({ promotions: [threeForTwo] });
    const { carts } = fixture.engine;
    const cartId = await filledCart(fixture);
    const fromCartId = await filledCart(fixture, 'guest', null);
    accepted(await carts.addItem(contextFor('v2'), fromCartId, { variantId: 'v2', quantity: 3000 }));
    const merged = accepted(await carts.merge(contextFor('merge'), cartId, { fromCartId }));
    assert.deepEqual(merged.promotions, [threeForTwo]);
  });
});

describe('coupons that are not for everybody', () => {
  const coupon = (code: string, changes: Parameters<typeof fixed>[2]) => fixed(code, 500, changes);
  const promotions = [
    coupon('TILLS', { channels: ['pos'] }),
    coupon('OTHERS', { customers: { customerIds: ['c2'], loyaltyTiers: [] } }),
    coupon('GOLD', forGold),
    coupon('EACHONCE', { usage: { limit: null, limitPerCustomer: 1 } }),
    coupon('PESOS', { currency: 'CLP' }),
    coupon('TOMORROW', { startsAt: '2026-11-24T00:00:00.000Z' }),
  ];
  const codeOf = async (fixture: TestEngine, cartId: string, code: string) =>
    refused(await fixture.engine.carts.applyCoupon(contextFor(`${cartId} ${code}`), cartId, { code }));

  it('are refused with the reason, in carts and in direct orders', async () => {
    const fixture = testEngine({ promotions, customers: tiered('silver').customers });
    const cartId = await filledCart(fixture);
    const expected = [
      ['TILLS', { kind: 'rule', code: 'coupon_wrong_channel' }],
      ['OTHERS', { kind: 'rule', code: 'coupon_not_for_customer' }],
      ['GOLD', { kind: 'rule', code: 'coupon_not_for_customer' }],
      ['PESOS', { kind: 'not_found', code: 'coupon_not_found' }],
      ['TOMORROW', { kind: 'rule', code: 'coupon_not_started' }],
    ] as const;
    for (const [code, refusal] of expected) {
      assert.deepEqual(await codeOf(fixture, cartId, code), refusal);
      const order = {
        ...deliveryTo,
        orderType: 'phone',
        customerId: 'c1',
        items: [{ variantId: 'v1', quantity: 6000 }],
        couponCodes: [code],
      } as const;
      assert.deepEqual(refused(await fixture.engine.orders.place(contextFor(`order ${code}`), order)), refusal);
    }
    accepted(await fixture.engine.carts.applyCoupon(contextFor('once'), cartId, { code: 'EACHONCE' }));
    assert.deepEqual(await codeOf(fixture, await filledCart(fixture, 'guest', null), 'EACHONCE'), {
      kind: 'rule',
      code: 'coupon_not_for_customer',
    });
  });
});

describe('promotions in direct orders', () => {
  it('apply by themselves where they are for, once for a code however often it is named', async () => {
    const promotions = [{ ...tenth, channels: ['phone'] } as const, fixed('FIVE', 500)];
    const { engine } = testEngine({ promotions });
    const place = async (orderType: 'phone' | 'b2b', couponCodes: readonly string[]) => {
      const order = {
        ...deliveryTo,
        orderType,
        customerId: 'c1',
        items: [{ variantId: 'v1', quantity: 6000 }],
        couponCodes,
      };
      const placed = accepted(await engine.orders.place(contextFor(`${orderType} ${couponCodes.join()}`), order));
      return placed.discounts.map(({ code, amount }) => [code, amount]);
    };
    assert.deepEqual(await place('phone', []), [['tenth', 600]]);
    assert.deepEqual(await place('b2b', ['FIVE', 'five']), [['FIVE', 500]]);
  });
});
