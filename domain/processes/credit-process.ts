import { type CreditRedeemed, creditPaymentId } from '../credit/events.ts';
import type { RefundRequested } from '../order/events.ts';
import type { PosItemsReturned } from '../pos/events.ts';
import { returnKey, settledPayment } from '../pos/ids.ts';
import type { Process, ProcessCommand } from './process.ts';

type CreditProcessEvent = RefundRequested | PosItemsReturned | CreditRedeemed;

/**
 * The talk between orders, tills and the store credit ledger: what an order pays back in store credit is issued under the
 * refund's id, and so is what a till pays back for goods, under its return's; what the ledger took is reported to the order or sale that it was spent on, as a gateway's webhook would.
 */
export const creditProcess: Process<CreditProcessEvent> = {
  name: 'credit',
  subscribesTo: ['RefundRequested', 'PosItemsReturned', 'CreditRedeemed'],
  react: (event) => reactions(event),
};

const reactions = (event: CreditProcessEvent): readonly ProcessCommand[] => {
  switch (event.type) {
    case 'RefundRequested':
      return issue(event);
    case 'PosItemsReturned':
      return issueAtTill(event);
    case 'CreditRedeemed':
      return [report(event)];
  }
};

const issue = ({ data }: RefundRequested): readonly ProcessCommand[] => {
  const { refundId: creditId, amount, method, credit, orderId, returnId, at } = data;
  if (method !== 'store_credit' || credit === undefined) return [];
  const command = { type: 'IssueCredit', ...credit, creditId, amount, orderId, returnId, at } as const;
  return [{ aggregate: 'credit', id: credit.creditAccountId, command }];
};

const issueAtTill = ({ data }: PosItemsReturned): readonly ProcessCommand[] => {
  const { transactionId: orderId, returnId, currency, refund, at } = data;
  const { credit, amount } = refund;
  if (credit === undefined || amount === 0) return [];
  const creditId = returnKey(orderId, returnId);
  const command = { type: 'IssueCredit', ...credit, currency, creditId, amount, orderId, returnId, at } as const;
  return [{ aggregate: 'credit', id: credit.creditAccountId, command }];
};

/** Old news, unless whoever started the payment did not live to record it: then the money must not be lost between the two. */
const report = ({ data }: CreditRedeemed): ProcessCommand => {
  const { creditAccountId, redemptionId: paymentId, orderId, amount, at } = data;
  const atTill = settledPayment(paymentId);
  if (atTill !== undefined) {
    const { transactionId: id } = atTill;
    return { aggregate: 'pos', id, command: { type: 'SettlePosPayment', paymentId: atTill.paymentId, at } };
  }
  const gatewayPaymentId = creditPaymentId({ creditAccountId, paymentId });
  const command = { type: 'RecordPaymentCaptured', paymentId, gatewayPaymentId, captured: amount, at } as const;
  return { aggregate: 'order', id: orderId, command };
};
