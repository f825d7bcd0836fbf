import { expected, isOpen } from './balance.ts';
import type {
  PaymentAuthorized,
  PaymentCaptured,
  PaymentFailed,
  PaymentStarted,
  PaymentSubmitted,
  PaymentVoidRequested,
  PaymentVoided,
  RefundFailed,
  RefundRequested,
  RefundSucceeded,
} from '../events.ts';
import type { PaymentState, RefundState } from '../facts.ts';
import type { PlacedOrder } from '../state.ts';

export const paymentStarted = (order: PlacedOrder, { data }: PaymentStarted): PlacedOrder => ({
  ...order,
  payments: [
    ...order.payments,
    {
      paymentId: data.paymentId,
      method: data.method,
      settlement: data.settlement,
      amount: data.amount,
      reference: data.reference,
      capture: data.capture ?? 'now',
      gatewayPaymentId: null,
      status: 'pending',
      authorized: 0,
      captured: 0,
      refundRequested: 0,
      refunded: 0,
      dueAt: data.dueAt ?? null,
      startedAt: data.at,
      paidAt: null,
    },
  ],
});

export const paymentSubmitted = (order: PlacedOrder, { data }: PaymentSubmitted): PlacedOrder =>
  changePayment(order, data.paymentId, (payment) => ({ ...payment, gatewayPaymentId: data.gatewayPaymentId }));

export const paymentAuthorized = (order: PlacedOrder, { data }: PaymentAuthorized): PlacedOrder =>
  changePayment(order, data.paymentId, (payment) => ({ ...payment, status: 'authorized', authorized: data.amount }));

/** Leaves an open payment open if only a part came: the rest may follow. Any money makes a payment that was given up captured. */
export const paymentCaptured = (order: PlacedOrder, { data }: PaymentCaptured): PlacedOrder =>
  changePayment(order, data.paymentId, (payment) => {
    const captured = payment.captured + data.amount;
    const open = isOpen(payment) && captured < expected(payment);
    return {
      ...payment,
      status: open ? payment.status : 'captured',
      captured,
      paidAt: payment.paidAt ?? data.at,
    };
  });

export const paymentClosed = (
  order: PlacedOrder,
  { data }: PaymentFailed | PaymentVoidRequested | PaymentVoided,
  status: 'failed' | 'void_requested' | 'voided',
): PlacedOrder => changePayment(order, data.paymentId, (payment) => ({ ...payment, status }));

export const refundRequested = (order: PlacedOrder, { data }: RefundRequested): PlacedOrder => {
  const refund: RefundState = {
    refundId: data.refundId,
    paymentId: data.paymentId,
    amount: data.amount,
    method: data.method,
    cause: data.cause,
    returnId: data.returnId,
    status: 'requested',
  };
  return changePayment({ ...order, refunds: [...order.refunds, refund] }, data.paymentId, (payment) => ({
    ...payment,
    refundRequested: payment.refundRequested + data.amount,
  }));
};

/** Asks for the amount again if the success comes after a recorded failure. */
export const refundSucceeded = (order: PlacedOrder, { data }: RefundSucceeded): PlacedOrder => {
  const failedBefore = order.refunds.some(({ refundId, status }) => refundId === data.refundId && status === 'failed');
  const again = failedBefore ? data.amount : 0;
  return changePayment(settleRefund(order, data.refundId, 'succeeded'), data.paymentId, (payment) => ({
    ...payment,
    refundRequested: payment.refundRequested + again,
    refunded: payment.refunded + data.amount,
  }));
};

export const refundFailed = (order: PlacedOrder, { data }: RefundFailed): PlacedOrder => {
  const amount = order.refunds.find(({ refundId }) => refundId === data.refundId)?.amount ?? 0;
  return changePayment(settleRefund(order, data.refundId, 'failed'), data.paymentId, (payment) => ({
    ...payment,
    refundRequested: payment.refundRequested - amount,
  }));
};

const settleRefund = (order: PlacedOrder, refundId: string, status: 'succeeded' | 'failed'): PlacedOrder => ({
  ...order,
  refunds: order.refunds.map((refund) => (refund.refundId === refundId ? { ...refund, status } : refund)),
});

const changePayment = (
  order: PlacedOrder,
  paymentId: string,
  change: (payment: PaymentState) => PaymentState,
): PlacedOrder => ({
  ...order,
  payments: order.payments.map((payment) => (payment.paymentId === paymentId ? change(payment) : payment)),
});
