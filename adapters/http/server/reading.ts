import { given } from '../../../application/input/given.ts';
import { isSane } from '../../../application/input/texts.ts';
import { decodeCursor, encodeCursor, type Page, type PageRequest } from '../../../projections/paging/queries.ts';
import type { VersionedKind } from '../../../projections/versions/queries.ts';
import { problem, type Problem } from './problem.ts';
import type { ReadSide } from './read-side.ts';
import type { Viewer } from './route.ts';

const patienceMs = 2_000;

/** Gives what a viewer may see, as queries want it. */
export const scopeOf = ({ onlyCustomerId }: Viewer): { readonly onlyCustomerId?: string } => given({ onlyCustomerId });

/** Holds what is read by an id of its own; of documents the versions are their order's. */
export type Named = Exclude<VersionedKind, 'documents'>;

export const notFound = (what: Named | 'document'): Problem =>
  problem(`${what}_not_found`, `there is no such ${what}: check its id, or ask with ?min_version=1 if it is new`);

/** @throws Problem `<what>_not_found` */
export const existing = <Document>(what: Named | 'document', document: Document | undefined): Document => {
  if (document === undefined) throw notFound(what);
  return document;
};

/**
 * Waits, at most two seconds, until the read model has `version`; does not wait if none is asked for.
 * @throws Problem `version_not_reached`
 */
export const fresh = async (
  readSide: ReadSide,
  { organizationId }: Viewer,
  what: VersionedKind,
  id: string,
  version: number | undefined,
): Promise<void> => {
  if (version === undefined) return;
  if (await readSide.waitForVersion(what, organizationId, id, version, patienceMs)) return;
  throw problem('version_not_reached', `the ${what} does not have version ${version} yet: ask again in a moment`, {
    min_version: version,
  });
};

/** Finds one by its id; undefined if there is none, or it is not `onlyCustomerId`'s. */
export type Get<Document> = (
  organizationId: string,
  id: string,
  scope: ReturnType<typeof scopeOf>,
) => Promise<Document | undefined>;

/**
 * Makes the reader of one by its id: at `version` if one is asked for, and only what the viewer may see.
 * It throws the Problems `version_not_reached` and `<what>_not_found`.
 */
export const finder =
  <Document>(readSide: ReadSide, what: Named, get: Get<Document>) =>
  async (viewer: Viewer, id: string, version: number | undefined): Promise<Document> => {
    await fresh(readSide, viewer, what, id, version);
    return existing(what, await get(viewer.organizationId, id, scopeOf(viewer)));
  };

/** Says whose things a list shows: a customer's own, or the customer's that is named; undefined if they are not theirs to see. */
export const whose = ({ onlyCustomerId }: Viewer, named?: string): { readonly customerId?: string } | undefined =>
  named === undefined || named === (onlyCustomerId ?? named)
    ? given({ customerId: onlyCustomerId ?? named })
    : undefined;

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

/** Makes a page as it is shown. */
export const showPage = <Item, Shown>(
  { items, next }: Page<Item>,
  show: (item: Item) => Shown,
): { items: Shown[]; next_cursor: string | null } => ({
  items: items.map(show),
  next_cursor: next === null ? null : encodeCursor(next),
});
