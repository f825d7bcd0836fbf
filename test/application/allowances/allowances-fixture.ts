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
import { InMemoryEventStore } from '../../support/in-memory-event-store.ts';
import { MemoryLog } from '../../support/port-doubles.ts';

/** An engine in memory, with a background that is run when a test says so. */
export const allowancesBed = (
  parts: NonNullable<Parameters<typeof engineBed>[0]> & { readonly log?: InMemoryEventStore } = {},
) => {
  const { log = new InMemoryEventStore(), store = log, ...rest } = parts;
  const bed = engineBed({ ...rest, store });
  const { handlers, clock, processes } = bed;
  const settle = settleAllowances({ handlers, clock });
  const follow = followEvents({ processes, clock, log: new MemoryLog() });
  let handled = 0;

  const eventsOf = async (allowanceId: string): Promise<readonly AllowanceEvent[]> =>
    (await log.read(streamName('allowance', 'demo', allowanceId))).map((recorded) =>
      decode<AllowanceEvent>(allowanceEvents, recorded),
    );

  return {
    ...bed,
    log,
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
    /** Gives every event that was not yet handled to the background, `times` each. */
    settleAll: async (times = 1): Promise<void> => {
      while (handled < (await log.head())) {
        const event = log.all()[handled]!;
        for (let time = 0; time < times; time += 1) {
          await follow(event);
          await settle(event);
        }
        handled += 1;
      }
    },
  };
};

export type AllowancesBed = ReturnType<typeof allowancesBed>;
