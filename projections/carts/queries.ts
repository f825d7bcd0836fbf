import { findDocument, keyset, matching, type Visibility } from '../paging/select.ts';
import type { ReadModel } from '../runner/read-model.ts';
import type { CartTables } from './table.ts';
import type { CartDocument } from './view.ts';

export interface CartQueries {
  /** Gives undefined if there is none, or it is not `onlyCustomerId`'s (a guest's cart belongs to any who know its id). */
  getCart(organizationId: string, cartId: string, visibility?: Visibility): Promise<CartDocument | undefined>;
}

export interface OpenCartQueries {
  /** Lists the ids of the open carts that hold the variant, in order, after `after`; at most `limit`. */
  cartsWithVariant(
    organizationId: string,
    variantId: string,
    page: { readonly after?: string; readonly limit: number },
  ): Promise<readonly string[]>;
}

export const cartQueries = (readModel: ReadModel): CartQueries & OpenCartQueries => {
  const db = readModel.db.withTables<CartTables>();
  return {
    getCart: async (organizationId, cartId, { onlyCustomerId } = {}) => {
      const carts = db.selectFrom('carts').select('document');
      const cart = await findDocument(carts, { organization_id: organizationId, cart_id: cartId });
      const isForeign = onlyCustomerId !== undefined && (cart?.customerId ?? onlyCustomerId) !== onlyCustomerId;
      return isForeign ? undefined : cart;
    },

    cartsWithVariant: async (organizationId, variantId, { after, limit }) => {
      const variants = db.selectFrom('cart_variants').select('cart_id');
      const found = matching(variants, { organization_id: organizationId, variant_id: variantId });
      const rows = await keyset(found, {
        by: ['cart_id'],
        after: after === undefined ? after : [after],
        limit,
      }).execute();
      return rows.map((row) => row.cart_id);
    },
  };
};
