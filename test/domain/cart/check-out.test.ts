import assert from 'node:assert/strict';
import { cartQuote } from '../../../domain/cart/check-out.ts';
import type { CartEvent } from '../../../domain/cart/events.ts';
import {
  add,
  added,
  address,
  checkOut,
  closedCarts,
  couponApplied,
  created,
  given,
  item,
  minute,
  policy,
  welcome,
} from './carts.ts';

const priced = (lineId: string, variantId: string, unitPrice: number, discount: number, tax: number) => ({
  lineId,
  ...item(variantId, { unitPrice }),
  subtotal: unitPrice,
  discount,
  tax,
  total: unitPrice - discount,
});

const cart = [
  created,
  added('L1', 'mug'),
  added('L2', 'cup', { unitPrice: 3000 }),
  added('L3', 'pot', { unitPrice: 3000 }),
  couponApplied(welcome),
];
const lines = [
  priced('L1', 'mug', 5000, 454, 726),
  priced('L2', 'cup', 3000, 273, 435),
  priced('L3', 'pot', 3000, 273, 435),
];
const discounts = [
  { code: 'WELCOME', kind: 'fixed', amount: 1000, promotionId: 'coupon.WELCOME', name: 'WELCOME' },
] as const;

const checkedOut: CartEvent = {
  type: 'CartCheckedOut',
  data: {
    cartId: 'cart-1',
    orderId: 'cart-1',
    orderNumber: 'ORD-2026-000001',
    customerId: null,
    quote: {
      currency: 'CLP',
      taxMode: 'inclusive',
      lines,
      discounts,
      shipping: { method: 'standard', taxRate: 190_000, cost: 2990, tax: 477, total: 2990 },
      totals: { subtotal: 11_000, discount: 1000, shipping: 2990, tax: 2073, total: 12_990 },
    },
    paymentMethod: 'cash',
    terms: { paymentRetryAttempts: 3, returnWindowDays: 30 },
    reservationExpiresAt: '2026-11-23T15:25:00.000Z',
    checkedOutAt: minute(10),
    personal: { name: 'Ana Rojas', email: 'ana@example.cl', shippingAddress: address, billingAddress: address },
  },
};

describe('cart: checking out', () => {
  it('freezes everything that the order needs', () => {
    const when = given(cart).when(checkOut());
    when.then([checkedOut]);
    const state = when.state();
    assert.ok(state.exists);
    assert.equal(state.status, 'checked_out');
    assert.equal(state.orderId, 'cart-1');
  });

  it('is no event when repeated, whoever repeats it and however', () => {
    given([...cart, checkedOut])
      .when(checkOut({ orderNumber: 'ORD-2026-000002', shippingMethod: 'drone' }))
      .then([]);
  });

  it('is refused for an empty cart', () => {
    given([created]).when(checkOut()).then({ kind: 'rule', code: 'cart_empty' });
  });

  it('is refused for a shipping method that the tenant does not have', () => {
    given(cart)
      .when(checkOut({ shippingMethod: 'drone' }))
      .then({ kind: 'rule', code: 'unknown_shipping_method', details: { methods: ['standard', 'express'] } });
  });

  it('is refused by the rules of an order', () => {
    const ruled = (code: string) => ({ kind: 'rule', code }) as const;
    given([created, added('L1', 'knife')])
      .when(checkOut())
      .then(ruled('restricted_product'));
    given([created, added('L1', 'mug', { unitPrice: 999 })])
      .when(checkOut())
      .then(ruled('below_minimum_amount'));
    given([...cart, added('L4', 'jar')])
      .when(checkOut())
      .then(ruled('max_items_exceeded'));
  });

  it('leaves a coupon that has expired since without effect', () => {
    const history = [created, added('L1', 'mug'), couponApplied({ ...welcome, expiresAt: minute(5) })];
    const [event] = given(history).when(checkOut()).events();
    assert.ok(event?.type === 'CartCheckedOut');
    assert.deepEqual(event.data.quote.discounts, []);
    assert.equal(event.data.quote.totals.total, 7990);
  });

  it('ships free from the tenant’s threshold on', () => {
    const [event] = given([created, added('L1', 'mug', { unitPrice: policy.shipping.freeFrom })])
      .when(checkOut())
      .events();
    assert.ok(event?.type === 'CartCheckedOut');
    assert.deepEqual(event.data.quote.shipping, { method: 'standard', taxRate: 190_000, cost: 0, tax: 0, total: 0 });
  });
});

describe('cartQuote', () => {
  it('gives the totals of a cart before shipping is chosen', () => {
    const [, ...rest] = cart;
    const state = given([created, ...rest])
      .when({ type: 'ExpireCart', at: minute(0) })
      .state();
    assert.ok(state.exists);
    assert.deepEqual(cartQuote(state, minute(10)), {
      currency: 'CLP',
      taxMode: 'inclusive',
      lines,
      discounts,
      shipping: null,
      totals: { subtotal: 11_000, discount: 1000, shipping: 0, tax: 1596, total: 10_000 },
    });
  });

  it('takes closed carts too', () => {
    const state = given(closedCarts().expired).when(add('cup')).state();
    assert.ok(state.exists);
    assert.equal(cartQuote(state, minute(10)).totals.total, 5000);
  });
});
