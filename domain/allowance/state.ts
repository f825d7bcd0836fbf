import { noValues, valueOf, type IdMap } from '../shared/ids.ts';
import type { Instant } from '../shared/message.ts';
import { sum } from '../shared/money.ts';

/** Holds what was taken for one order or payment. */
export interface Hold {
  readonly holder: string | null;
  readonly amount: number;
  /** Is part of `amount`. */
  readonly released: number;
  /** Is null once it is confirmed. */
  readonly until: Instant | null;
  readonly releaseIds: readonly string[];
}

/** Says what is taken of an allowance. How much there is in all, each hold says: nothing of it is kept here. */
export interface AllowanceState {
  /** Holds all but those that ran out with nothing released. What was released is remembered, so that it is not confirmed after. */
  readonly holds: IdMap<Hold>;
  /** Names those that count for as long as they last: few, as what they are for happens within minutes, or never. */
  readonly open: readonly string[];
  /** Says what is confirmed and not released: in all, and by holder. */
  readonly taken: number;
  readonly takenBy: IdMap<number>;
}

export const nothingTaken: AllowanceState = { holds: noValues, open: [], taken: 0, takenBy: noValues };

/** Says what the hold takes, if it counts at all. */
export const leftOf = ({ amount, released }: Hold): number => Math.max(amount - released, 0);

export const hasRunOut = ({ until }: Hold, at: Instant): boolean => until !== null && until <= at;

/** Narrows what counts: whose, and beside which hold. */
interface Part {
  readonly holder?: string | null;
  readonly exceptHoldId?: string;
}

/** Says what is taken at a moment, in all or by one holder: what was confirmed, and what is held and has not run out. */
export const takenAt = ({ holds, open, taken, takenBy }: AllowanceState, at: Instant, part: Part = {}): number => {
  const { holder, exceptHoldId } = part;
  const standing = open
    .filter((holdId) => holdId !== exceptHoldId)
    .map((holdId) => valueOf(holds, holdId))
    .filter((hold) => hold !== undefined)
    .filter((hold) => !hasRunOut(hold, at) && (holder == null || hold.holder === holder));
  const confirmed = holder == null ? taken : (valueOf(takenBy, holder) ?? 0);
  return confirmed + sum(standing.map(leftOf));
};
