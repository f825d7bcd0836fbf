import type { Bill, BillLine } from './peru-bill.ts';

/** One of SUNAT's rules for what documents say, under SUNAT's own code for who breaks it. */
export interface Rule {
  /** 2000 to 3999: the document is rejected; from 4000 on it is accepted with the remark. */
  readonly code: string;
  readonly message: string;
  readonly isBroken: (bill: Bill) => boolean;
}

/** SUNAT forgives one unit of the currency in every sum. */
const tolerance = 1 + 1e-6;

/** Whether two sums differ by more than that. */
export const differ = (a: number, b: number): boolean => Math.abs(a - b) > tolerance;

/** Broken by any line that is wrong. */
export const anyLine =
  (isWrong: (line: BillLine) => boolean) =>
  ({ lines }: Bill): boolean =>
    lines.some(isWrong);

/** Catalogue 05: taxed, exempt, not subject to the tax. */
export const schemes = { igv: '1000', exempt: '9997', unaffected: '9998' } as const;
