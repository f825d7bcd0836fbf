import type { PosItemsReturned, PosTransactionCompleted, PosTransactionVoided } from '../pos/events.ts';
import { returnKey } from '../pos/ids.ts';
import { currencyDecimals, type Currency, type Minor } from '../shared/money.ts';

export type LoyaltyEvent = PosTransactionCompleted | PosTransactionVoided | PosItemsReturned;

/** Every event type that earns points or loses them, and no other. */
export const loyaltyEvents = [
  'PosTransactionCompleted',
  'PosTransactionVoided',
  'PosItemsReturned',
] as const satisfies readonly LoyaltyEvent['type'][];

/** A call to the Customers port; the organisation is the event's. */
export interface LoyaltyInstruction {
  readonly kind: 'add' | 'take_back';
  readonly customerId: string;
  /** With the kind, what the far end knows a repetition by: the purchase, which earns once, or what took some of it back. */
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
    case 'PosItemsReturned': {
      const { transactionId, returnId, customerId, currency } = event.data;
      const of = { transactionId: returnKey(transactionId, returnId), customerId };
      return instruction('take_back', of, earnedBy(event), currency);
    }
  }
};

/**
 * Points are for whole units. What is taken back is the difference between those that the sale was worth before the return and
 * after it, so that all returns of a sale take back what it earned.
 */
const earnedBy = ({ data: { total, left, currency } }: PosItemsReturned): Minor => {
  const unit = 10 ** currencyDecimals[currency];
  const whole = (amount: Minor) => amount - (amount % unit);
  return whole(left + total) - whole(left);
};

const instruction = (
  kind: LoyaltyInstruction['kind'],
  { customerId, transactionId }: Pick<LoyaltyEvent['data'], 'customerId' | 'transactionId'>,
  amount: Minor,
  currency: Currency,
): LoyaltyInstruction | undefined =>
  customerId === null || amount === 0 ? undefined : { kind, customerId, transactionId, amount, currency };
