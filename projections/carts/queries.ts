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

export interface OpenCartQueries {
  /** Ids of the open carts that hold the variant, in order, after `after`; at most `limit`. */
  cartsWithVariant(
    organizationId: string,
    variantId: string,
    page: { readonly after?: string; readonly limit: number },
  ): Promise<readonly string[]>;
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

export const openCartQueries = ({ db }: ReadModel): OpenCartQueries => ({
  cartsWithVariant: async (organizationId, variantId, { after = '', limit }) => {
    const rows = await db
      .selectFrom('cart_variants')
      .select('cart_id')
      .where('organization_id', '=', organizationId)
      .where('variant_id', '=', variantId)
      .where('cart_id', '>', after)
      .orderBy('cart_id')
      .limit(limit)
      .execute();
    return rows.map((row) => row.cart_id);
  },
});
