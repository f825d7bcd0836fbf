import type { Instant } from '../../domain/shared/message.ts';
import type { ReadModel } from '../runner/read-model.ts';
import type { DeadlineTables } from './table.ts';
import type { DueDeadline } from './view.ts';

export interface DeadlineQueries {
  /** Gives what is due at `now`, over all organisations, the longest overdue first; at most `limit`. */
  dueDeadlines(now: Instant, limit: number): Promise<readonly DueDeadline[]>;
  /**
   * Forgets a deadline once its command was decided, whatever came of it. One that an event has moved since then stays. A
   * rebuild brings it back, and its command is decided once more, to no effect.
   */
  forgetDeadline(deadline: DueDeadline): Promise<void>;
}

export const deadlineQueries = (readModel: ReadModel): DeadlineQueries => {
  const db = readModel.db.withTables<DeadlineTables>();
  return {
    dueDeadlines: async (now, limit) => {
      const rows = await db
        .selectFrom('deadlines')
        .selectAll()
        .where('due_at', '<=', new Date(now))
        .orderBy('due_at')
        .orderBy('organization_id')
        .orderBy('id')
        .orderBy('kind')
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        organizationId: row.organization_id,
        aggregate: row.aggregate,
        id: row.id,
        kind: row.kind,
        dueAt: row.due_at.toISOString(),
        waitMinutes: row.wait_minutes,
      }));
    },

    forgetDeadline: async ({ organizationId, aggregate, id, kind, dueAt }) => {
      await db
        .deleteFrom('deadlines')
        .where('organization_id', '=', organizationId)
        .where('aggregate', '=', aggregate)
        .where('id', '=', id)
        .where('kind', '=', kind)
        .where('due_at', '=', new Date(dueAt))
        .execute();
    },
  };
};
