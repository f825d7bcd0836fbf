import type { Instant } from '../../../domain/shared/message.ts';
import { currencyDecimals, toWire, type Currency, type Minor } from '../../../domain/shared/money.ts';
import type { RatePpm } from '../../../domain/shared/policy.ts';
import { quantityToWire, type Quantity } from '../../../domain/shared/quantity.ts';
import type { TaxRegimeRules } from '../../../domain/tax-document/regimes/regime.ts';

/** Writes figures as people of a country do. */
export interface Figures {
  /** Without its currency, for tables: `1,234.56`. */
  readonly amount: (minor: Minor) => string;
  /** `1.234 CLP`, `1,234.56 MXN`, `S/ 1,234.56`. */
  readonly money: (minor: Minor) => string;
  /** Up to three decimals. */
  readonly quantity: (quantity: Quantity) => string;
  readonly rate: (rate: RatePpm) => string;
  /** The day there. */
  readonly date: (instant: Instant) => string;
  readonly time: (instant: Instant) => string;
}

/** Says how a country writes: its language and clock are its rules'. */
export interface Locale extends Pick<TaxRegimeRules, 'language' | 'timeZone'> {
  readonly date?: Intl.DateTimeFormatOptions;
  /** Written before the amount; other currencies come after it, by their code. */
  readonly symbols?: Partial<Record<Currency, string>>;
}

const digits: Intl.DateTimeFormatOptions = { day: '2-digit', month: '2-digit', year: 'numeric' };

export const figuresOf = ({ language, timeZone, date = digits, symbols = {} }: Locale, currency: Currency): Figures => {
  const decimals = currencyDecimals[currency];
  const grouped = { useGrouping: 'always' } as const;
  const amounts = new Intl.NumberFormat(language, {
    ...grouped,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  const quantities = new Intl.NumberFormat(language, { ...grouped, maximumFractionDigits: 3 });
  const rates = new Intl.NumberFormat(language, { maximumFractionDigits: 4 });
  const dates = new Intl.DateTimeFormat(language, { ...date, timeZone });
  const times = new Intl.DateTimeFormat(language, { timeStyle: 'medium', hourCycle: 'h23', timeZone });
  const amount = (minor: Minor): string => amounts.format(toWire(minor, currency));
  const symbol = symbols[currency];
  return {
    amount,
    money: (minor) => (symbol === undefined ? `${amount(minor)} ${currency}` : `${symbol} ${amount(minor)}`),
    quantity: (quantity) => quantities.format(quantityToWire(quantity)),
    rate: (rate) => `${rates.format(rate / 10_000)}%`,
    date: (instant) => dates.format(new Date(instant)),
    time: (instant) => times.format(new Date(instant)),
  };
};
