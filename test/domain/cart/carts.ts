import type { AddItem, ApplyCoupon, CartCommand, CheckOut } from '../../../domain/cart/commands.ts';
import type { CartEvent, CartLine } from '../../../domain/cart/events.ts';
import { cartDecider } from '../../../domain/cart/decider.ts';
import type { TenantPolicy } from '../../../domain/shared/policy.ts';
import type { Coupon } from '../../../domain/shared/pricing/promotion.ts';
import { givenFor } from '../../support/given-when-then.ts';
import { usPolicy } from '../../support/policies.ts';
import { fixed, promotion } from '../../support/promotions.ts';

export const given = givenFor(cartDecider);

/** The cart's first moment; {@link minute} counts from it. Nothing of the domain runs while tests are only loaded. */
export const start = '2026-11-23T15:00:00.000Z';
export const minute = (minutes: number): string => start.replace(':00:', `:${String(minutes).padStart(2, '0')}:`);

export const policy: TenantPolicy = {
  ...usPolicy,
  currency: 'CLP',
  tax: { mode: 'inclusive', rates: { standard: 190_000 } },
  shipping: {
    methods: { standard: 2990, express: 5990 },
    freeMethod: 'standard',
    freeFrom: 50_000,
    taxClass: 'standard',
  },
  limits: { minimumAmount: 1000, maximumLines: 3, restrictedVariants: ['knife'] },
};

export const expiresAt = '2026-12-23T15:00:00.000Z';

export const created: CartEvent = {
  type: 'CartCreated',
  data: {
    cartId: 'cart-1',
    customerId: null,
    currency: 'CLP',
    taxMode: 'inclusive',
    recoveryToken: 'cart-1.secret',
    expiresAt,
    createdAt: start,
  },
};

export const item = (variantId: string, changes: Partial<Omit<CartLine, 'lineId'>> = {}): AddItem['item'] => ({
  variantId,
  sku: `SKU-${variantId}`,
  productName: `Product ${variantId}`,
  quantity: 1000,
  unitPrice: 5000,
  taxClass: 'standard',
  taxRate: 190_000,
  ...changes,
});

export const add = (variantId: string, changes: Partial<Omit<CartLine, 'lineId'>> = {}): AddItem => ({
  type: 'AddItem',
  item: item(variantId, changes),
  maximumLines: 3,
  at: minute(10),
});

export const added = (lineId: string, variantId: string, changes: Partial<CartLine> = {}): CartEvent => ({
  type: 'CartItemAdded',
  data: { cartId: 'cart-1', line: { lineId, ...item(variantId), ...changes }, addedAt: minute(1) },
});

export const quantityChanged = (lineId: string, quantity: number): CartEvent => ({
  type: 'CartItemQuantityChanged',
  data: { cartId: 'cart-1', lineId, quantity, changedAt: minute(10) },
});

export const recovered: CartEvent = {
  type: 'CartRecovered',
  data: { cartId: 'cart-1', recoveredAt: minute(10) },
};

export const welcome = fixed('WELCOME', 1000);

export const apply = (changes: Partial<Coupon> = {}): ApplyCoupon => ({
  type: 'ApplyCoupon',
  coupon: { ...welcome, ...(changes.code !== undefined && fixed(changes.code, 1000)), ...changes },
  at: minute(10),
});

/** Of three mugs one is free. */
export const mugs = promotion(
  'mugs',
  { kind: 'buy_x_get_y', buy: 2, get: 1, rate: 1_000_000 },
  {
    name: 'Mugs: 3 for 2',
    goods: { variantIds: ['mug'], skus: [], taxClasses: [] },
    currency: 'CLP',
    minimumSpend: 2000,
    startsAt: '2026-11-01T00:00:00.000Z',
    expiresAt: '2026-12-01T00:00:00.000Z',
    channels: ['online', 'pos'],
    customers: { customerIds: ['c1'], loyaltyTiers: ['gold'] },
    stacking: { kind: 'exclusive' },
  },
);

export const couponApplied = (coupon: Coupon): CartEvent => ({
  type: 'CartCouponApplied',
  data: { cartId: 'cart-1', coupon, appliedAt: minute(2) },
});

export const abandoned: CartEvent = {
  type: 'CartAbandoned',
  data: { cartId: 'cart-1', abandonedAt: minute(5) },
};

export const address = { name: 'Ana Rojas', line1: 'Av. Italia 850', city: 'Santiago', country: 'CL' };

export const checkOut = (changes: Partial<CheckOut> = {}): CheckOut => ({
  type: 'CheckOut',
  orderId: 'cart-1',
  orderNumber: 'ORD-2026-000001',
  shippingMethod: 'standard',
  paymentMethod: 'cash',
  policy,
  personal: { name: 'Ana Rojas', email: 'ana@example.cl', shippingAddress: address, billingAddress: address },
  at: minute(10),
  ...changes,
});

/** A cart with one line after each way to close it, by the status it leaves. */
export const closedCarts = (): Readonly<Record<'merged' | 'expired' | 'checked_out', readonly CartEvent[]>> => {
  const filled = [created, added('L1', 'mug')];
  const after = (command: CartCommand): readonly CartEvent[] => [...filled, ...given(filled).when(command).events()];
  return {
    merged: after({ type: 'MergeAway', intoCartId: 'cart-2', at: minute(5) }),
    expired: after({ type: 'ExpireCart', at: expiresAt }),
    checked_out: after(checkOut({ at: minute(5) })),
  };
};
