import type { Currency, Minor } from '../shared/money.ts';

export interface CreditState {
  /** Is the refund that it comes from. */
  readonly creditId: string;
  readonly amount: Minor;
}

export interface RestorationState {
  readonly restorationId: string;
  readonly amount: Minor;
}

export interface RedemptionState {
  /** Is the order's payment. */
  readonly redemptionId: string;
  readonly orderId: string;
  readonly amount: Minor;
  readonly restorations: readonly RestorationState[];
}

export interface CreditAccount {
  readonly exists: true;
  readonly creditAccountId: string;
  /** Is null for a guest: it belongs to those who know the account's id. */
  readonly customerId: string | null;
  readonly currency: Currency;
  /** Is never negative: issued - redeemed + restored. */
  readonly balance: Minor;
  readonly credits: readonly CreditState[];
  readonly redemptions: readonly RedemptionState[];
}

export type CreditAccountState = { readonly exists: false } | CreditAccount;

export const noAccount: CreditAccountState = { exists: false };

/** Gives the redemption of this id; undefined if nothing was spent under it. */
export const redemptionOf = (
  { redemptions }: Pick<CreditAccount, 'redemptions'>,
  redemptionId: string,
): RedemptionState | undefined => redemptions.find((redemption) => redemption.redemptionId === redemptionId);

/** Says what the redemption took and did not give back. */
export const spentBy = ({ amount, restorations }: RedemptionState): Minor =>
  restorations.reduce((left, restoration) => left - restoration.amount, amount);
