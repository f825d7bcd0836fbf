/**
 * What a payment at a till is called where it is settled: the same payment is settled once, and no other has its name, whatever
 * a till calls its payments. Part of the storage format of those who settle; ids of ours have no slash.
 */
export const settlementId = (transactionId: string, paymentId: string): string => `${transactionId}/${paymentId}`;

/** The payment at a till that {@link settlementId} named; undefined: another kind of payment. */
export const settledPayment = (
  id: string,
): { readonly transactionId: string; readonly paymentId: string } | undefined => {
  const slash = id.indexOf('/');
  return slash < 0 ? undefined : { transactionId: id.slice(0, slash), paymentId: id.slice(slash + 1) };
};
