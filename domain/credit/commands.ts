import type { Instant } from '../shared/message.ts';
import type { Currency, Minor } from '../shared/money.ts';
import type { CreditIssued } from './events.ts';

interface At {
  readonly at: Instant;
}

/** Is sent by the credit process, once an order pays back in store credit. Opens the account if need be. */
export interface IssueCredit extends Omit<CreditIssued['data'], 'balance'> {
  readonly type: 'IssueCredit';
}

/** Spends all of `amount` or nothing: refused as `insufficient_store_credit`. */
export interface RedeemCredit extends At {
  readonly type: 'RedeemCredit';
  readonly redemptionId: string;
  readonly orderId: string;
  /** Is the order's: a customer's account is spent on their orders only. */
  readonly customerId: string | null;
  /** Is the order's. */
  readonly currency: Currency;
  readonly amount: Minor;
}

/** Gives back at most what the redemption took and was not restored yet. */
export interface RestoreCredit extends At {
  readonly type: 'RestoreCredit';
  readonly redemptionId: string;
  readonly restorationId: string;
  readonly amount: Minor;
}

export type CreditCommand = IssueCredit | RedeemCredit | RestoreCredit;
