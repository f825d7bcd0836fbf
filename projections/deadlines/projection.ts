import { sql } from 'kysely';
import type { CartEvent } from '../../domain/cart/events.ts';
import type { OrderEvent } from '../../domain/order/events.ts';
import {
  deadlineChanges,
  deadlineEvents,
  type DeadlineChange,
  type DeadlineEvent,
  type DeadlinePolicy,
} from '../../domain/processes/deadlines.ts';
import { decodeAll } from '../runner/known-events.ts';
import type { Projection, StreamSlice } from '../runner/projection.ts';
import { upsertRows } from '../runner/rows.ts';
import type { ReadModel } from '../tables.ts';

/** What an organisation decides about deadlines, now: those that are set already keep their moment. */
export type DeadlinePolicyOf = (organizationId: string) => DeadlinePolicy;

/**
 * The timers: what is to be decided later, and when. Needs no memory: the last change of a deadline is all there is to it.
 */
export const deadlinesProjection = (policyOf: DeadlinePolicyOf): Projection => ({
  name: 'deadlines',
  version: 1,
  categories: ['cart', 'order'],
  begin: () => (slices) => {
    const last = new Map<string, OwnedChange>();
    for (const change of slices.flatMap((slice) => changesOf(slice, policyOf))) last.set(keyOf(change), change);
    return Promise.resolve((transaction) => write(transaction, [...last.values()]));
  },
});

type OwnedChange = DeadlineChange & { readonly organizationId: string };

const keyOf = ({ organizationId, aggregate, kind, id }: OwnedChange): string =>
  [organizationId, aggregate, kind, id].join('/');

const handled: ReadonlySet<string> = new Set(deadlineEvents);

const isDeadlineEvent = (event: CartEvent | OrderEvent): event is DeadlineEvent => handled.has(event.type);

const changesOf = (
  { category, events, organizationId }: StreamSlice,
  policyOf: DeadlinePolicyOf,
): readonly OwnedChange[] => {
  if (category === 'return') return [];
  return decodeAll<'cart' | 'order'>(category, events, (type) => handled.has(type))
    .map(({ event }) => event)
    .filter(isDeadlineEvent)
    .flatMap((event) => deadlineChanges(event, policyOf(organizationId)))
    .map((change) => ({ ...change, organizationId }));
};

const write = async (transaction: ReadModel, changes: readonly OwnedChange[]): Promise<void> => {
  const cleared = changes.filter(({ change }) => change === 'clear');
  if (cleared.length > 0) await clear(transaction, cleared);
  const set = changes.flatMap((change) => (change.change === 'set' ? [change] : []));
  await upsertRows(
    transaction,
    'deadlines',
    ['organization_id', 'aggregate', 'id', 'kind'],
    set.map(({ organizationId, aggregate, id, kind, dueAt }) => ({
      organization_id: organizationId,
      aggregate,
      id,
      kind,
      due_at: dueAt,
    })),
  );
};

const clear = async ({ db }: ReadModel, cleared: readonly OwnedChange[]): Promise<void> => {
  const column = (name: 'organizationId' | 'aggregate' | 'id' | 'kind') => cleared.map((change) => change[name]);
  await db
    .deleteFrom('deadlines')
    .where(
      sql<boolean>`(organization_id, aggregate, id, kind) in (select * from unnest(
        ${column('organizationId')}::text[], ${column('aggregate')}::text[],
        ${column('id')}::text[], ${column('kind')}::text[]))`,
    )
    .execute();
};
