import type { Category } from '../../domain/aggregates.ts';

/**
 * Aggregates whose read models know the version that they have reached: allowances and folios are read by nobody, tills by their
 * streams.
 */
export type VersionedKind = Exclude<Category, 'allowance' | 'folios' | 'till'>;

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
