import type { Instant } from '../shared/message.ts';

interface OfHold {
  readonly allowanceId: string;
  /** The order (a promotion's use) or the payment (credit) that it is for: one hold each. */
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
  /** Above 0. */
  readonly amount: number;
  /** Whoever holds says what there is in all, as they know it now; null: no end. */
  readonly limit: number | null;
  /** What one holder may have in all; null: no end, or the holder is nobody in particular. */
  readonly limitPerHolder: number | null;
  /** After `at`. */
  readonly until: Instant;
}

/** By processes, and never refused: what has happened counts, beyond the limit too if its hold ran out meanwhile. */
export interface ConfirmAllowance extends OfHold {
  readonly type: 'ConfirmAllowance';
  readonly holder: string | null;
  readonly amount: number;
}

/** Gives back at most what is taken; of what was never held, or is back already, nothing. */
export interface ReleaseAllowance extends OfHold {
  readonly type: 'ReleaseAllowance';
  readonly releaseId: string;
  /** null: all that is left of it. */
  readonly amount: number | null;
}

export type AllowanceCommand = HoldAllowance | ConfirmAllowance | ReleaseAllowance;
