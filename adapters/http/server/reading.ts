import type { VersionedKind } from '../../../projections/versions/queries.ts';
import { problem, type Problem } from './problem.ts';
import type { ReadSide } from './read-side.ts';
import type { Viewer } from './route.ts';

const patienceMs = 2_000;

/** What a viewer may see, as queries want it. */
export const scopeOf = ({ onlyCustomerId }: Viewer): { readonly onlyCustomerId?: string } =>
  onlyCustomerId === undefined ? {} : { onlyCustomerId };

/** What is read by an id of its own: an order's documents one by one. */
type Named = Exclude<VersionedKind, 'documents'> | 'document';

export const notFound = (what: Named): Problem =>
  problem(`${what}_not_found`, `there is no such ${what}: check its id, or ask with ?min_version=1 if it is new`);

/** @throws Problem `<what>_not_found` */
export const existing = <Document>(what: Named, document: Document | undefined): Document => {
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
