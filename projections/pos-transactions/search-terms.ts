import { termsOf } from '../orders/search-terms.ts';
import type { PosDocument } from './view.ts';

/** What a transaction is found by: its id, its customer's, what was sold in it, and what its payments are called elsewhere. */
export const searchTerms = ({ transactionId, customerId, lines, tenders }: PosDocument): readonly string[] => {
  const goods = lines.flatMap(({ sku, barcode, productName }) => [sku, barcode, productName]);
  const references = tenders.map(({ reference }) => reference);
  return termsOf([transactionId, customerId, ...goods, ...references].join(' '));
};
