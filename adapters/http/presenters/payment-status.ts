import type { PaymentState } from '../../../domain/order/state.ts';
import type { Minor } from '../../../domain/shared/money.ts';
import type { paymentStatuses } from '../schemas/order-parts.ts';

/** The order's money in one word: what came of it, or else the furthest of its payments. */
export const paymentStatusOf = (total: Minor, payments: readonly PaymentState[]): (typeof paymentStatuses)[number] => {
  const paid = payments.reduce((sum, { captured }) => sum + captured, 0);
  const refunded = payments.reduce((sum, payment) => sum + payment.refunded, 0);
  if (refunded > 0) return refunded >= paid ? 'refunded' : 'partially_refunded';
  if (paid > 0) return paid >= total ? 'paid' : 'partially_paid';
  const has = (status: PaymentState['status']): boolean => payments.some((payment) => payment.status === status);
  if (has('authorized') || has('void_requested')) return 'authorized';
  if (has('pending')) return 'pending';
  const last = payments.at(-1);
  if (last === undefined) return 'unpaid';
  return last.status === 'voided' ? 'voided' : 'failed';
};
