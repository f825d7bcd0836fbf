import { settleAllowances } from '../../../application/allowances/settle-allowances.ts';
import { followEvents } from '../../../application/reactor/run-process.ts';
import {
  allowanceEvents,
  type AllowanceEvent,
  creditAllowanceId,
  promotionAllowanceId,
} from '../../../domain/allowance/events.ts';
import { fold } from '../../../domain/shared/decider.ts';
import { allowanceDecider } from '../../../domain/allowance/decider.ts';
import { takenAt } from '../../../domain/allowance/state.ts';
import { decode } from '../../../domain/shared/event-schema.ts';
import { streamName } from '../../../domain/shared/stream.ts';
import { engineBed } from '../../support/engine-fixture.ts';

/** An engine in memory, with a background that is run when a test says so. */
export const allowancesBed = (parts: Omit<NonNullable<Parameters<typeof engineBed>[0]>, 'background'> = {}) => {
  const bed = engineBed({ ...parts, background: (engine) => [followEvents(engine), settleAllowances(engine)] });
  const { log, clock } = bed;

  const eventsOf = async (allowanceId: string): Promise<readonly AllowanceEvent[]> =>
    (await log.read(streamName('allowance', 'demo', allowanceId))).map((recorded) =>
      decode<AllowanceEvent>(allowanceEvents, recorded),
    );

  return {
    ...bed,
    /** What happened to the uses of a promotion: what, and for which sale. */
    usesOf: async (promotionId: string) =>
      (await eventsOf(promotionAllowanceId(promotionId))).map(({ type, data }) => [type, data.holdId]),
    /** What happened to a customer's credit: what, for which payment, and how much. */
    creditOf: async (customerId: string) =>
      (await eventsOf(creditAllowanceId(customerId, 'USD'))).map(({ type, data }) => [type, data.holdId, data.amount]),
    /** What the customer owes, or is about to. */
    creditTaken: async (customerId: string): Promise<number> => {
      const events = await eventsOf(creditAllowanceId(customerId, 'USD'));
      return takenAt(fold(allowanceDecider.evolve, allowanceDecider.initial, events), clock.now());
    },
    settleAll: bed.work,
  };
};

export type AllowancesBed = ReturnType<typeof allowancesBed>;
