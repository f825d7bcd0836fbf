import type { Instant } from '../../domain/shared/message.ts';
import type { Quantity } from '../../domain/shared/quantity.ts';
import type { Amounts, Place } from './inventory-requests.ts';
import { initialStockOf } from './products.ts';
import type { Queryable } from './transaction.ts';

interface StockRow {
  readonly variant_id: string;
  readonly quantity: string;
}

const toMap = (rows: readonly StockRow[]): ReadonlyMap<string, Quantity> =>
  new Map(rows.map((row) => [row.variant_id, Number(row.quantity)]));

/**
 * Locks the stock of these variants until the transaction ends, always in the same order so that no two transactions
 * wait for one another. Whatever is read afterwards cannot change underneath.
 */
export const lockStock = async (db: Queryable, place: Place, variantIds: readonly string[]): Promise<void> => {
  await db.query(
    `insert into sandbox.stock (organization_id, local_id, variant_id, on_hand)
     select $1, $2, wanted.variant_id, wanted.on_hand
     from unnest($3::text[], $4::bigint[]) as wanted(variant_id, on_hand)
     order by wanted.variant_id
     on conflict do nothing`,
    [place.organizationId, place.localId, variantIds, variantIds.map(initialStockOf)],
  );
  await db.query(
    `select from sandbox.stock
     where organization_id = $1 and local_id = $2 and variant_id = any($3)
     order by variant_id
     for update`,
    [place.organizationId, place.localId, variantIds],
  );
};

/** What is there, in the order of `variantIds`. May be negative. */
export const stockOnHand = async (
  db: Queryable,
  place: Place,
  variantIds: readonly string[],
): Promise<ReadonlyMap<string, Quantity>> => {
  const { rows } = await db.query<StockRow>(
    `select variant_id, on_hand as quantity from sandbox.stock
     where organization_id = $1 and local_id = $2 and variant_id = any($3)`,
    [place.organizationId, place.localId, variantIds],
  );
  const moved = toMap(rows);
  return new Map(variantIds.map((id) => [id, moved.get(id) ?? initialStockOf(id)]));
};

/** On hand minus what confirmed reservations, and held ones that run until after `now`, still hold. May be negative. */
export const availableStock = async (
  db: Queryable,
  place: Place,
  variantIds: readonly string[],
  now: Instant,
): Promise<ReadonlyMap<string, Quantity>> => {
  const onHand = await stockOnHand(db, place, variantIds);
  const { rows: held } = await db.query<StockRow>(
    `select line.variant_id, sum(line.quantity) as quantity
     from sandbox.reservation_lines line join sandbox.reservations reservation using (reservation_id)
     where reservation.organization_id = $1 and reservation.local_id = $2 and line.variant_id = any($3)
       and (reservation.state = 'confirmed' or (reservation.state = 'held' and reservation.expires_at > $4))
     group by line.variant_id`,
    [place.organizationId, place.localId, variantIds, now],
  );
  const reserved = toMap(held);
  return new Map([...onHand].map(([id, quantity]) => [id, quantity - (reserved.get(id) ?? 0)]));
};

/** Moves stock on hand: `direction` 1 adds the amounts, -1 takes them out, below zero if need be. */
export const moveStock = async (db: Queryable, place: Place, amounts: Amounts, direction: 1 | -1): Promise<void> => {
  await db.query(
    `update sandbox.stock set on_hand = on_hand + $5 * moved.quantity
     from unnest($3::text[], $4::bigint[]) as moved(variant_id, quantity)
     where organization_id = $1 and local_id = $2 and stock.variant_id = moved.variant_id`,
    [place.organizationId, place.localId, [...amounts.keys()], [...amounts.values()], direction],
  );
};
