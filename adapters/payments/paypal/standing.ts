import {
  AuthorizationStatus,
  CaptureStatus,
  OrderStatus,
  RefundStatus,
  type Money,
  type Order,
  type OrdersCapture,
  type PaymentAuthorization,
} from '@paypal/paypal-server-sdk';
import { toReason } from '../../../application/payments/gateway-payment.ts';
import type { PaymentStanding, RefundStanding } from '../../../application/ports/payment-gateway.ts';
import { currencies, parseMinor, type Minor } from '../../../domain/shared/money.ts';
import { unavailable } from './client.ts';

/** Lists the statuses of captures whose money came in, even if it went back since. */
const taken: ReadonlySet<CaptureStatus | undefined> = new Set([
  CaptureStatus.Completed,
  CaptureStatus.PartiallyRefunded,
  CaptureStatus.Refunded,
]);

/** Finds an order's payments: our orders have one purchase unit. */
const paymentsOf = (order: Order) => order.purchaseUnits?.[0]?.payments ?? {};

/** Finds the captures that can be refunded, or that were, the oldest first. */
export const takenCaptures = (order: Order): readonly OrdersCapture[] =>
  (paymentsOf(order).captures ?? []).filter(({ status }) => taken.has(status));

export const authorizationOf = (order: Order): PaymentAuthorization | undefined =>
  paymentsOf(order).authorizations?.[0];

/** Checks whether money is on its way to us that cannot be stopped any more. */
export const isArriving = (order: Order): boolean =>
  (paymentsOf(order).captures ?? []).some(({ status }) => status === CaptureStatus.Pending);

/** @throws ServiceUnavailableError if an amount cannot be read: what PayPal answers is not what it documents */
export const paymentStanding = (order: Order): PaymentStanding => {
  const captured = takenCaptures(order).reduce((total, { amount }) => total + toMinor(amount), 0);
  if (captured > 0) return { status: 'captured', captured };
  if (isArriving(order)) return { status: 'pending' };
  const authorization = authorizationOf(order);
  if (authorization !== undefined) return authorizationStanding(authorization);
  const declined = paymentsOf(order).captures?.at(-1);
  if (declined !== undefined) return failed(declined);
  if (order.status === OrderStatus.Approved) return { status: 'approved' };
  return { status: order.status === OrderStatus.Voided ? 'voided' : 'pending' };
};

const authorizationStanding = (authorization: PaymentAuthorization): PaymentStanding => {
  switch (authorization.status) {
    case AuthorizationStatus.Created:
      return { status: 'authorized', amount: toMinor(authorization.amount) };
    case AuthorizationStatus.Denied:
      return { status: 'failed', reason: toReason(authorization.statusDetails?.reason ?? 'denied') };
    case AuthorizationStatus.Pending:
      return { status: 'pending' };
    default:
      return { status: 'voided' };
  }
};

const failed = ({ status, statusDetails }: OrdersCapture): PaymentStanding => ({
  status: 'failed',
  reason: toReason(statusDetails?.reason ?? status ?? 'declined'),
});

export const refundStanding = (status: RefundStatus | undefined): RefundStanding => {
  switch (status) {
    case RefundStatus.Completed:
      return { status: 'succeeded' };
    case RefundStatus.Failed:
    case RefundStatus.Cancelled:
      return { status: 'failed', reason: toReason(status) };
    default:
      return { status: 'pending' };
  }
};

const toMinor = (money: Money | undefined): Minor => {
  const currency = currencies.find((known) => known === money?.currencyCode);
  const minor = currency === undefined || money === undefined ? undefined : parseMinor(money.value, currency);
  if (minor === undefined) throw unavailable('PayPal answered with an amount that cannot be read');
  return minor;
};
