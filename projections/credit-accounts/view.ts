import type { Instant } from '../../domain/shared/message.ts';
import type { Currency, Minor } from '../../domain/shared/money.ts';

/** Describes a store credit account as it is read. */
export interface CreditAccountDocument {
  readonly creditAccountId: string;
  /** null: knowing the account's id is enough to spend it. */
  readonly customerId: string | null;
  readonly currency: Currency;
  readonly balance: Minor;
  readonly version: number;
  readonly openedAt: Instant;
  /** Business time of the last event. */
  readonly updatedAt: Instant;
}

export type CreditEntryType = 'issued' | 'redeemed' | 'restored';

/** One movement of an account. */
export interface CreditEntry {
  /** Holds the event's version: entries of an account are numbered from 1, without gaps. */
  readonly version: number;
  readonly type: CreditEntryType;
  /** Negative where it was spent. */
  readonly amount: Minor;
  /** Of the account, after this movement. */
  readonly balance: Minor;
  /** Holds the order that it comes from, or was spent on. */
  readonly orderId: string;
  /** Holds the return that it was issued for. */
  readonly returnId: string | null;
  /** Holds the refund that it comes from: issued or restored. */
  readonly refundId: string | null;
  /** Holds the payment that it was spent by, or restored from. */
  readonly paymentId: string | null;
  /** Holds the replacement order that it was issued to pay. */
  readonly exchangeOrderId: string | null;
  readonly at: Instant;
}
