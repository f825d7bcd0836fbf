import { creditPaymentId } from '../credit/account-id.ts';
import type { CreditRedeemed } from '../credit/events.ts';
import type { RefundRequested } from '../order/events.ts';
import type { Process, ProcessCommand } from './process.ts';

type CreditProcessEvent = RefundRequested | CreditRedeemed;

/**
 * The talk between orders and the store credit ledger: what an order pays back in store credit is issued under the refund's
 * id; what the ledger took for an order is reported to it, as a gateway's webhook would.
 */
export const creditProcess: Process<CreditProcessEvent> = {
  name: 'credit',
  subscribesTo: ['RefundRequested', 'CreditRedeemed'],
  react: (event) => (event.type === 'RefundRequested' ? issue(event) : [report(event)]),
};

const issue = ({ data }: RefundRequested): readonly ProcessCommand[] => {
  const { refundId: creditId, amount, method, credit, orderId, returnId, at } = data;
  if (method !== 'store_credit' || credit === undefined) return [];
  const command = { type: 'IssueCredit', ...credit, creditId, amount, orderId, returnId, at } as const;
  return [{ aggregate: 'credit', id: credit.creditAccountId, command }];
};

/** Old news, unless whoever started the payment did not live to record it: then the money must not be lost between the two. */
const report = ({ data: { creditAccountId, redemptionId: paymentId, orderId, amount, at } }: CreditRedeemed) => {
  const gatewayPaymentId = creditPaymentId({ creditAccountId, paymentId });
  const command = { type: 'RecordPaymentCaptured', paymentId, gatewayPaymentId, captured: amount, at } as const;
  return { aggregate: 'order', id: orderId, command } as const;
};
