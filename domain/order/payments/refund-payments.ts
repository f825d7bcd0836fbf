import { creditAccountId } from '../../credit/events.ts';
import { allocate } from '../../shared/allocate.ts';
import type { Minor } from '../../shared/money.ts';
import { refundable } from './balance.ts';
import type { EventRecorder, Facts } from '../event-recorder.ts';
import type { CreditDestination } from '../events.ts';
import { paymentOf } from '../parts.ts';
import type { PlacedOrder } from '../state.ts';

type Refund = Facts<'RefundRequested'>;

/** Describes money on its way back. Store credit goes to the buyer's account, to pay `exchangeOrderId` with if that is given. */
export type Refunding = Omit<Refund, 'paymentId' | 'credit'> & Pick<CreditDestination, 'exchangeOrderId'>;

/**
 * Spreads amounts over the payments by what each can still refund: in all at most refundableTotal. The refunds of one
 * request share its id, numbered on: `<refundId>`, `<refundId>.2`, `.3`, …
 */
export const refundAcross = (recorder: EventRecorder, ...refundings: readonly Refunding[]): void => {
  let parts = 0;
  for (const refunding of refundings) {
    for (const share of sharesOf(recorder.order, refunding.amount)) {
      parts += 1;
      refundPayment(recorder, { ...refunding, ...share, refundId: partId(refunding.refundId, parts) });
    }
  }
};

/** Refunds one payment; an amount of 0 or less is none. Where no provider is asked, it has succeeded at once. */
export const refundPayment = (
  recorder: EventRecorder,
  { exchangeOrderId, ...refund }: Refunding & Pick<Refund, 'paymentId'>,
): void => {
  if (refund.amount <= 0) return;
  const credit = refund.method === 'store_credit' ? { credit: creditOf(recorder.order, exchangeOrderId) } : {};
  recorder.record('RefundRequested', { ...refund, ...credit });
  const payment = paymentOf(recorder.order, refund.paymentId);
  if (payment?.settlement !== 'gateway' || refund.method !== 'original_payment') recordRefundPaid(recorder, refund);
};

export const recordRefundPaid = (
  recorder: EventRecorder,
  { refundId, paymentId, amount, returnId }: Pick<Refund, 'refundId' | 'paymentId' | 'amount' | 'returnId'>,
): void => {
  recorder.record('RefundSucceeded', { refundId, paymentId, amount, returnId });
};

const sharesOf = (order: PlacedOrder, amount: Minor): readonly Pick<Refund, 'paymentId' | 'amount'>[] => {
  const payments = order.payments.filter((payment) => refundable(payment) > 0);
  const parts = allocate(amount, payments.map(refundable));
  return payments
    .map(({ paymentId }, index) => ({ paymentId, amount: parts[index] ?? 0 }))
    .filter((share) => share.amount > 0);
};

const creditOf = (order: PlacedOrder, exchangeOrderId: string | undefined): CreditDestination => ({
  creditAccountId: creditAccountId(order),
  customerId: order.customerId,
  currency: order.currency,
  ...(exchangeOrderId !== undefined && { exchangeOrderId }),
});

const partId = (refundId: string, part: number): string => (part === 1 ? refundId : `${refundId}.${part}`);
