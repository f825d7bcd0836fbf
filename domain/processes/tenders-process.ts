import type {
  PosPaymentReturned,
  PosPaymentSettled,
  PosPaymentTaken,
  PosTender,
  PosTransactionCompleted,
  PosTransactionVoided,
  TenderSettlement,
} from '../pos/events.ts';
import type { Minor } from '../shared/money.ts';

export type TendersEvent =
  PosPaymentTaken | PosPaymentSettled | PosPaymentReturned | PosTransactionCompleted | PosTransactionVoided;

/** Every event type that may ask something of whoever settles tenders, and no other. */
export const tendersEvents = [
  'PosPaymentTaken',
  'PosPaymentSettled',
  'PosPaymentReturned',
  'PosTransactionCompleted',
  'PosTransactionVoided',
] as const satisfies readonly TendersEvent['type'][];

/** A payment that somebody else settles. */
export interface SettledTender {
  readonly paymentId: string;
  readonly amount: Minor;
  readonly settlement: TenderSettlement;
}

/**
 * `settle`: take what the payment takes, and tell the transaction what came of it. `give_back`: what was taken, if anything was.
 * `give_back_unless_held`: the same for a payment of which it was told that it was settled, if it stayed no longer by then.
 */
export type TenderInstruction =
  | { readonly kind: 'settle' | 'give_back'; readonly tender: SettledTender }
  | { readonly kind: 'give_back_unless_held'; readonly paymentId: string };

/** What an event asks of whoever settles tenders, in this order. */
export const tenderInstructions = (event: TendersEvent): readonly TenderInstruction[] => {
  switch (event.type) {
    case 'PosPaymentTaken':
      return forEach('settle', [event.data]);
    case 'PosPaymentReturned':
      return forEach('give_back', [event.data]);
    case 'PosPaymentSettled':
      return [{ kind: 'give_back_unless_held', paymentId: event.data.paymentId }];
    case 'PosTransactionCompleted':
      // one that was rung up here was settled before it could be complete
      return event.data.origin === 'offline' ? forEach('settle', event.data.tenders) : [];
    case 'PosTransactionVoided':
      return forEach('give_back', event.data.tenders);
  }
};

type Payment = Pick<PosTender, 'paymentId' | 'amount' | 'settlement'>;

const forEach = (kind: 'settle' | 'give_back', payments: readonly Payment[]): readonly TenderInstruction[] =>
  payments.flatMap(({ paymentId, amount, settlement }) =>
    settlement === undefined ? [] : [{ kind, tender: { paymentId, amount, settlement } }],
  );
