import { z } from 'zod';
import { currencies, formatMinor, parseMinor, type Currency, type Minor } from '../../domain/shared/money.ts';

/** A `Money` message of any of the protos, of zero or more. */
export const money = z
  .object({ amount: z.string(), currency: z.enum(currencies) })
  .transform(({ amount, currency }, context) => {
    const minor = parseMinor(amount, currency);
    if (minor === undefined || minor < 0) context.addIssue(`${amount} ${currency} is no amount of money from zero on`);
    return { minor: minor ?? z.NEVER, currency };
  });

export const toMoney = (minor: Minor, currency: Currency) => ({ amount: formatMinor(minor, currency), currency });
