import { reject } from './decider.ts';
import type { Minor } from './money.ts';

/** Money that moves is a whole number of minor units above zero. */
export const checkAmount = (amount: Minor) =>
  Number.isSafeInteger(amount) && amount > 0
    ? undefined
    : reject('rule', 'invalid_amount', 'give an amount above zero', { amount });
