import type { Instant } from '../shared/message.ts';

interface OfHold {
  readonly allowanceId: string;
  /** Is the order (a promotion's use) or the payment (credit) that it is for: one hold each. */
  readonly holdId: string;
  readonly at: Instant;
}

/**
 * Refused as `allowance_exhausted` if less is left. Holds that ran out by `at` without being confirmed do not count. A hold
 * that stands for as much and as long, or is confirmed, is no event; one that stands for less takes the rest, and one that ran
 * out or was released is taken anew.
 */
export interface HoldAllowance extends OfHold {
  readonly type: 'HoldAllowance';
  readonly holder: string | null;
  /** Is above 0. */
  readonly amount: number;
  /** Says what there is in all, as the holder knows it now; null: no end. */
  readonly limit: number | null;
  /** Says what one holder may have in all; null: no end, or there is no holder. */
  readonly limitPerHolder: number | null;
  /** Is after `at`. */
  readonly until: Instant;
}

/** Is sent by processes, and never refused: what has happened counts, beyond the limit too if its hold ran out meanwhile. */
export interface ConfirmAllowance extends OfHold {
  readonly type: 'ConfirmAllowance';
  readonly holder: string | null;
  readonly amount: number;
}

/** Gives back at most what is taken; of what was never held, or is back already, nothing. */
export interface ReleaseAllowance extends OfHold {
  readonly type: 'ReleaseAllowance';
  readonly releaseId: string;
  /** Is null for all that is left of it. */
  readonly amount: number | null;
}

export type AllowanceCommand = HoldAllowance | ConfirmAllowance | ReleaseAllowance;
