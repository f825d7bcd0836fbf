import { v5 } from 'uuid';

/**
 * A UUID (version 5) that is always the same for the same name under the same parent: what a retry makes again is the
 * same thing. `parent` is a UUID.
 */
export const deterministicId = (parent: string, name: string): string => v5(name, parent);

/** The id of what something belongs to, which its own begins with: the order of `<order id>.P1`, the cart of a token. */
export const parentOf = (childId: string): string => childId.split('.', 1)[0] ?? childId;
