import type { Instant } from '../../domain/shared/message.ts';

/** Describes the place of a row in a list that is ordered by time and, within the same moment, by id. */
export interface Cursor {
  readonly at: Instant;
  readonly id: string;
}

/** Describes some rows of a list. Rows that come or change between two pages neither double nor hide other rows. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Holds where the next page begins; null after the last one. */
  readonly next: Cursor | null;
}

export interface PageRequest {
  /** Asks for at most so many items: 1 to {@link maxPageSize}. */
  readonly limit: number;
  /** Comes from the previous page's `next`. */
  readonly after?: Cursor;
}

export const maxPageSize = 100;

/** Gives the cursor as clients see it: one opaque word. */
export const encodeCursor = ({ at, id }: Cursor): string => Buffer.from(`${at} ${id}`).toString('base64url');

const cursorPattern = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z) (\P{Cc}{1,300})$/u;

/** Gives what {@link encodeCursor} wrote; undefined for anything else. */
export const decodeCursor = (text: string): Cursor | undefined => {
  const [, at, id] = cursorPattern.exec(Buffer.from(text, 'base64url').toString()) ?? [];
  if (at === undefined || id === undefined || Number.isNaN(Date.parse(at))) return undefined;
  return { at, id };
};

/**
 * Makes a page of rows that were read with a limit one above the page's: the surplus one shows that more follow.
 *
 * @param place where an item is in its list
 */
export const pageOf = <Item>(rows: readonly Item[], limit: number, place: (item: Item) => Cursor): Page<Item> => {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? place(last) : null };
};
