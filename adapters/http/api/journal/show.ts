import { type Options, stringify } from 'csv-stringify/sync';
import type { z } from 'zod';
import { formatMinor } from '../../../../domain/shared/money.ts';
import type { JournalAccount, JournalEntry } from '../../../../projections/journal/view.ts';
import { moneyIn } from '../shared/money.ts';
import type { journalEntry } from './schema.ts';

/** Describes the organisation's own codes for accounts; one that has none goes by its name here. */
export type AccountCodes = Readonly<Record<string, string>>;

const codeOf = (codes: AccountCodes, account: JournalAccount): string =>
  Object.hasOwn(codes, account) ? (codes[account] ?? account) : account;

export const showJournalEntry =
  (codes: AccountCodes) =>
  (entry: JournalEntry): z.input<typeof journalEntry> => {
    const { currency } = entry;
    const money = moneyIn(currency);
    return {
      entry_id: entry.entryId,
      date: entry.at,
      order_id: entry.orderId,
      order_number: entry.orderNumber,
      document: entry.document,
      description: entry.description,
      lines: entry.lines.map(({ account, debit, credit }) => ({
        account: codeOf(codes, account),
        debit: money(debit),
        credit: money(credit),
        currency,
      })),
    };
  };

/** RFC 4180, for programs and for spreadsheets: a text that one would take for a formula has an apostrophe before it. */
const csv: Options = { record_delimiter: '\r\n', escape_formulas: true };

const columns = [
  'entry_id',
  'date',
  'account',
  'debit',
  'credit',
  'currency',
  'order_number',
  'document',
  'description',
];

export const journalCsvHeader = stringify([columns], csv);

/** Makes a line of text for each line of the entries, amounts with all of their currency's decimals. */
export const journalCsvOf = (codes: AccountCodes, entries: readonly JournalEntry[]): string =>
  stringify(
    entries.flatMap(({ entryId, at, currency, orderNumber, document, description, lines }) =>
      lines.map(({ account, debit, credit }) => [
        entryId,
        at,
        codeOf(codes, account),
        formatMinor(debit, currency),
        formatMinor(credit, currency),
        currency,
        orderNumber,
        document,
        description,
      ]),
    ),
    csv,
  );
