import { randomUUID } from 'node:crypto';
import type { Amounts, Place } from './inventory-requests.ts';
import type { Queryable } from './transaction.ts';

/** Sets the amounts aside, without asking whether they are there. Answers the reservation's id. */
export const insertReservation = async (
  db: Queryable,
  reservation: {
    readonly place: Place;
    readonly referenceId: string;
    readonly amounts: Amounts;
    readonly expiresAt: Date;
  },
): Promise<string> => {
  const { place, referenceId, amounts, expiresAt } = reservation;
  const reservationId = randomUUID();
  await db.query(
    `insert into sandbox.reservations
       (reservation_id, organization_id, local_id, reference_id, state, expires_at)
     values ($1, $2, $3, $4, 'held', $5)`,
    [reservationId, place.organizationId, place.localId, referenceId, expiresAt],
  );
  await db.query(
    `insert into sandbox.reservation_lines (reservation_id, variant_id, quantity)
     select $1, line.variant_id, line.quantity from unnest($2::text[], $3::bigint[]) as line(variant_id, quantity)`,
    [reservationId, [...amounts.keys()], [...amounts.values()]],
  );
  return reservationId;
};

/** Makes a reservation hold for good, also one that had run out. False if there is none or it was released. */
export const confirmReservation = async (
  db: Queryable,
  organizationId: string,
  reservationId: string,
): Promise<boolean> => {
  const { rowCount } = await db.query(
    `update sandbox.reservations set state = 'confirmed'
     where organization_id = $1 and reservation_id = $2 and state <> 'released'`,
    [organizationId, reservationId],
  );
  return rowCount === 1;
};

/** Gives back what the reservation holds; nothing if there is none. */
export const releaseReservation = async (
  db: Queryable,
  organizationId: string,
  reservationId: string,
): Promise<void> => {
  await db.query(
    `with released as (
       update sandbox.reservations set state = 'released'
       where organization_id = $1 and reservation_id = $2
       returning reservation_id
     )
     delete from sandbox.reservation_lines line using released where line.reservation_id = released.reservation_id`,
    [organizationId, reservationId],
  );
};

/**
 * Locks a reservation until the transaction ends; false if there is none. Comes before locking its stock, as releasing
 * it comes before giving its lines back: in one order everywhere.
 */
export const lockReservation = async (
  db: Queryable,
  organizationId: string,
  reservationId: string,
): Promise<boolean> => {
  const { rowCount } = await db.query(
    'select from sandbox.reservations where organization_id = $1 and reservation_id = $2 for update',
    [organizationId, reservationId],
  );
  return rowCount === 1;
};

/** Takes the amounts out of a locked reservation, as far as it holds them. */
export const drawFromReservation = async (db: Queryable, reservationId: string, amounts: Amounts): Promise<void> => {
  await db.query(
    `update sandbox.reservation_lines line set quantity = greatest(line.quantity - drawn.quantity, 0)
     from unnest($2::text[], $3::bigint[]) as drawn(variant_id, quantity)
     where line.reservation_id = $1 and line.variant_id = drawn.variant_id`,
    [reservationId, [...amounts.keys()], [...amounts.values()]],
  );
  await db.query('delete from sandbox.reservation_lines where reservation_id = $1 and quantity = 0', [reservationId]);
};
