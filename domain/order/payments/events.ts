import type { Instant } from '../../shared/message.ts';
import type { Currency, Minor } from '../../shared/money.ts';
import type { CaptureMode, OrderEventOf, RefundCause, RefundMethod, Settlement } from '../event-parts.ts';
import type { FraudReason, FraudVerdict } from './fraud.ts';

// These names and shapes are the storage format: version with care (event-schema.ts), never rename.

/** Names the store credit account of an order's buyer: see domain/credit/account-id.ts. */
export interface CreditDestination {
  readonly creditAccountId: string;
  readonly customerId: string | null;
  readonly currency: Currency;
  /** What it is meant for: the order that replaces returned goods. */
  readonly exchangeOrderId?: string;
}

export type PaymentStarted = OrderEventOf<
  'PaymentStarted',
  {
    readonly paymentId: string;
    readonly method: string;
    readonly settlement: Settlement;
    readonly amount: Minor;
    /** The provider's or the caller's own reference: never a card number. */
    readonly reference: string | null;
    /** Absent: now. */
    readonly capture?: CaptureMode;
    /** On terms: when the customer has to have paid. */
    readonly dueAt?: Instant;
  }
>;

/** Records what the fraud rules make of a payment, and why. One that they reject has failed before its gateway heard of it. */
export type PaymentScreened = OrderEventOf<
  'PaymentScreened',
  { readonly paymentId: string; readonly verdict: FraudVerdict; readonly reasons: readonly FraudReason[] }
>;

/** Records the gateway's own id of the payment: under that it is captured, given up and refunded. */
export type PaymentSubmitted = OrderEventOf<
  'PaymentSubmitted',
  { readonly paymentId: string; readonly gatewayPaymentId: string }
>;

/** Records that the money is promised (held, or on account), not yet ours. */
export type PaymentAuthorized = OrderEventOf<
  'PaymentAuthorized',
  { readonly paymentId: string; readonly amount: Minor }
>;

/** Records that `amount` more of this payment is ours. */
export type PaymentCaptured = OrderEventOf<'PaymentCaptured', { readonly paymentId: string; readonly amount: Minor }>;

export type PaymentFailed = OrderEventOf<'PaymentFailed', { readonly paymentId: string; readonly reason: string }>;

/** Asks for what is not captured of this payment to be given up at the gateway. */
export type PaymentVoidRequested = OrderEventOf<'PaymentVoidRequested', { readonly paymentId: string }>;

export type PaymentVoided = OrderEventOf<'PaymentVoided', { readonly paymentId: string }>;

export type RefundRequested = OrderEventOf<
  'RefundRequested',
  {
    readonly refundId: string;
    readonly paymentId: string;
    readonly amount: Minor;
    readonly method: RefundMethod;
    readonly cause: RefundCause;
    readonly returnId: string | null;
    /** Where the method is store credit: the account that it goes to. */
    readonly credit?: CreditDestination;
  }
>;

export type RefundSucceeded = OrderEventOf<
  'RefundSucceeded',
  {
    readonly refundId: string;
    readonly paymentId: string;
    readonly amount: Minor;
    readonly returnId: string | null;
  }
>;

export type RefundFailed = OrderEventOf<
  'RefundFailed',
  { readonly refundId: string; readonly paymentId: string; readonly reason: string }
>;

export type PaymentEvent =
  | PaymentStarted
  | PaymentScreened
  | PaymentSubmitted
  | PaymentAuthorized
  | PaymentCaptured
  | PaymentFailed
  | PaymentVoidRequested
  | PaymentVoided
  | RefundRequested
  | RefundSucceeded
  | RefundFailed;
