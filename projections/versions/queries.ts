import type { readModels } from '../read-models.ts';

/** Names aggregates that have a read model which follows all their events, and so knows the version that it has reached. */
export type VersionedKind = Extract<(typeof readModels)[number], { versions: object }>['versions']['category'];

export interface VersionQueries {
  /**
   * Waits until the read model of an aggregate has reached a version: a read after a command that answered with it then
   * sees what the command did. Hears of other processes' projectors too.
   *
   * @returns whether it was reached within `timeoutMs`
   * @throws the driver's error if the database does not answer
   */
  waitForVersion(
    kind: VersionedKind,
    organizationId: string,
    id: string,
    version: number,
    timeoutMs: number,
  ): Promise<boolean>;
}
