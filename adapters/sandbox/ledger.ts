import type { Pool } from 'pg';
import { z } from 'zod';
import type { Instant } from '../../domain/shared/message.ts';
import { inTransaction, type Queryable } from './transaction.ts';

const name = z.string().min(1).max(200);

/** What every changing request starts with. */
const keyedRequest = z
  .object({ organization_id: name, idempotency_key: name })
  .transform((request) => ({ organizationId: request.organization_id, idempotencyKey: request.idempotency_key }));

/**
 * Applies a changing call once for its organisation, method and idempotency key, in one transaction with the record of
 * its answer. A repetition gets that answer; one that comes while the first is under way waits for it.
 */
export const applyOnce = <Answer extends object>(
  pool: Pool,
  call: { readonly method: string; readonly request: object; readonly at: Instant },
  apply: (db: Queryable) => Promise<Answer>,
): Promise<Answer> => {
  const { organizationId, idempotencyKey } = keyedRequest.parse(call.request);
  const entry = [organizationId, call.method, idempotencyKey];
  return inTransaction(pool, async (db) => {
    const { rowCount } = await db.query(
      `insert into sandbox.ledger (organization_id, method, idempotency_key, request, applied_at)
       values ($1, $2, $3, $4, $5)
       on conflict do nothing`,
      [...entry, JSON.stringify(call.request), call.at],
    );
    if (rowCount === 0) return recordedAnswer<Answer>(db, entry);
    const answer = await apply(db);
    await db.query(
      'update sandbox.ledger set answer = $4 where organization_id = $1 and method = $2 and idempotency_key = $3',
      [...entry, JSON.stringify(answer)],
    );
    return answer;
  });
};

const recordedAnswer = async <Answer>(db: Queryable, entry: readonly string[]): Promise<Answer> => {
  const { rows } = await db.query<{ readonly answer: Answer }>(
    'select answer from sandbox.ledger where organization_id = $1 and method = $2 and idempotency_key = $3',
    [...entry],
  );
  const [recorded] = rows;
  if (recorded === undefined) throw new Error('the ledger lost an entry that it had a moment ago');
  return recorded.answer;
};
