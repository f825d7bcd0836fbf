import { currencyDecimals, parseMinor, type Currency, type Minor } from '../../domain/shared/money.ts';
import { problem } from './problem.ts';

/**
 * An amount of the wire in minor units of its currency.
 * @throws Problem `invalid_amount` if it has more decimals than the currency
 */
export const minorUnits = (amount: number, currency: Currency): Minor => {
  const minor = parseMinor(amount, currency);
  if (minor !== undefined && minor > 0) return minor;
  const decimals = currencyDecimals[currency];
  throw problem('invalid_amount', `send an amount with at most ${decimals} decimals: ${currency} has no more`, {
    currency,
    decimals,
  });
};
