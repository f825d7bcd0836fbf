import type { ColumnType } from 'kysely';
import type { Instant } from '../../domain/shared/message.ts';
import type { StreamRef } from './projection.ts';

/** Says what a row holds for an item of a stream; `index`: the item's place among those of its stream, from 0. */
type Value<Item, Type> = (item: Item, of: StreamRef, index: number) => Type;

/** Describes a column: what SQL makes of it, and what it holds in an item's row. `Type` is what kysely reads and writes. */
export interface Column<Item, Type> {
  /** Holds SQL type and constraints. */
  readonly sql: string;
  readonly value: Value<Item, unknown>;
  /** Holds the migration that added it; the table's own if absent. */
  readonly since?: string;
  /** Exists for the compiler only. */
  readonly type?: Type;
}

export type Columns<Item> = Readonly<Record<string, Column<Item, unknown>>>;

/** Describes a row as kysely knows it: the organisation first, which every row has. */
export type RowOf<C extends Columns<never>> = { organization_id: string } & {
  [Name in keyof C]: C[Name] extends Column<never, infer Type> ? Type : never;
};

/** Is exact in SQL; the driver may read it as text, so pass it through `Number` (all of ours are safe integers). */
export type BigInteger<N extends number | null> = ColumnType<N | string, N, N>;

/** Is kept as the text that was written, so a rebuilt row is the same to the byte. */
export type Json<Document> = ColumnType<Document, Document, never>;

/** Offers the kinds of columns for rows made of one kind of item. */
export const columnsOf = <Item>() => ({
  text: <T extends string>(value: Value<Item, T>): Column<Item, T> => ({ sql: 'text not null', value }),
  optionalText: <T extends string>(value: Value<Item, T | null>): Column<Item, T | null> => ({ sql: 'text', value }),
  texts: (value: Value<Item, readonly string[]>): Column<Item, readonly string[]> => ({
    sql: 'text[] not null',
    value,
  }),
  boolean: (value: Value<Item, boolean>): Column<Item, boolean> => ({ sql: 'boolean not null', value }),
  integer: (value: Value<Item, number>): Column<Item, number> => ({ sql: 'integer not null', value }),
  bigint: (value: Value<Item, number>): Column<Item, BigInteger<number>> => ({ sql: 'bigint not null', value }),
  optionalBigint: (
    value: Value<Item, number | null>,
  ): Column<Item, ColumnType<number | string | null, number | null, number | null>> => ({ sql: 'bigint', value }),
  /** Keeps the milliseconds of an {@link Instant}. */
  timestamp: (value: Value<Item, Instant>): Column<Item, ColumnType<Date, Instant, Instant>> => ({
    sql: 'timestamptz not null',
    value,
  }),
  optionalTimestamp: (
    value: Value<Item, Instant | null>,
  ): Column<Item, ColumnType<Date | null, Instant | null, Instant | null>> => ({ sql: 'timestamptz', value }),
  json: <T>(value: Value<Item, T>): Column<Item, Json<T>> => ({ sql: 'json not null', value }),
});

/** Gives a column that a later migration adds to its table, where rows of before get `value`. */
export const addedBy = <Item, Type>(since: string, column: Column<Item, Type>, value: number): Column<Item, Type> => ({
  ...column,
  sql: `${column.sql} default ${value}`,
  since,
});
