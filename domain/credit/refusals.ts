import { reject } from '../shared/decider.ts';
import { formatMinor, type Currency, type Minor } from '../shared/money.ts';

/** An account that was never opened, or not for whoever asks: nobody learns that it is there. */
export const noSuchAccount = () => reject('not_found', 'credit_not_found', 'there is no such store credit');

/** An id stands for one amount for ever. */
export const differs = (what: 'credit' | 'redemption' | 'restoration', recorded: Minor, currency: Currency) =>
  reject('rule', `${what}_differs`, `this ${what} was recorded with another amount`, {
    recorded: formatMinor(recorded, currency),
  });
