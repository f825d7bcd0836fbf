import type { ReadModel } from '../tables.ts';
import type { CartDocument } from './view.ts';

export interface CartQueries {
  /** undefined if there is none, or it is not `onlyCustomerId`'s (a guest's cart belongs to who knows its id). */
  getCart(
    organizationId: string,
    cartId: string,
    options?: { readonly onlyCustomerId?: string },
  ): Promise<CartDocument | undefined>;
}

export const cartQueries = ({ db }: ReadModel): CartQueries => ({
  getCart: async (organizationId, cartId, { onlyCustomerId } = {}) => {
    const row = await db
      .selectFrom('carts')
      .select(['customer_id', 'document'])
      .where('organization_id', '=', organizationId)
      .where('cart_id', '=', cartId)
      .executeTakeFirst();
    const foreign = onlyCustomerId !== undefined && (row?.customer_id ?? onlyCustomerId) !== onlyCustomerId;
    return foreign ? undefined : row?.document;
  },
});
