/** The documents that are made: invoice, receipt (`boleta`), debit note, credit note; the SII's own codes. */
export type SiiType = '33' | '39' | '56' | '61';

export const receiptType = '39';

const types: ReadonlySet<string> = new Set<SiiType>(['33', '39', '56', '61']);

export const isSiiType = (code: string): code is SiiType => types.has(code);
