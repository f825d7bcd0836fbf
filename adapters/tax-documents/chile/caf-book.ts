import type { AuthorizedRange } from '../../../application/ports/tax-authority.ts';
import { parseCaf, type Caf } from './caf.ts';

/** The folios that a tax payer has. */
export interface CafBook {
  readonly ranges: readonly AuthorizedRange[];
  /** @throws Error for a folio that is in none */
  find(type: string, folio: number): Caf;
}

/** How many folios a stream of the engine takes at most. */
const longestRange = 1000;

const rangesOf = ({ type, from, to, expiresAt }: Caf): readonly AuthorizedRange[] =>
  Array.from({ length: Math.ceil((to - from + 1) / longestRange) }, (_, index) => ({
    series: type,
    from: from + index * longestRange,
    to: Math.min(to, from + (index + 1) * longestRange - 1),
    expiresAt,
  }));

/**
 * Reads CAF files, in any order. Ranges are in the order of their folios and in pieces of 1,000; they are known by their place,
 * so files that are used up must stay.
 * @throws Error for one that cannot be used, that is another tax payer's, or whose folios are in two
 */
export const openCafBook = (files: readonly string[], taxId: string): CafBook => {
  const cafs = files.map(parseCaf).toSorted((a, b) => a.type.localeCompare(b.type) || a.from - b.from);
  for (const [index, caf] of cafs.entries()) {
    if (caf.taxId !== taxId) throw new Error(`a CAF of ${caf.taxId}, not of ${taxId}`);
    const before = cafs[index - 1];
    if (before?.type === caf.type && caf.from <= before.to) {
      throw new Error(`the folio ${caf.from} of type ${caf.type} is in two CAFs`);
    }
  }
  return {
    ranges: cafs.flatMap(rangesOf),
    find: (type, folio) => {
      const caf = cafs.find((one) => one.type === type && one.from <= folio && folio <= one.to);
      if (caf === undefined) throw new Error(`no CAF has the folio ${folio} of type ${type}`);
      return caf;
    },
  };
};
