/**
 * What a return at a till is called by those who carry it out (the shift, the store credit ledger, the Customer service): once, and
 * no other has its name, whatever a till calls its returns. Part of the storage format of those; ids of ours have no slash.
 */
export const returnKey = (transactionId: string, returnId: string): string => `${transactionId}/${returnId}`;
