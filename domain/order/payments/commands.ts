import type { At, Instant } from '../../shared/message.ts';
import type { Minor } from '../../shared/money.ts';
import type { FraudPolicy } from '../../shared/policy.ts';
import type { CaptureMode, RefundCause, ReturnRefundMethod, Settlement } from '../events.ts';

/** Starts a payment. `immediate` tenders are captured, `terms` are authorised by the same command. */
export interface StartPayment extends At {
  readonly type: 'StartPayment';
  readonly paymentId: string;
  readonly method: string;
  readonly settlement: Settlement;
  readonly amount: Minor;
  readonly reference: string | null;
  /** Absent: now. */
  readonly capture?: CaptureMode;
  /** On terms: when the customer has to have paid. */
  readonly dueAt?: Instant;
  /** What the fraud rules need besides the order; absent: the tender is not screened. */
  readonly screening?: {
    readonly policy: FraudPolicy;
    /** Payments that this customer started lately, on all orders. */
    readonly recentPayments: number;
  };
}

/** Reports that the gateway took the payment in under its own id. */
export interface RecordPaymentSubmitted extends At {
  readonly type: 'RecordPaymentSubmitted';
  readonly paymentId: string;
  readonly gatewayPaymentId: string;
}

export interface RecordPaymentAuthorized extends At {
  readonly type: 'RecordPaymentAuthorized';
  readonly paymentId: string;
  readonly amount: Minor;
  /** Where a gateway reports it: it may do so before the answer to its submission was recorded. */
  readonly gatewayPaymentId?: string;
}

/**
 * Reports that money came: `captured` is the payment's captured total so far at its gateway, so that a report that comes
 * twice, late or out of order adds nothing. A capture for a dead order, or beyond the order's total, is refunded.
 */
export interface RecordPaymentCaptured extends At {
  readonly type: 'RecordPaymentCaptured';
  readonly paymentId: string;
  readonly captured: Minor;
  /** See {@link RecordPaymentAuthorized}. */
  readonly gatewayPaymentId?: string;
}

export interface RecordPaymentFailed extends At {
  readonly type: 'RecordPaymentFailed';
  readonly paymentId: string;
  readonly reason: string;
  /** See {@link RecordPaymentAuthorized}. */
  readonly gatewayPaymentId?: string;
}

/** Comes from the scheduler: gateway payments of which nothing was heard for `timeoutMinutes` have failed. */
export interface TimeOutPayments extends At {
  readonly type: 'TimeOutPayments';
  readonly timeoutMinutes: number;
}

export interface RecordPaymentVoided extends At {
  readonly type: 'RecordPaymentVoided';
  readonly paymentId: string;
  /** See {@link RecordPaymentAuthorized}. */
  readonly gatewayPaymentId?: string;
}

/**
 * Splits `amount` over the captured payments by what each can still refund. For a return (`returnId`) the amount is the
 * return's own and `amount` is null; in an exchange it is paid in store credit up to the replacement's total.
 * Refund ids are `<refundId>` for one payment, `<refundId>.2`, `.3`, … for more.
 */
export interface RequestRefund extends At {
  readonly type: 'RequestRefund';
  readonly refundId: string;
  readonly amount: Minor | null;
  /** `exchange` only for a return that was asked for as one. */
  readonly method: ReturnRefundMethod;
  readonly cause: RefundCause;
  readonly returnId: string | null;
}

export interface RecordRefundSucceeded extends At {
  readonly type: 'RecordRefundSucceeded';
  readonly refundId: string;
}

export interface RecordRefundFailed extends At {
  readonly type: 'RecordRefundFailed';
  readonly refundId: string;
  readonly reason: string;
}

export type PaymentCommand =
  | StartPayment
  | RecordPaymentSubmitted
  | RecordPaymentAuthorized
  | RecordPaymentCaptured
  | RecordPaymentFailed
  | TimeOutPayments
  | RecordPaymentVoided
  | RequestRefund
  | RecordRefundSucceeded
  | RecordRefundFailed;
