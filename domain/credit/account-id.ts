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

/** What a payment in store credit is called as a gateway's payment: leads back to the account that it was taken from. */
export const creditPaymentId = (payment: { readonly creditAccountId: string; readonly paymentId: string }): string =>
  `${payment.creditAccountId}/${payment.paymentId}`;

/** The account of a payment whose id {@link creditPaymentId} made. */
export const accountOfPayment = (payment: { readonly gatewayPaymentId: string; readonly paymentId: string }): string =>
  payment.gatewayPaymentId.slice(0, -`/${payment.paymentId}`.length);
