import { creditAccountId } from '../../domain/credit/events.ts';
import type { PosTenderMethod, TenderSettlement } from '../../domain/pos/events.ts';
import type { PosTransaction } from '../../domain/pos/state.ts';
import { reject, type Result } from '../../domain/shared/decider.ts';
import { pointsToPay, type PointValue } from '../../domain/shared/pricing/tender-amounts.ts';
import type { Minor } from '../../domain/shared/money.ts';

/**
 * Finds what a payment takes from another ledger; undefined of one that is settled at once. Store credit is the customer's own
 * account's, or that of the account that `reference` names: a guest's, which every caller that knows its id may spend.
 * @returns refusals `store_credit_account_required`, `customer_required`, `loyalty_not_accepted`
 */
export const settlementOf = (
  { transactionId, currency, customerId }: Pick<PosTransaction, 'transactionId' | 'currency' | 'customerId'>,
  payment: { readonly method: PosTenderMethod; readonly amount: Minor; readonly reference: string | null },
  pointValue: PointValue,
): Result<TenderSettlement | undefined> => {
  switch (payment.method) {
    case 'cash':
    case 'card_local':
      return { ok: true, value: undefined };
    case 'store_credit': {
      const own = customerId === null ? null : creditAccountId({ currency, customerId, orderId: transactionId });
      const account = payment.reference ?? own;
      return account === null
        ? accountRequired()
        : settled({ kind: 'store_credit', creditAccountId: account, customerId });
    }
    case 'loyalty': {
      if (customerId === null) return customerRequired();
      const points = pointsToPay(payment.amount, currency, pointValue);
      return points === undefined ? notAccepted() : settled({ kind: 'loyalty', customerId, points });
    }
  }
};

const settled = (value: TenderSettlement) => ({ ok: true, value }) as const;

const accountRequired = () =>
  reject('rule', 'store_credit_account_required', 'identify the customer, or name the store credit account to spend');

const customerRequired = () => reject('rule', 'customer_required', 'identify the customer whose points these are');

const notAccepted = () => reject('rule', 'loyalty_not_accepted', 'points pay for nothing here: take another tender');
