/** How people know a sale at a till: short enough for the forms of every country, where its own id is a UUID. */
export const tillSaleNumber = (transactionId: string): string => `POS-${transactionId.slice(-12).toUpperCase()}`;
