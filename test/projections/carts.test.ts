import assert from 'node:assert/strict';
import type { CartEvent } from '../../domain/cart/events.ts';
import { cartQueries } from '../../projections/carts/queries.ts';
import { added, created, createdAt, line, minute } from './support/carts.ts';
import { freshReadModel, type TestReadModel } from './support/database.ts';
import { TestLog } from './support/log.ts';
import { place } from './support/orders.ts';
import { project } from './support/project.ts';

describe('the read model of carts', () => {
  let database: TestReadModel;
  before(async () => {
    database = await freshReadModel();
  });
  after(() => database.drop());
  beforeEach(() => database.clear());

  const projected = async (...events: readonly CartEvent[]) => {
    const log = new TestLog();
    await log.add(['cart', 'demo', 'c1'], ...events);
    await project(database, log);
    return cartQueries(database.readModel).getCart('demo', 'c1');
  };

  const empty = {
    cartId: 'c1',
    status: 'active',
    version: 1,
    customerId: null,
    currency: 'GBP',
    taxMode: 'inclusive',
    lines: [],
    coupons: [],
    createdAt,
    updatedAt: createdAt,
    expiresAt: '2026-03-31T12:00:00.000Z',
    mergedInto: null,
    orderId: null,
    quote: null,
  } as const;
  const coupon = { code: 'TEN', minimumSpend: 0, expiresAt: null, kind: 'percentage', rate: 100_000 } as const;

  it('begins empty, and does not hold the recovery token', async () => {
    assert.deepEqual(await projected(created('c1')), empty);
  });

  it('follows lines and coupons', async () => {
    const cart = await projected(
      created('c1'),
      added('c1', 'L1', 1),
      added('c1', 'L2', 2),
      { type: 'CartItemQuantityChanged', data: { cartId: 'c1', lineId: 'L2', quantity: 3000, changedAt: minute(3) } },
      { type: 'CartItemRemoved', data: { cartId: 'c1', lineId: 'L1', removedAt: minute(4) } },
      { type: 'CartCouponApplied', data: { cartId: 'c1', coupon, appliedAt: minute(5) } },
      { type: 'CartCouponApplied', data: { cartId: 'c1', coupon: { ...coupon, code: 'B' }, appliedAt: minute(6) } },
      { type: 'CartCouponRemoved', data: { cartId: 'c1', code: 'TEN', removedAt: minute(7) } },
    );
    const lines = [line('L2', 3000)];
    assert.deepEqual(cart, {
      ...empty,
      version: 8,
      lines,
      coupons: [{ ...coupon, code: 'B' }],
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

  it('says where its lines went', async () => {
    const cart = await projected(created('c1'), {
      type: 'CartMergedAway',
      data: { cartId: 'c1', intoCartId: 'c2', lines: [], mergedAt: minute(1) },
    });
    assert.deepEqual(cart, { ...empty, status: 'merged', version: 2, mergedInto: 'c2', updatedAt: minute(1) });
  });

  it('keeps the frozen amounts of a cart that became an order, and nobody’s address', async () => {
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
    const carts = cartQueries(database.readModel);
    assert.equal(await carts.getCart('other', 'c1'), undefined);
    assert.equal(await carts.getCart('demo', 'c1', { onlyCustomerId: 'bob' }), undefined);
    assert.equal((await carts.getCart('demo', 'c1', { onlyCustomerId: 'ada' }))?.cartId, 'c1');
  });

  it('is there for whoever knows the id, while it is a guest’s', async () => {
    await projected(created('c1'));
    const cart = await cartQueries(database.readModel).getCart('demo', 'c1', { onlyCustomerId: 'bob' });
    assert.equal(cart?.cartId, 'c1');
  });
});
