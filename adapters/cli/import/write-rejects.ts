import { createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { columns, type Row } from './row.ts';

/** A line that became nothing, and why. */
export interface RejectedRow {
  readonly row: Row;
  readonly reason: string;
}

/** Writes the rejected lines, as they stood in the file, with their line number and reason. All of them or no file. */
export const writeRejects = async (file: string, rejects: readonly RejectedRow[]): Promise<void> => {
  const unfinished = `${file}.part`;
  const records = Readable.from(
    rejects.map(({ row, reason }) => [
      row.line,
      reason,
      row.invoiceNo,
      row.stockCode,
      row.description,
      row.quantity,
      row.invoiceDate,
      row.unitPrice,
      row.customerId,
      row.country,
    ]),
  );
  await pipeline(
    records,
    stringify({ header: true, columns: ['line', 'reason', ...columns] }),
    createWriteStream(unfinished),
  );
  await rename(unfinished, file);
};
