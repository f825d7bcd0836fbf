import { type Currency, currencyDecimals, type Minor, parseMinor, toWire } from '../../../../domain/shared/money.ts';
import { problem, type Problem } from '../../server/problem.ts';

/** Shows amounts of one currency as the wire has them. */
export const moneyIn =
  (currency: Currency): ((minor: Minor) => number) =>
  (minor) =>
    toWire(minor, currency);

interface GoodsTotals {
  readonly subtotal: Minor;
  readonly discount: Minor;
  readonly tax: Minor;
  readonly total: Minor;
}

/** Shows the sums of goods, before or without shipping. */
export const showGoodsTotals = ({ subtotal, discount, tax, total }: GoodsTotals, currency: Currency) => {
  const money = moneyIn(currency);
  return { subtotal: money(subtotal), discount: money(discount), tax: money(tax), total: money(total), currency };
};

/** Shows the sums of an order, or of what may become one. */
export const showOrderTotals = (totals: GoodsTotals & { readonly shipping: Minor }, currency: Currency) => {
  const money = moneyIn(currency);
  const { subtotal, shipping, tax, discount, total } = totals;
  return {
    subtotal: money(subtotal),
    shipping: money(shipping),
    tax: money(tax),
    discount: money(discount),
    total: money(total),
    currency,
  };
};

/**
 * An amount of the wire in minor units of its currency.
 * @throws Problem `invalid_amount` if it has more decimals than the currency
 */
export const minorUnits = (amount: number, currency: Currency): Minor => {
  const minor = minorUnitsOrNothing(amount, currency);
  if (minor > 0) return minor;
  throw unfit(currency);
};

/**
 * The same for what may cost nothing: 0 is an amount, too.
 * @throws Problem `invalid_amount`
 */
export const minorUnitsOrNothing = (amount: number, currency: Currency): Minor => {
  const minor = parseMinor(amount, currency);
  if (minor !== undefined && minor >= 0) return minor;
  throw unfit(currency);
};

const unfit = (currency: Currency): Problem => {
  const decimals = currencyDecimals[currency];
  return problem('invalid_amount', `send an amount with at most ${decimals} decimals: ${currency} has no more`, {
    currency,
    decimals,
  });
};
