/** The entry of a sale in its shift. */
export const saleEntryId = (transactionId: string): string => `${transactionId}.sale`;

/** The entry of goods that came back, in the shift that paid for them. `returnKey` is return-id.ts'. */
export const returnEntryId = (returnKey: string): string => `${returnKey}.return`;

/** The entry of a void in the shift that gave the money back. */
export const voidEntryId = (transactionId: string): string => `${transactionId}.void`;
