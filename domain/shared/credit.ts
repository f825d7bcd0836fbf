import type { Minor } from './money.ts';
import { sum } from './pricing/sum.ts';

interface Payment {
  readonly settlement: string;
  readonly status: string;
  readonly authorized: Minor;
  readonly captured: Minor;
}

/** What these payments hold of their customer's credit: promised on terms, and not paid yet. */
export const heldOnTerms = (payments: readonly Payment[]): Minor =>
  sum(
    payments
      .filter(({ settlement, status }) => settlement === 'terms' && status === 'authorized')
      .map(({ authorized, captured }) => authorized - captured),
  );
