/** Names the documents that are made: invoice, receipt (`boleta`), debit note, credit note; the SII's own codes. */
export type SiiType = '33' | '39' | '56' | '61';

export const receiptType = '39';

const types: ReadonlySet<string> = new Set<SiiType>(['33', '39', '56', '61']);

export const isSiiType = (code: string): code is SiiType => types.has(code);

/** Lists the SII's codes of how it is paid: at once, or later. */
export const paymentTerms = { immediate: 1, deferred: 2 } as const;

/** Holds the SII's code of goods and services sold, as against periodic services and shows. */
export const saleOfGoods = 3;

/** Lists the SII's reasons: the whole document is undone, or its amounts are corrected. Texts (2) are never corrected here. */
export const referenceCodes = { undone: 1, amounts: 3 } as const;
