import type { Category } from '../../domain/shared/stream.ts';
import type { CartQueries } from '../../projections/carts/queries.ts';
import type { OrderQueries } from '../../projections/orders/queries.ts';
import type { PickingListQueries } from '../../projections/picking-lists/queries.ts';
import type { ReturnQueries } from '../../projections/returns/queries.ts';

export interface VersionQueries {
  /** Resolves to true as soon as the read model has that version, to false after `timeoutMs`. */
  waitForVersion(
    category: Category,
    organizationId: string,
    id: string,
    version: number,
    timeoutMs: number,
  ): Promise<boolean>;
}

/** What the routes ask of the read models. Undefined: there is none, or not for who asks. */
export interface ReadSide extends CartQueries, OrderQueries, PickingListQueries, ReturnQueries, VersionQueries {}
