import type { Deadline, DeadlinePolicy, Moment } from '../../domain/processes/deadline.ts';
import { deadlines as moves } from '../../domain/processes/deadlines.ts';
import { addedBy, columnsOf } from '../runner/columns.ts';
import { defineEventTable } from '../runner/define-event-table.ts';
import type { TablesOf } from '../runner/define-read-model.ts';

/** Says what an organisation decides about deadlines, now: those that are set already keep their moment. */
export type DeadlinePolicyOf = (organizationId: string) => DeadlinePolicy;

/** Has no moment where it is cleared. */
const { text, integer, timestamp } = columnsOf<Deadline & Partial<Moment>>();

/** Keeps the timers: what is to be decided later, and when. */
export const deadlines = defineEventTable({
  name: 'deadlines',
  version: 2,
  categories: ['cart', 'order', 'quote', 'subscription'],
  handles: moves.eventTypes,
  changes: (event, _, { organizationId }, policyOf: DeadlinePolicyOf) =>
    moves.react(event, policyOf(organizationId)).map((change) => ({ change: change.change, item: change })),
  since: '0001_read_models',
  columns: {
    aggregate: text((deadline) => deadline.aggregate),
    id: text((deadline) => deadline.id),
    kind: text((deadline) => deadline.kind),
    due_at: timestamp(({ dueAt = '' }) => dueAt),
    wait_minutes: addedBy(
      '0003_subscriptions',
      integer(({ waitMinutes = 0 }) => waitMinutes),
      0,
    ),
  },
  key: ['aggregate', 'id', 'kind'],
  indexes: ['(due_at)'],
});

export type DeadlineTables = TablesOf<typeof deadlines>;
