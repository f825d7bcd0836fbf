/** The entry of a sale in its shift. */
export const saleEntryId = (transactionId: string): string => `${transactionId}.sale`;

/** The entry of a void in the shift that gave the money back. */
export const voidEntryId = (transactionId: string): string => `${transactionId}.void`;
