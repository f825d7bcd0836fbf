import { currencyDecimals, parseMinor, type Currency, type Minor } from '../../domain/shared/money.ts';

/** What the sandbox's amounts are written in. */
export const sandboxCurrency = 'GBP';

/** One of the sandbox's amounts in a currency: the same number, or a thousand times it where cents are not in use. */
export const sandboxMinor = (amount: string, currency: Currency): Minor => {
  const pence = parseMinor(amount, sandboxCurrency);
  if (pence === undefined) throw new RangeError(`${amount} is no amount of ${sandboxCurrency}`);
  return currencyDecimals[currency] === 0 ? pence * 10 : pence;
};
