import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import { stringify } from 'csv-stringify';
import { z } from 'zod';

/** Names the columns of an Online Retail file, which come in any order; further ones are ignored. */
const columns = {
  invoiceNo: 'InvoiceNo',
  stockCode: 'StockCode',
  description: 'Description',
  quantity: 'Quantity',
  invoiceDate: 'InvoiceDate',
  unitPrice: 'UnitPrice',
  customerId: 'CustomerID',
  country: 'Country',
} as const;

type Field = keyof typeof columns;

const fields = Object.keys(columns) as Field[];
const header = Object.values(columns);
const record = z.object(Object.fromEntries(header.map((column) => [column, z.string().trim()])));

/** Holds one data line as it stands in the file. `line` counts data lines from 1, without the header. */
export interface Row extends Readonly<Record<Field, string>> {
  readonly line: number;
}

/** Says that the file is not an Online Retail file: nothing of it was imported. */
export class ImportFileError extends Error {
  override readonly name = 'ImportFileError';
}

/**
 * Reads the data lines of a CSV file one by one, gzipped or not: its first bytes show which.
 * @throws ImportFileError for a file that cannot be read, is empty, broken, or lacks a column
 */
export async function* readRows(file: string): AsyncGenerator<Row> {
  const source = await openText(file);
  const parser = parse({ bom: true, columns: true, skip_empty_lines: true });
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  let line = 0;
  try {
    for await (const value of parser) yield toRow(value, ++line);
  } catch (error) {
    if (error instanceof ImportFileError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new ImportFileError(`${file} breaks off after data line ${line}: ${reason}`, { cause: error });
  } finally {
    source.destroy();
  }
  if (line === 0) throw new ImportFileError(`${file} has no data lines`);
}

const gzipMagic = 0x1f8b;

const openText = async (file: string): Promise<Readable> => {
  const handle = await open(file).catch((error: unknown) => {
    throw new ImportFileError(`cannot read ${file}: give the path of an existing .csv or .csv.gz file`, {
      cause: error,
    });
  });
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    const stream = createReadStream(file);
    if (bytesRead < 2 || buffer.readUInt16BE() !== gzipMagic) return stream;
    const text = createGunzip();
    stream.on('error', (error) => text.destroy(error));
    text.on('close', () => stream.destroy());
    return stream.pipe(text);
  } finally {
    await handle.close();
  }
};

/** @throws ImportFileError if a column is missing */
const toRow = (value: unknown, line: number): Row => {
  const parsed = record.safeParse(value);
  if (!parsed.success) {
    const missing = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
    throw new ImportFileError(`data line ${line} lacks ${missing}: the header must name ${header.join(', ')}`);
  }
  const { data } = parsed;
  const cells = Object.fromEntries(fields.map((field) => [field, data[columns[field]]])) as Record<Field, string>;
  return { line, ...cells };
};

/** Holds a line that became nothing, and why. */
export interface RejectedRow {
  readonly row: Row;
  readonly reason: string;
}

/** Writes the rejected lines, as they stood in the file, with their line number and reason. All of them or no file. */
export const writeRejects = async (file: string, rejects: readonly RejectedRow[]): Promise<void> => {
  const unfinished = `${file}.part`;
  await pipeline(
    Readable.from(rejects.map(({ row, reason }) => [row.line, reason, ...fields.map((field) => row[field])])),
    stringify({ header: true, columns: ['line', 'reason', ...header] }),
    createWriteStream(unfinished),
  );
  await rename(unfinished, file);
};
