import { reject, type Refusal } from '../../domain/shared/decider.ts';
import type { Currency } from '../../domain/shared/money.ts';
import type { TillShiftState } from '../../domain/shift/state.ts';

/** Refuses an amount in another currency than the drawer's. */
export const otherCurrency = (shift: TillShiftState, given: Currency): Refusal | undefined =>
  shift.exists && shift.currency !== given
    ? reject('rule', 'currency_mismatch', `the drawer is in ${shift.currency}`, { given, expected: shift.currency })
    : undefined;
