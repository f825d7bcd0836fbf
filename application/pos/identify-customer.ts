import type { PosCommand } from '../../domain/pos-transaction/commands.ts';
import { posDecider } from '../../domain/pos-transaction/decider.ts';
import type { PosEvent } from '../../domain/pos-transaction/events.ts';
import type { PosState } from '../../domain/pos-transaction/state.ts';
import { isPaidInto, statusObstacle } from '../../domain/pos-transaction/transitions.ts';
import { accept, fold, type Decision } from '../../domain/shared/decider.ts';
import { businessTime } from '../command-context.ts';
import { notFound } from '../refusals.ts';
import type { UseCaseDependencies } from '../use-case-dependencies.ts';
import { refuseUnknownCustomer } from './known-customer.ts';
import { priceLines } from './price-lines.ts';
import type { PosUseCases } from './use-cases.ts';

/** Who it is and what the goods then cost come together, or not at all. What is being paid costs what it costs. */
export const identifyCustomer =
  ({ handlers, customers, pricing }: UseCaseDependencies): PosUseCases['identifyCustomer'] =>
  (context, transactionId, { customerId }) =>
    handlers.pos.handle(transactionId, context, async (transaction) => {
      if (!transaction.exists) return notFound('pos');
      const obstacle = statusObstacle('IdentifyPosCustomer', transaction);
      if (obstacle !== undefined) return obstacle;
      const { organizationId } = context;
      const unknown = await refuseUnknownCustomer(customers, organizationId, customerId);
      if (unknown !== undefined) return unknown;
      const at = businessTime(context);
      const identify: PosCommand = { type: 'IdentifyPosCustomer', customerId, at };
      if (isPaidInto(transaction)) return identify;
      const priced = await priceLines(pricing, organizationId, { ...transaction, customerId });
      if (!priced.ok) return priced;
      return decideInTurn([identify, { type: 'RepricePosLines', lines: priced.value, at }], transaction);
    });

/** The events of several commands, or the first one's refusal. */
const decideInTurn = (commands: readonly PosCommand[], before: PosState): Decision<PosEvent> => {
  const events: PosEvent[] = [];
  let state = before;
  for (const command of commands) {
    const decision = posDecider.decide(command, state);
    if (!decision.ok) return decision;
    events.push(...decision.events);
    state = fold(posDecider.evolve, state, decision.events);
  }
  return accept(...events);
};
