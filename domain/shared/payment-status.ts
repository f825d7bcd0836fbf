import type { Minor } from './money.ts';

/** An order's money in one word. */
export const paymentStatuses = [
  'unpaid',
  'pending',
  'failed',
  'voided',
  'authorized',
  'partially_paid',
  'paid',
  'partially_refunded',
  'refunded',
] as const;

export type OrderPaymentStatus = (typeof paymentStatuses)[number];

interface Payment {
  readonly status: string;
  readonly captured: Minor;
  readonly refunded: Minor;
}

/**
 * What came of an order's money: `partially_paid` and `paid` compare what was captured with the total, `refunded` means
 * all that was captured. Before any capture: the furthest of its payments, `unpaid` if it has none.
 */
export const paymentStatusOf = (total: Minor, payments: readonly Payment[]): OrderPaymentStatus => {
  const paid = payments.reduce((sum, { captured }) => sum + captured, 0);
  const refunded = payments.reduce((sum, payment) => sum + payment.refunded, 0);
  if (refunded > 0) return refunded >= paid ? 'refunded' : 'partially_refunded';
  if (paid > 0) return paid >= total ? 'paid' : 'partially_paid';
  const has = (status: string): boolean => payments.some((payment) => payment.status === status);
  if (has('authorized') || has('void_requested')) return 'authorized';
  if (has('pending')) return 'pending';
  const last = payments.at(-1);
  if (last === undefined) return 'unpaid';
  return last.status === 'voided' ? 'voided' : 'failed';
};
