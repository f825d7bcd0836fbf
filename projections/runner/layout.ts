import { sql, type RawBuilder } from 'kysely';
import type { Columns } from './columns.ts';
import type { StreamRef } from './projection.ts';

/** Holds statements by the migration that they belong to. Names of migrations are for ever. */
export type Steps = Readonly<Record<string, readonly RawBuilder<unknown>[]>>;

/** Says what a table is, declared once. `organization_id` comes before all else, in its rows as in its key. */
export interface Layout<C> {
  /** Holds the migration that makes it. */
  readonly since: string;
  readonly columns: C;
  readonly key: readonly (keyof C & string)[];
  /** Holds what follows `create index on <table>`, each. */
  readonly indexes?: readonly string[];
  /** `external` for documents that are rewritten far more often than read: compressing them costs more than it saves. */
  readonly storage?: 'external';
}

/** Describes an item, and where it belongs. */
export interface Placed<Item> {
  readonly item: Item;
  readonly of: StreamRef;
  /** Counts among the items of its stream, from 0. */
  readonly index: number;
}

export type Row = Readonly<Record<string, unknown>>;

export const keyOf = ({ key }: { readonly key: readonly string[] }): readonly string[] => ['organization_id', ...key];

export const namesOf = (columns: object): readonly string[] => ['organization_id', ...Object.keys(columns)];

/** Makes rows of items: their columns in the order in which they are declared. */
export const rowMaker = <Item>(columns: Columns<Item>): ((placed: Placed<Item>) => Row) => {
  const values = Object.entries(columns).map(([name, { value }]) => [name, value] as const);
  return ({ item, of, index }) => {
    const row: Record<string, unknown> = { organization_id: of.organizationId };
    for (const [name, value] of values) row[name] = value(item, of, index);
    return row;
  };
};

/** Gives the statements that make the table, and those of later migrations that add columns to it. */
export const stepsOf = (
  table: RawBuilder<unknown>,
  { since, columns, key, indexes = [], storage }: Layout<Columns<never>>,
  hasDocument = false,
): Steps => {
  const all = Object.entries(columns);
  const lines = [
    'organization_id text not null',
    ...all.filter(([, column]) => column.since === undefined).map(([name, column]) => `${name} ${column.sql}`),
    ...(hasDocument ? ['document json not null'] : []),
    `primary key (${['organization_id', ...key].join(', ')})`,
  ];
  const steps: Record<string, readonly RawBuilder<unknown>[]> = {
    [since]: [
      sql`create table ${table} (${sql.raw(lines.join(', '))})`,
      ...(storage ? [sql`alter table ${table} alter column document set storage external`] : []),
      ...indexes.map((index) => sql`create index on ${table} ${sql.raw(index)}`),
    ],
  };
  for (const [name, column] of all) {
    if (column.since === undefined) continue;
    const added = sql`alter table ${table} add column ${sql.raw(`${name} ${column.sql}`)}`;
    steps[column.since] = [...(steps[column.since] ?? []), added];
  }
  return steps;
};
