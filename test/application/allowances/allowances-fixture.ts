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
import { testEngine } from '../../support/test-engine.ts';

/** An engine in memory, with a background that is run when a test says so. */
export const allowancesFixture = (parts: Omit<NonNullable<Parameters<typeof testEngine>[0]>, 'background'> = {}) => {
  const fixture = testEngine({ ...parts, background: (engine) => [followEvents(engine), settleAllowances(engine)] });
  const { log, clock } = fixture;

  const eventsOf = async (allowanceId: string): Promise<readonly AllowanceEvent[]> =>
    (await log.read(streamName('allowance', 'demo', allowanceId))).map((recorded) =>
      decode<AllowanceEvent>(allowanceEvents, recorded),
    );

  return {
    ...fixture,
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
    settleAll: fixture.work,
  };
};

export type AllowancesFixture = ReturnType<typeof allowancesFixture>;
