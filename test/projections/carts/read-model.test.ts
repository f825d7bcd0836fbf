import assert from 'node:assert/strict';
import type { CartEvent } from '../../../domain/cart/events.ts';
import { added, created, createdAt, line, minute } from '../support/carts.ts';
import { describeReadModel } from '../support/describe-read-model.ts';
import { place } from '../support/orders.ts';
import { percentage, promotion } from '../../support/promotions.ts';

const sample = {
  name: 'carts',
  category: 'cart',
  id: 'c1',
  events: [created('c1'), added('c1', 'L1'), added('c1', 'L2')],
  begins: { subject: 'a cart', neverWith: added('c1', 'L1') },
} as const;

describeReadModel('the read model of carts', sample, (model) => {
  const projected = async (...events: readonly CartEvent[]) => {
    await model.log.add(['cart', 'demo', 'c1'], ...events);
    await model.project();
    return model.reads.getCart('demo', 'c1');
  };

  const empty = {
    cartId: 'c1',
    status: 'active',
    version: 1,
    customerId: null,
    currency: 'GBP',
    taxMode: 'inclusive',
    lines: [],
    unavailableLines: [],
    coupons: [],
    promotions: [],
    createdAt,
    updatedAt: createdAt,
    expiresAt: '2026-03-31T12:00:00.000Z',
    mergedInto: null,
    orderId: null,
    quote: null,
  } as const;
  const coupon = percentage('TEN', 100_000);
  const mondays = promotion('mondays', { kind: 'percentage', rate: 50_000 });

  it('begins empty, and does not hold the recovery token', async () => {
    assert.deepEqual(await projected(created('c1')), empty);
  });

  it('follows lines, coupons and what applies by itself', async () => {
    const cart = await projected(
      created('c1'),
      added('c1', 'L1', 1),
      added('c1', 'L2', 2),
      { type: 'CartItemQuantityChanged', data: { cartId: 'c1', lineId: 'L2', quantity: 3000, changedAt: minute(3) } },
      { type: 'CartItemRemoved', data: { cartId: 'c1', lineId: 'L1', removedAt: minute(4) } },
      { type: 'CartCouponApplied', data: { cartId: 'c1', coupon, appliedAt: minute(5) } },
      { type: 'CartCouponApplied', data: { cartId: 'c1', coupon: { ...coupon, code: 'B' }, appliedAt: minute(6) } },
      { type: 'CartCouponRemoved', data: { cartId: 'c1', code: 'TEN', removedAt: minute(7) } },
      { type: 'CartPromotionsOffered', data: { cartId: 'c1', promotions: [mondays], offeredAt: minute(7) } },
    );
    const lines = [line('L2', 3000)];
    assert.deepEqual(cart, {
      ...empty,
      version: 9,
      lines,
      coupons: [{ ...coupon, code: 'B' }],
      promotions: [mondays],
      updatedAt: minute(7),
    });
  });

  it('follows a guest who signs in, leaves, comes back and lets it expire', async () => {
    const cart = await projected(
      created('c1'),
      { type: 'CartAssigned', data: { cartId: 'c1', customerId: 'ada', assignedAt: minute(1) } },
      { type: 'CartMerged', data: { cartId: 'c1', fromCartId: 'c0', lines: [line('L1')], mergedAt: minute(2) } },
      { type: 'CartAbandoned', data: { cartId: 'c1', abandonedAt: minute(3) } },
      { type: 'CartRecovered', data: { cartId: 'c1', recoveredAt: minute(4) } },
      { type: 'CartExpired', data: { cartId: 'c1', expiredAt: minute(5) } },
    );
    const changes = { status: 'expired', version: 6, customerId: 'ada', lines: [line('L1')], updatedAt: minute(5) };
    assert.deepEqual(cart, { ...empty, ...changes });
  });

  it('follows what its items cost and whether they are there, without going back in time', async () => {
    const repriced = (lineIds: readonly string[], unitPrice: number, minutes: number): CartEvent => ({
      type: 'CartItemRepriced',
      data: { cartId: 'c1', lineIds, unitPrice, repricedAt: minute(minutes) },
    });
    const marked = (lineIds: readonly string[], available: boolean, minutes: number): CartEvent => ({
      type: 'CartItemAvailabilityChanged',
      data: { cartId: 'c1', lineIds, available, changedAt: minute(minutes) },
    });
    const cart = await projected(
      created('c1'),
      added('c1', 'L1', 1),
      added('c1', 'L2', 9),
      repriced(['L1', 'L2'], 700, 3),
      repriced(['L2'], 650, 4),
      marked(['L1', 'L2'], false, 5),
      marked(['L1'], true, 6),
    );
    assert.deepEqual(cart, {
      ...empty,
      version: 7,
      lines: [
        { ...line('L1'), unitPrice: 700 },
        { ...line('L2'), unitPrice: 650 },
      ],
      unavailableLines: ['L2'],
      updatedAt: minute(9),
    });
  });

  it('finds the open carts that hold a variant, page by page', async () => {
    for (const cartId of ['c3', 'c1', 'c2', 'c4', 'c5']) {
      await model.log.add(['cart', 'demo', cartId], created(cartId), added(cartId, 'L1'), added(cartId, 'L2', 2));
    }
    await model.log.add(['cart', 'other', 'c9'], created('c9'), added('c9', 'L1'));
    await model.project();
    const carts = model.reads;
    assert.deepEqual(await carts.cartsWithVariant('demo', 'variant-L1', { limit: 2 }), ['c1', 'c2']);

    const removed = (cartId: string, lineId: string): CartEvent => ({
      type: 'CartItemRemoved',
      data: { cartId, lineId, removedAt: minute(3) },
    });
    await model.log.add(['cart', 'demo', 'c2'], removed('c2', 'L1'));
    await model.log.add(['cart', 'demo', 'c3'], {
      type: 'CartAbandoned',
      data: { cartId: 'c3', abandonedAt: minute(3) },
    });
    await model.log.add(['cart', 'demo', 'c4'], { type: 'CartExpired', data: { cartId: 'c4', expiredAt: minute(3) } });
    await model.project();
    assert.deepEqual(await carts.cartsWithVariant('demo', 'variant-L1', { limit: 9 }), ['c1', 'c3', 'c5']);
    assert.deepEqual(await carts.cartsWithVariant('demo', 'variant-L1', { after: 'c1', limit: 1 }), ['c3']);
    assert.deepEqual(await carts.cartsWithVariant('demo', 'variant-L2', { limit: 9 }), ['c1', 'c2', 'c3', 'c5']);
    assert.deepEqual(await carts.cartsWithVariant('other', 'variant-L1', { limit: 9 }), ['c9']);
    assert.deepEqual(await carts.cartsWithVariant('demo', 'none', { limit: 9 }), []);
  });

  it('says where its lines went', async () => {
    const cart = await projected(created('c1'), {
      type: 'CartMergedAway',
      data: { cartId: 'c1', intoCartId: 'c2', lines: [], mergedAt: minute(1) },
    });
    assert.deepEqual(cart, { ...empty, status: 'merged', version: 2, mergedInto: 'c2', updatedAt: minute(1) });
  });

  it('keeps the frozen amounts of a cart that became an order, and no address', async () => {
    const { quote, paymentMethod, terms } = place('o1');
    const address = { name: 'Ada', line1: 'Elm Row 1', city: 'York', country: 'GB' };
    const cart = await projected(created('c1'), {
      type: 'CartCheckedOut',
      data: {
        cartId: 'c1',
        orderId: 'o1',
        orderNumber: 'ORD-2026-000001',
        customerId: 'ada',
        quote,
        paymentMethod,
        terms,
        reservationExpiresAt: minute(16),
        checkedOutAt: minute(1),
        personal: { name: 'Ada', shippingAddress: address, billingAddress: address },
      },
    });
    const changes = {
      status: 'checked_out',
      version: 2,
      customerId: 'ada',
      orderId: 'o1',
      quote,
      updatedAt: minute(1),
    };
    assert.deepEqual(cart, { ...empty, ...changes });
  });

  it('is not there for another organisation, nor for another customer', async () => {
    await projected(created('c1', 'ada'));
    const carts = model.reads;
    assert.equal(await carts.getCart('other', 'c1'), undefined);
    assert.equal(await carts.getCart('demo', 'c1', { onlyCustomerId: 'bob' }), undefined);
    assert.equal((await carts.getCart('demo', 'c1', { onlyCustomerId: 'ada' }))?.cartId, 'c1');
  });

  it('is there for all who know its id, while it is a guest’s', async () => {
    await projected(created('c1'));
    const cart = await model.reads.getCart('demo', 'c1', { onlyCustomerId: 'bob' });
    assert.equal(cart?.cartId, 'c1');
  });
});
