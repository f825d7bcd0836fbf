/** Which carts are still collected in: from the read model, so a moment behind. */
export interface OpenCarts {
  /** Ids of the open carts that hold the variant, in order, after `after`; at most `limit`. */
  cartsWithVariant(
    organizationId: string,
    variantId: string,
    page: { readonly after?: string; readonly limit: number },
  ): Promise<readonly string[]>;
}
