import type { Queryable } from './transaction.ts';

/** What customers have on top of the points that they started with, or less than that. */
export const pointsGained = async (db: Queryable, organizationId: string, customerId: string): Promise<number> => {
  const { rows } = await db.query<{ readonly gained: string }>(
    'select gained from sandbox.loyalty where organization_id = $1 and customer_id = $2',
    [organizationId, customerId],
  );
  return Number(rows[0]?.gained ?? 0);
};

/** Adds points (takes them, if below zero). Locks the customer's points until the transaction ends. @returns as {@link pointsGained} */
export const gainPoints = async (
  db: Queryable,
  organizationId: string,
  customerId: string,
  points: number,
): Promise<number> => {
  const { rows } = await db.query<{ readonly gained: string }>(
    `insert into sandbox.loyalty as balance (organization_id, customer_id, gained) values ($1, $2, $3)
     on conflict (organization_id, customer_id) do update set gained = balance.gained + excluded.gained
     returning gained`,
    [organizationId, customerId, points],
  );
  return Number(rows[0]?.gained);
};

/** Writes down what a payment takes. False if it is known already, which is so once it was restored. */
export const recordPayment = async (
  db: Queryable,
  organizationId: string,
  paymentId: string,
  points: number,
): Promise<boolean> => {
  const { rowCount } = await db.query(
    `insert into sandbox.loyalty_payments (organization_id, payment_id, points) values ($1, $2, $3)
     on conflict do nothing`,
    [organizationId, paymentId, points],
  );
  return rowCount === 1;
};

/** What a payment took. One that took nothing is known from now on, and never will. */
export const closePayment = async (db: Queryable, organizationId: string, paymentId: string): Promise<number> => {
  await recordPayment(db, organizationId, paymentId, 0);
  const { rows } = await db.query<{ readonly points: string }>(
    'select points from sandbox.loyalty_payments where organization_id = $1 and payment_id = $2',
    [organizationId, paymentId],
  );
  return Number(rows[0]?.points);
};
