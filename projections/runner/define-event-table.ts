import { sql } from 'kysely';
import type { Category, EventOf } from '../../domain/aggregates.ts';
import type { RecordedEvent } from '../../domain/shared/message.ts';
import type { Columns, RowOf } from './columns.ts';
import type { ReadModelDefinition } from './define-read-model.ts';
import { decodeAll } from './known-events.ts';
import { keyOf, namesOf, rowMaker, stepsOf, type Layout, type Row } from './layout.ts';
import type { Fold, StreamRef, StreamSlice } from './projection.ts';
import type { ReadModel } from './read-model.ts';
import { deleteKeys, upsertRows } from './rows.ts';

/** Says what an event does to one row. To clear it, the item needs no more than the key, which is of texts then. */
export interface RowChange<Item> {
  readonly change: 'set' | 'clear';
  readonly item: Item;
}

interface EventTable<
  C extends Category,
  Type,
  Item,
  Cs,
  Facts extends readonly unknown[],
  Name extends string,
> extends Layout<Cs & Columns<Item>> {
  readonly name: Name;
  /** See {@link Projection.version}. */
  readonly version: number;
  readonly categories: readonly C[];
  /** Holds the event types that change rows; all of them if absent. Of the rest only the name is checked. */
  readonly handles?: readonly Type[];
  /** Gives what an event changes; pure. */
  readonly changes: (
    event: Extract<EventOf<C>, { readonly type: Type }>,
    recorded: RecordedEvent,
    of: StreamRef,
    ...facts: Facts
  ) => readonly RowChange<Item>[];
}

/** Defines a read model of one table whose rows events set and clear. Needs no memory: the last change of a row is all there is to it. */
export const defineEventTable = <
  const C extends Category,
  Item,
  const Cs extends Columns<Item>,
  const Name extends string,
  const Type extends EventOf<C>['type'] = EventOf<C>['type'],
  Facts extends readonly unknown[] = readonly [],
>(
  definition: EventTable<C, Type, Item, Cs, Facts, Name>,
): ReadModelDefinition<Readonly<Record<Name, { readonly row?: RowOf<Cs> }>>, Facts> => {
  const { name, version, categories, handles, changes } = definition;
  const [key, columns, rowOf] = [keyOf(definition), namesOf(definition.columns), rowMaker(definition.columns)];
  const handled = new Set<string>(handles);
  const isHandled = (type: string): boolean => handles === undefined || handled.has(type);
  const isOfInterest = (event: EventOf<C>): event is Extract<EventOf<C>, { readonly type: Type }> =>
    isHandled(event.type);

  const changesOf = (slice: StreamSlice, facts: Facts) => {
    const category = categories.find((each) => each === slice.category);
    if (category === undefined) return [];
    return decodeAll(category, slice.events, isHandled)
      .flatMap(({ event, recorded }) => (isOfInterest(event) ? changes(event, recorded, slice, ...facts) : []))
      .map(({ change, item }, index) => ({ change, row: rowOf({ item, of: slice, index }) }));
  };
  const begin =
    (facts: Facts) =>
    (readModel: ReadModel): Fold => {
      const target = { ...readModel, table: name };
      return (slices) => {
        const last = new Map<string, { readonly change: 'set' | 'clear'; readonly row: Row }>();
        for (const each of slices.flatMap((slice) => changesOf(slice, facts))) {
          last.set(key.map((column) => String(each.row[column])).join('/'), each);
        }
        const rows = (wanted: 'set' | 'clear') =>
          [...last.values()].flatMap(({ change, row }) => (change === wanted ? [row] : []));
        return Promise.resolve([
          ...deleteKeys(target, key, rows('clear')),
          ...upsertRows(target, key, columns, rows('set')),
        ]);
      };
    };
  const tables: Readonly<Record<string, object>> = { [name]: {} };
  return {
    tables,
    steps: (schema) => [stepsOf(sql.id(schema, name), definition)],
    projection: (...facts) => ({ name, version, categories, tables: [name], begin: begin(facts) }),
  };
};
