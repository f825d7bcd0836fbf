import type { TaxRegime } from '../../domain/tax-document/regimes/regimes.ts';
import type { Instant } from '../../domain/shared/message.ts';
import { currencyDecimals, toWire, type Currency, type Minor } from '../../domain/shared/money.ts';
import type { RatePpm } from '../../domain/shared/policy.ts';
import { quantityToWire, type Quantity } from '../../domain/shared/quantity.ts';

/** Figures as people of a country write them. */
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

interface Locale {
  readonly language: string;
  readonly timeZone: string;
  readonly date: Intl.DateTimeFormatOptions;
  /** Written before the amount; other currencies come after it, by their code. */
  readonly symbols: Partial<Record<Currency, string>>;
}

const digits: Intl.DateTimeFormatOptions = { day: '2-digit', month: '2-digit', year: 'numeric' };

/** Where nobody's rules are followed, nobody's clock is either. */
const locales: Readonly<Record<TaxRegime, Locale>> = {
  CL: { language: 'es-CL', timeZone: 'America/Santiago', date: digits, symbols: {} },
  PE: { language: 'es-PE', timeZone: 'America/Lima', date: digits, symbols: { PEN: 'S/' } },
  MX: { language: 'es-MX', timeZone: 'America/Mexico_City', date: digits, symbols: {} },
  plain: { language: 'en', timeZone: 'UTC', date: { day: 'numeric', month: 'long', year: 'numeric' }, symbols: {} },
};

export const languageOf = (regime: TaxRegime): string => locales[regime].language;

export const figuresOf = (regime: TaxRegime, currency: Currency): Figures => {
  const { language, timeZone, date, symbols } = locales[regime];
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
