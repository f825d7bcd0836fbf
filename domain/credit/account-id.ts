import type { Currency } from '../shared/money.ts';

/** Where an order's store credit goes: to its customer's account in that currency, or to one of the order's own. */
export const creditAccountId = (order: {
  readonly currency: Currency;
  readonly customerId: string | null;
  readonly orderId: string;
}): string =>
  order.customerId === null
    ? `${order.currency}.order.${order.orderId}`
    : `${order.currency}.customer.${order.customerId}`;
