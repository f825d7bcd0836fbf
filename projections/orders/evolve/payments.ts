import type {
  OrderEvent,
  PaymentCaptured,
  PaymentStarted,
  RefundFailed,
  RefundRequested,
  RefundSucceeded,
} from '../../../domain/order/events.ts';
import { paymentStatusOf } from '../../../domain/shared/payment-status.ts';
import type { OrderDocument, PaymentView, RefundView } from '../view.ts';
import { change } from './parts.ts';

/** Describes the events that move money or promise it. */
export type PaymentEvent = Extract<OrderEvent, { type: `Payment${string}` | `Refund${string}` }>;

/** Gives what a payment's or refund's event changes, the order's sums included. */
export const paymentChanges = (order: OrderDocument, event: PaymentEvent): Partial<OrderDocument> => {
  const { payments, refunds } = { ...order, ...partChanges(order, event) };
  const captured = payments.reduce((sum, payment) => sum + payment.captured, 0);
  const refunded = payments.reduce((sum, payment) => sum + payment.refunded, 0);
  const paymentStatus = paymentStatusOf(order.totals.total, payments);
  return { payments, refunds, captured, refunded, paymentStatus };
};

type Parts = Partial<Pick<OrderDocument, 'payments' | 'refunds'>>;

const partChanges = (order: OrderDocument, event: PaymentEvent): Parts => {
  switch (event.type) {
    case 'PaymentStarted':
      return { payments: [...order.payments, started(event)] };
    case 'PaymentScreened': {
      const { verdict, reasons } = event.data;
      return onPayment(order, event, () => ({ screening: { verdict, reasons } }));
    }
    case 'PaymentSubmitted':
      return onPayment(order, event, () => ({ gatewayPaymentId: event.data.gatewayPaymentId }));
    case 'PaymentAuthorized':
      return onPayment(order, event, () => ({ status: 'authorized', authorized: event.data.amount }));
    case 'PaymentCaptured':
      return onPayment(order, event, captured(event));
    case 'PaymentFailed':
      return onPayment(order, event, () => ({ status: 'failed', failureReason: event.data.reason }));
    case 'PaymentVoidRequested':
      return onPayment(order, event, () => ({ status: 'void_requested' }));
    case 'PaymentVoided':
      return onPayment(order, event, () => ({ status: 'voided' }));
    case 'RefundRequested':
      return {
        ...onPayment(order, event, (payment) => ({ refundRequested: payment.refundRequested + event.data.amount })),
        refunds: [...order.refunds, requested(event)],
      };
    case 'RefundSucceeded': {
      // A success after a recorded failure asks for its amount again.
      const again = refundOf(order, event)?.status === 'failed' ? event.data.amount : 0;
      return {
        ...onPayment(order, event, ({ refundRequested, refunded }) => ({
          refundRequested: refundRequested + again,
          refunded: refunded + event.data.amount,
        })),
        ...onRefund(order, event, 'succeeded'),
      };
    }
    case 'RefundFailed': {
      const amount = refundOf(order, event)?.amount ?? 0;
      return {
        ...onPayment(order, event, (payment) => ({ refundRequested: payment.refundRequested - amount })),
        ...onRefund(order, event, 'failed'),
      };
    }
  }
};

const started = ({ data }: PaymentStarted): PaymentView => ({
  paymentId: data.paymentId,
  method: data.method,
  settlement: data.settlement,
  status: 'pending',
  amount: data.amount,
  authorized: 0,
  captured: 0,
  refundRequested: 0,
  refunded: 0,
  reference: data.reference,
  capture: data.capture ?? 'now',
  gatewayPaymentId: null,
  screening: null,
  failureReason: null,
  dueAt: data.dueAt ?? null,
  startedAt: data.at,
  paidAt: null,
});

/** Leaves an open payment open for a part of what is expected. */
const captured =
  ({ data }: PaymentCaptured) =>
  (payment: PaymentView): Partial<PaymentView> => {
    const sum = payment.captured + data.amount;
    const expected = payment.status === 'authorized' ? payment.authorized : payment.amount;
    const isOpen = payment.status === 'pending' || payment.status === 'authorized';
    const status = isOpen && sum < expected ? payment.status : 'captured';
    return { status, captured: sum, paidAt: payment.paidAt ?? data.at };
  };

const requested = ({ data }: RefundRequested): RefundView => ({
  refundId: data.refundId,
  paymentId: data.paymentId,
  status: 'requested',
  amount: data.amount,
  method: data.method,
  cause: data.cause,
  returnId: data.returnId,
  requestedAt: data.at,
});

const onPayment = (
  { payments }: OrderDocument,
  { data }: PaymentEvent,
  changes: (payment: PaymentView) => Partial<PaymentView>,
): Parts => ({ payments: change(payments, ({ paymentId }) => paymentId === data.paymentId, changes) });

const refundOf = ({ refunds }: OrderDocument, { data }: RefundSucceeded | RefundFailed): RefundView | undefined =>
  refunds.find(({ refundId }) => refundId === data.refundId);

const onRefund = (
  { refunds }: OrderDocument,
  { data }: RefundSucceeded | RefundFailed,
  status: RefundView['status'],
): Parts => ({
  refunds: change(
    refunds,
    ({ refundId }) => refundId === data.refundId,
    () => ({ status }),
  ),
});
