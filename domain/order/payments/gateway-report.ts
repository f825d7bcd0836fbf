import { isOpen } from './balance.ts';
import type {
  RecordPaymentAuthorized,
  RecordPaymentCaptured,
  RecordPaymentFailed,
  RecordPaymentSubmitted,
  RecordPaymentVoided,
} from '../commands.ts';
import type { PaymentState } from '../state.ts';

/** What is reported of a payment. */
export type GatewayReport =
  RecordPaymentSubmitted | RecordPaymentAuthorized | RecordPaymentCaptured | RecordPaymentFailed | RecordPaymentVoided;

/** Whether a report says nothing that is not known of the payment, or is older than what is. */
export const isOutdated = (news: GatewayReport, payment: PaymentState): boolean => {
  const { status, captured } = payment;
  switch (news.type) {
    case 'RecordPaymentSubmitted':
      // What it tells besides is the gateway's id: see newIdIn.
      return true;
    case 'RecordPaymentAuthorized':
      return (status !== 'pending' && status !== 'failed') || news.amount <= captured;
    case 'RecordPaymentCaptured':
      return news.captured <= captured;
    case 'RecordPaymentFailed':
      return !isOpen(payment);
    case 'RecordPaymentVoided':
      return !isOpen(payment) && status !== 'void_requested';
  }
};

/** The gateway's id of the payment, if nobody told it before: also old news may, and giving up or paying back needs it. */
export const newIdIn = ({ gatewayPaymentId }: GatewayReport, payment: PaymentState): string | undefined =>
  payment.gatewayPaymentId === null ? gatewayPaymentId : undefined;
