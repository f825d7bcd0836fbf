import type { PosTransactionCompleted, PosTransactionVoided } from '../pos-transaction/events.ts';
import type { Currency, Minor } from '../shared/money.ts';

export type LoyaltyEvent = PosTransactionCompleted | PosTransactionVoided;

/** Every event type that earns points or loses them, and no other. */
export const loyaltyEvents = [
  'PosTransactionCompleted',
  'PosTransactionVoided',
] as const satisfies readonly LoyaltyEvent['type'][];

/** A call to the Customers port; the organisation is the event's. */
export interface LoyaltyInstruction {
  readonly kind: 'add' | 'take_back';
  readonly customerId: string;
  /** With the kind, what the far end knows a repetition by: a purchase earns once, and loses once what it earned. */
  readonly transactionId: string;
  /** What was bought for, more than zero: a point a whole unit of the currency, as the far end counts them. */
  readonly amount: Minor;
  readonly currency: Currency;
}

/** What an event means for the customer's points; undefined: nothing, as for a sale to nobody in particular. */
export const loyaltyInstruction = (event: LoyaltyEvent): LoyaltyInstruction | undefined => {
  switch (event.type) {
    case 'PosTransactionCompleted': {
      const { currency, totals } = event.data.quote;
      return instruction('add', event.data, totals.total, currency);
    }
    case 'PosTransactionVoided': {
      const { wasCompleted, total, currency } = event.data;
      return wasCompleted ? instruction('take_back', event.data, total, currency) : undefined;
    }
  }
};

const instruction = (
  kind: LoyaltyInstruction['kind'],
  { customerId, transactionId }: LoyaltyEvent['data'],
  amount: Minor,
  currency: Currency,
): LoyaltyInstruction | undefined =>
  customerId === null || amount === 0 ? undefined : { kind, customerId, transactionId, amount, currency };
