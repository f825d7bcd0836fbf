import type { Identity } from '../../application/ports/identity.ts';
import { onlyCustomerOf } from '../../application/access/permissions.ts';
import { problem } from './problem.ts';

/**
 * Whose a new thing shall be: a customer's own, or whoever staff name (null for a guest).
 * @throws Problem `forbidden` if a customer names somebody else
 */
export const customerOf = (identity: Identity, named: string | null): string | null => {
  const own = onlyCustomerOf(identity);
  if (own === undefined || named === own) return named;
  if (named === null) return own;
  throw problem('forbidden', 'a customer acts for nobody else: leave customer_id out');
};
