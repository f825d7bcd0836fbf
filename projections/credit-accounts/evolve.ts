import type { CreditEvent } from '../../domain/credit/events.ts';
import type { RecordedEvent } from '../../domain/shared/message.ts';
import type { CreditAccountDocument, CreditEntry } from './view.ts';

/** Gives the account after an event; undefined if none begins with it. */
export const evolveCreditAccount = (
  account: CreditAccountDocument | undefined,
  event: CreditEvent,
  { version }: Pick<RecordedEvent, 'version'>,
): CreditAccountDocument | undefined => {
  const { creditAccountId, balance, at } = event.data;
  const after = { balance, version, updatedAt: at };
  if (account !== undefined) return { ...account, ...after };
  if (event.type !== 'CreditIssued') return undefined;
  const { customerId, currency } = event.data;
  return { creditAccountId, customerId, currency, ...after, openedAt: at };
};

/** Gives what the event means for the account's statement. */
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
