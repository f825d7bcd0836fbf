/** The id of what something belongs to, which its own begins with: the order of `<order id>.P1`, the cart of a token. */
export const parentOf = (childId: string): string => childId.split('.', 1)[0] ?? childId;
