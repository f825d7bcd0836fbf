import { z } from 'zod';

/** The columns of an Online Retail file, in any order; others are carried along and ignored. */
export const columns = [
  'InvoiceNo',
  'StockCode',
  'Description',
  'Quantity',
  'InvoiceDate',
  'UnitPrice',
  'CustomerID',
  'Country',
] as const;

const record = z.object(Object.fromEntries(columns.map((column) => [column, z.string()])));

/** One data line as it stands in the file. `line` counts data lines from 1, without the header. */
export interface Row {
  readonly line: number;
  readonly invoiceNo: string;
  readonly stockCode: string;
  readonly description: string;
  readonly quantity: string;
  readonly invoiceDate: string;
  readonly unitPrice: string;
  readonly customerId: string;
  readonly country: string;
}

/** The file is not an Online Retail file: nothing of it was imported. */
export class ImportFileError extends Error {
  override readonly name = 'ImportFileError';
}

/** @throws ImportFileError if a column is missing */
export const toRow = (value: unknown, line: number): Row => {
  const parsed = record.safeParse(value);
  if (!parsed.success) {
    const missing = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
    throw new ImportFileError(`data line ${line} lacks ${missing}: the header must name ${columns.join(', ')}`);
  }
  const cell = (column: (typeof columns)[number]): string => (parsed.data[column] ?? '').trim();
  return {
    line,
    invoiceNo: cell('InvoiceNo'),
    stockCode: cell('StockCode'),
    description: cell('Description'),
    quantity: cell('Quantity'),
    invoiceDate: cell('InvoiceDate'),
    unitPrice: cell('UnitPrice'),
    customerId: cell('CustomerID'),
    country: cell('Country'),
  };
};
