/** The id of a subscription's order. Part of the storage format: never change it. */
export const subscriptionOrderId = (subscriptionId: string, sequence: number): string =>
  `${subscriptionId}-O${sequence}`;

/** The subscription that gave an order; undefined: none did. */
export const subscriptionOfOrder = (orderId: string): string | undefined => /^(.+)-O\d+$/.exec(orderId)?.[1];
