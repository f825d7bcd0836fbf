import { z } from 'zod';
import { currency, date, instant, paging } from '../shared/fields.ts';

/** Describes a time, or the day that begins then (UTC). */
const moment = z.union([instant, date.transform((day) => `${day}T00:00:00.000Z`)]);

export const journalQuery = z.strictObject({
  from: moment.exactOptional(),
  to: moment.exactOptional().describe('Exclusive'),
  ...paging,
});

const side = z.number().nonnegative();

export const journalEntry = z
  .object({
    entry_id: z.string(),
    date: z.string(),
    order_id: z.string(),
    order_number: z.string(),
    document: z.string().nullable().describe('Type, series and number of a tax document'),
    description: z.string(),
    lines: z.array(z.object({ account: z.string(), debit: side, credit: side, currency })),
  })
  .meta({ id: 'JournalEntry', description: 'Its debits are its credits' });
