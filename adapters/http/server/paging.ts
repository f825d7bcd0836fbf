import { isSane } from '../../../application/input/text-rules.ts';
import { decodeCursor, encodeCursor, type Page, type PageRequest } from '../../../projections/paging/queries.ts';
import { problem } from './problem.ts';

const defaultLimit = 20;

/** @throws Problem `invalid_cursor` */
export const pageRequest = ({ limit = defaultLimit, cursor }: { limit?: number; cursor?: string }): PageRequest => {
  if (cursor === undefined) return { limit };
  const after = decodeCursor(cursor);
  if (after === undefined || !isSane(after.at)) {
    throw problem('invalid_cursor', 'send the next_cursor of the page before as it was, or none to begin again');
  }
  return { limit, after };
};

/** A page as it is shown. */
export const showPage = <Item, Shown>(
  { items, next }: Page<Item>,
  show: (item: Item) => Shown,
): { items: Shown[]; next_cursor: string | null } => ({
  items: items.map(show),
  next_cursor: next === null ? null : encodeCursor(next),
});
