import type { ProcessCommand } from '../../../domain/processes/reaction.ts';
import type { CommandContext } from '../../commands/context.ts';
import { send } from '../../commands/handlers.ts';
import { deterministicId } from '../../commands/ids.ts';
import { requestHashOf } from '../../commands/request.ts';
import type { UseCaseDependencies } from '../../engine/dependencies.ts';
import { concurrentMap } from '../../resilience/concurrent-map.ts';
import { checkWhileInReach } from './check-offline-sales.ts';
import { knownConflicts } from './known-conflicts.ts';
import { offlineCommand } from './offline-command.ts';
import type { OfflineRecord, RecordResult } from './offline-record.ts';
import { withSettlements } from './settled-tenders.ts';

/** Names the command of a record. Part of the storage format: never change it. */
const recordNamespace = '1b0f7a52-0c0e-4a3d-9f7e-5d1c7f2c8a64';

/** Records under way at once. Those of one aggregate wait for each other in its handler. */
const lanes = 8;

/**
 * Takes in what a till did alone. Every record is a command of its own, known again by what it says: any order, any
 * repetition and any cut of the batches ends in the same state. Answers in the order of the records. A record is not refused for
 * what it says: what differs is a conflict. One that cannot be kept holds no other up.
 * @throws EventStoreUnavailableError: some of the records may be in; send them all again
 */
export const syncTill =
  (dependencies: UseCaseDependencies) =>
  (
    context: CommandContext,
    { tillId, records }: { readonly tillId: string; readonly records: readonly OfflineRecord[] },
  ): Promise<readonly RecordResult[]> => {
    const { handlers, processes, policies } = dependencies;
    const check = checkWhileInReach(dependencies);

    /** Completes a sale with what its payments take from other ledgers. */
    const settling = ({ organizationId }: CommandContext, sent: ProcessCommand): ProcessCommand => {
      if (sent.aggregate !== 'pos' || sent.command.type !== 'RecordOfflineSale') return sent;
      const { loyaltyPointValue } = policies.policy(organizationId, sent.command.quote.currency);
      return { ...sent, command: withSettlements(sent.command, loyaltyPointValue) };
    };

    const take = async (record: OfflineRecord): Promise<RecordResult> => {
      const digest = requestHashOf(record.kind, tillId, record);
      const own = contextOfRecord(context, record, digest);
      const sent = await send(handlers, own, settling(context, offlineCommand(tillId, record, digest)));
      const { handled } = sent;
      if (!handled.ok) {
        const { rejection } = handled;
        return rejection.kind === 'stale_version' ? { status: 'postponed' } : { status: 'rejected', rejection };
      }
      // What follows is done in the background as well: of a repetition it is left there.
      if (!handled.repeated) {
        await processes.follow(own, handled.facts);
        await check(own, handled.facts);
      }
      const conflicts = await knownConflicts(handlers, own, record, digest, sent);
      return { status: handled.repeated ? 'known' : 'recorded', conflicts };
    };
    return concurrentMap(lanes, records, take);
  };

/** Of the record alone: what a request carries for its own repetition does not hold for a record that may come in several. */
const contextOfRecord = (
  { organizationId, actor, correlationId, now }: CommandContext,
  { kind, id }: OfflineRecord,
  digest: string,
): CommandContext => {
  const commandId = deterministicId(recordNamespace, [organizationId, kind, id, digest].join('\n'));
  return { organizationId, actor, correlationId, now, commandId };
};
