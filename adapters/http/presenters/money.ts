import { toWire, type Currency, type Minor } from '../../../domain/shared/money.ts';

/** Shows amounts of one currency as the wire has them. */
export const moneyIn =
  (currency: Currency): ((minor: Minor) => number) =>
  (minor) =>
    toWire(minor, currency);
