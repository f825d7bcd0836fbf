import type { PosTender, TenderSettlement } from '../pos/events.ts';
import type { Minor } from '../shared/money.ts';
import { reactions } from './reaction.ts';

/** A payment that is settled elsewhere than at the till: by the credit ledger, or in points. */
export interface SettledTender {
  readonly paymentId: string;
  readonly amount: Minor;
  readonly settlement: TenderSettlement;
}

/**
 * `settle`: take what the payment takes, and record at the transaction what came of it. `give_back`: what was taken, if anything was.
 * `give_back_unless_held`: the same for a payment that was recorded as settled, if it stayed no longer by then.
 */
export type TenderInstruction =
  | { readonly kind: 'settle' | 'give_back'; readonly tender: SettledTender }
  | { readonly kind: 'give_back_unless_held'; readonly paymentId: string };

/** What an event asks to be settled, in this order. */
export const tenders = reactions<readonly TenderInstruction[]>()({
  PosPaymentTaken: ({ data }) => forEach('settle', [data]),
  PosPaymentReturned: ({ data }) => forEach('give_back', [data]),
  PosPaymentSettled: ({ data }) => [{ kind: 'give_back_unless_held', paymentId: data.paymentId }],
  // One that was rung up here was settled before it could be complete.
  PosTransactionCompleted: ({ data }) => (data.origin === 'offline' ? forEach('settle', data.tenders) : []),
  PosTransactionVoided: ({ data }) => forEach('give_back', data.tenders),
});

type Payment = Pick<PosTender, 'paymentId' | 'amount' | 'settlement'>;

const forEach = (kind: 'settle' | 'give_back', payments: readonly Payment[]): readonly TenderInstruction[] =>
  payments.flatMap(({ paymentId, amount, settlement }) =>
    settlement === undefined ? [] : [{ kind, tender: { paymentId, amount, settlement } }],
  );
