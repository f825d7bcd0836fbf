import { returnKey } from '../pos/ids.ts';
import { currencyDecimals, type Currency, type Minor } from '../shared/money.ts';
import { reactions, type EventNamed } from './reaction.ts';

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

/** What an event means for the customer's points; undefined: nothing, as for a sale to no customer in particular. */
export const loyalty = reactions<LoyaltyInstruction | undefined>()({
  PosTransactionCompleted: ({ data }) => instruction('add', data, data.quote.totals.total, data.quote.currency),
  PosTransactionVoided: ({ data }) =>
    data.wasCompleted ? instruction('take_back', data, data.total, data.currency) : undefined,
  PosItemsReturned: (event) => {
    const { transactionId, returnId, customerId, currency } = event.data;
    const of = { transactionId: returnKey(transactionId, returnId), customerId };
    return instruction('take_back', of, earnedBy(event), currency);
  },
});

/**
 * Points are for whole units. What is taken back is the difference between those that the sale was worth before the return and
 * after it, so that all returns of a sale take back what it earned.
 */
const earnedBy = ({ data: { total, left, currency } }: EventNamed<'PosItemsReturned'>): Minor => {
  const unit = 10 ** currencyDecimals[currency];
  const whole = (amount: Minor) => amount - (amount % unit);
  return whole(left + total) - whole(left);
};

const instruction = (
  kind: LoyaltyInstruction['kind'],
  { customerId, transactionId }: { readonly customerId: string | null; readonly transactionId: string },
  amount: Minor,
  currency: Currency,
): LoyaltyInstruction | undefined =>
  customerId === null || amount === 0 ? undefined : { kind, customerId, transactionId, amount, currency };
