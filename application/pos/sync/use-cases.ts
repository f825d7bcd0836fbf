import type { CommandContext } from '../../commands/context.ts';
import type { OfflineRecord, RecordResult } from './offline-record.ts';

export interface OfflineTillUseCases {
  /**
   * Takes in what a till did while it was cut off, in any order, as often as it likes; answers in the order of the records.
   * What is told is not refused for what it says: what differs is a conflict. One record that cannot be kept holds no other up.
   * @throws EventStoreUnavailableError: some of the records may be in; send them all again
   */
  sync(
    context: CommandContext,
    input: { readonly tillId: string; readonly records: readonly OfflineRecord[] },
  ): Promise<readonly RecordResult[]>;
}
