import { sql, type CompiledQuery } from 'kysely';
import type { DeadlineChange, DeadlinePolicy } from '../../domain/processes/deadline.ts';
import { deadlines } from '../../domain/processes/deadlines.ts';
import { decodeAll } from '../runner/known-events.ts';
import type { Projection, StreamSlice } from '../runner/projection.ts';
import { upsertRows } from '../runner/rows.ts';
import type { ReadModel } from '../tables.ts';

/** What an organisation decides about deadlines, now: those that are set already keep their moment. */
export type DeadlinePolicyOf = (organizationId: string) => DeadlinePolicy;

const categories = ['cart', 'order', 'quote', 'subscription'] as const;

/**
 * The timers: what is to be decided later, and when. Needs no memory: the last change of a deadline is all there is to it.
 */
export const deadlinesProjection = (policyOf: DeadlinePolicyOf): Projection => ({
  name: 'deadlines',
  version: 2,
  categories,
  tables: ['deadlines'],
  begin: (readModel) => (slices) => {
    const last = new Map<string, OwnedChange>();
    for (const change of slices.flatMap((slice) => changesOf(slice, policyOf))) last.set(keyOf(change), change);
    return Promise.resolve(write(readModel, [...last.values()]));
  },
});

type OwnedChange = DeadlineChange & { readonly organizationId: string };

const keyOf = ({ organizationId, aggregate, kind, id }: OwnedChange): string =>
  [organizationId, aggregate, kind, id].join('/');

const changesOf = (
  { category, events, organizationId }: StreamSlice,
  policyOf: DeadlinePolicyOf,
): readonly OwnedChange[] => {
  const timed = categories.find((each) => each === category);
  if (timed === undefined) return [];
  return decodeAll<(typeof categories)[number]>(timed, events, deadlines.reactsTo)
    .flatMap(({ event }) => deadlines.react(event, policyOf(organizationId)) ?? [])
    .map((change) => ({ ...change, organizationId }));
};

const write = (readModel: ReadModel, changes: readonly OwnedChange[]): readonly CompiledQuery[] => {
  const cleared = changes.filter(({ change }) => change === 'clear');
  const set = changes.flatMap((change) => (change.change === 'set' ? [change] : []));
  const rows = set.map(({ organizationId, aggregate, id, kind, dueAt, waitMinutes }) => ({
    organization_id: organizationId,
    aggregate,
    id,
    kind,
    due_at: dueAt,
    wait_minutes: waitMinutes,
  }));
  return [
    ...(cleared.length > 0 ? [clear(readModel, cleared)] : []),
    ...upsertRows(readModel, 'deadlines', ['organization_id', 'aggregate', 'id', 'kind'], rows),
  ];
};

const clear = ({ db }: ReadModel, cleared: readonly OwnedChange[]): CompiledQuery => {
  const column = (name: 'organizationId' | 'aggregate' | 'id' | 'kind') => cleared.map((change) => change[name]);
  return db
    .deleteFrom('deadlines')
    .where(
      sql<boolean>`(organization_id, aggregate, id, kind) in (select * from unnest(
        ${column('organizationId')}::text[], ${column('aggregate')}::text[],
        ${column('id')}::text[], ${column('kind')}::text[]))`,
    )
    .compile();
};
