import type { PosConflict } from './events.ts';

/**
 * Names a return for what is done about it elsewhere (the shift, the store credit ledger, the Customer service): once, and no
 * other has its name, however a till names its returns. Part of their storage format; ids of ours have no slash.
 */
export const returnKey = (transactionId: string, returnId: string): string => `${transactionId}/${returnId}`;

/**
 * Names a payment where it is settled: the same payment is settled once, and no other has its name, however a till names its
 * payments. Part of the storage format there; ids of ours have no slash.
 */
export const settlementId = (transactionId: string, paymentId: string): string => `${transactionId}/${paymentId}`;

/** Reads what {@link settlementId} named; undefined: another kind of payment. */
export const settledPayment = (
  id: string,
): { readonly transactionId: string; readonly paymentId: string } | undefined => {
  const slash = id.indexOf('/');
  return slash < 0 ? undefined : { transactionId: id.slice(0, slash), paymentId: id.slice(slash + 1) };
};

/** Names a conflict by what it is about: the same conflict has the same id, whenever it is noticed. */
export const conflictIdOf = (transactionId: string, conflict: PosConflict): string =>
  [transactionId, conflict.kind, ...subjectOf(conflict)].join('.');

const subjectOf = (conflict: PosConflict): readonly string[] => {
  switch (conflict.kind) {
    case 'price_differs':
    case 'unknown_product':
      return [conflict.lineId];
    case 'content_differs':
      return [conflict.digest];
    case 'tender_refused':
      return [conflict.paymentId];
    case 'shift_closed':
      return [conflict.shiftId];
    case 'returned_before':
    case 'totals_differ':
    case 'customer_unknown':
      return [];
  }
};
