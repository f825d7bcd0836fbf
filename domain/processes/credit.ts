import { creditPaymentId } from '../credit/events.ts';
import { returnKey, settledPayment } from '../pos/ids.ts';
import { commanding } from './reaction.ts';

/**
 * The talk between orders, tills and the store credit ledger: what an order pays back in store credit is issued under the
 * refund's id, and so is what a till pays back for goods, under its return's; what the ledger took is reported to the order or sale that it was spent on, as a gateway's webhook would.
 */
export const credit = {
  name: 'credit',
  ...commanding({
    RefundRequested: ({ data }) => {
      const { refundId: creditId, amount, method, credit, orderId, returnId, at } = data;
      if (method !== 'store_credit' || credit === undefined) return [];
      const command = { type: 'IssueCredit', ...credit, creditId, amount, orderId, returnId, at } as const;
      return [{ aggregate: 'credit', id: credit.creditAccountId, command }];
    },
    PosItemsReturned: ({ data }) => {
      const { transactionId: orderId, returnId, currency, refund, at } = data;
      const { credit, amount } = refund;
      if (credit === undefined || amount === 0) return [];
      const creditId = returnKey(orderId, returnId);
      const command = { type: 'IssueCredit', ...credit, currency, creditId, amount, orderId, returnId, at } as const;
      return [{ aggregate: 'credit', id: credit.creditAccountId, command }];
    },
    /** Is old news, unless the process that began the payment died before it recorded it: then the money must not be lost between the two. */
    CreditRedeemed: ({ data }) => {
      const { creditAccountId, redemptionId: paymentId, orderId, amount, at } = data;
      const atTill = settledPayment(paymentId);
      if (atTill !== undefined) {
        const { transactionId: id } = atTill;
        return [{ aggregate: 'pos', id, command: { type: 'SettlePosPayment', paymentId: atTill.paymentId, at } }];
      }
      const gatewayPaymentId = creditPaymentId({ creditAccountId, paymentId });
      const command = { type: 'RecordPaymentCaptured', paymentId, gatewayPaymentId, captured: amount, at } as const;
      return [{ aggregate: 'order', id: orderId, command }];
    },
  }),
};
