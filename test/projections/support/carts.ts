import type { CartEvent, CartLine } from '../../../domain/cart/events.ts';
import { addMinutes } from '../../../domain/shared/instant.ts';

export const createdAt = '2026-03-01T12:00:00.000Z';
export const minute = (minutes: number): string => addMinutes(createdAt, minutes);

export const created = (cartId: string, customerId: string | null = null): CartEvent => ({
  type: 'CartCreated',
  data: {
    cartId,
    customerId,
    currency: 'GBP',
    taxMode: 'inclusive',
    recoveryToken: `${cartId}.secret`,
    expiresAt: addMinutes(createdAt, 30 * 24 * 60),
    createdAt,
  },
});

export const line = (lineId: string, quantity = 1000): CartLine => ({
  lineId,
  variantId: `variant-${lineId}`,
  sku: `SKU-${lineId}`,
  productName: `Product ${lineId}`,
  quantity,
  unitPrice: 500,
  taxClass: 'standard',
  taxRate: 0,
});

export const added = (cartId: string, lineId: string, minutes = 1): CartEvent => ({
  type: 'CartItemAdded',
  data: { cartId, line: line(lineId), addedAt: minute(minutes) },
});
