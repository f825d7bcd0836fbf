import type { Currency, Minor } from '../../domain/shared/money.ts';

/** A sellable variant as the Catalog service knows it. */
export interface CatalogProduct {
  readonly variantId: string;
  readonly sku: string;
  readonly productName: string;
  readonly barcode: string;
  readonly unitPrice: Minor;
  readonly currency: Currency;
  readonly taxClass: string;
  readonly active: boolean;
}

/** @throws ServiceUnavailableError if the service does not answer in time. */
export interface Catalog {
  /** The variant if it exists and is active; undefined otherwise. May be a few seconds old, unless a fresh one is asked for. */
  product(
    organizationId: string,
    variantId: string,
    options?: { readonly fresh: boolean },
  ): Promise<CatalogProduct | undefined>;
  byBarcode(organizationId: string, barcode: string): Promise<CatalogProduct | undefined>;
  search(organizationId: string, query: string, limit: number): Promise<readonly CatalogProduct[]>;
}
