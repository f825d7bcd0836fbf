import type { CreditEvent } from '../../domain/credit/events.ts';
import { placeOf, type Decoded } from '../runner/known-events.ts';
import { ProjectionFault } from '../runner/projection-fault.ts';
import type { CreditAccountDocument, CreditEntry } from './view.ts';

/** @throws ProjectionFault for an account that does not begin with an issue */
export const changedAccount = (
  account: CreditAccountDocument | undefined,
  { event, recorded }: Decoded<CreditEvent>,
): CreditAccountDocument => {
  const { creditAccountId, balance, at } = event.data;
  const after = { balance, version: recorded.version, updatedAt: at };
  if (account !== undefined) return { ...account, ...after };
  if (event.type !== 'CreditIssued') {
    throw new ProjectionFault(`a credit account begins with ${event.type} at ${placeOf(recorded)}`);
  }
  const { customerId, currency } = event.data;
  return { creditAccountId, customerId, currency, ...after, openedAt: at };
};

/** What the event means for the account's statement. */
export const entryOf = ({ type, data }: CreditEvent, version: number): CreditEntry => {
  const { orderId, balance, at } = data;
  const nothing = { returnId: null, refundId: null, paymentId: null, exchangeOrderId: null };
  const entry = { ...nothing, version, orderId, balance, at };
  switch (type) {
    case 'CreditIssued': {
      const { amount, returnId, creditId: refundId, exchangeOrderId = null } = data;
      return { ...entry, type: 'issued', amount, returnId, refundId, exchangeOrderId };
    }
    case 'CreditRedeemed':
      return { ...entry, type: 'redeemed', amount: -data.amount, paymentId: data.redemptionId };
    case 'CreditRestored': {
      const { amount, restorationId: refundId, redemptionId: paymentId } = data;
      return { ...entry, type: 'restored', amount, refundId, paymentId };
    }
  }
};
