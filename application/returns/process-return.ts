import type { Refusal } from '../../domain/shared/decider.ts';
import { orderDecider } from '../../domain/order/decider.ts';
import type { RefundReturn, ReturnCommand } from '../../domain/return/commands.ts';
import type { ReturnEvent } from '../../domain/return/events.ts';
import type { OpenedReturn, ReturnState } from '../../domain/return/state.ts';
import { refuseCardNumbers } from '../input/card-number.ts';
import { businessTime, type CommandContext } from '../commands/context.ts';
import { outcomeOn } from '../reactor/process-outcome.ts';
import type { CommandPlan } from '../commands/command-plan.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import type { ReturnUseCases } from './use-cases.ts';

export const approveReturn =
  (dependencies: UseCaseDependencies): ReturnUseCases['approve'] =>
  (context, returnId) =>
    carryOut(dependencies, context, returnId, {
      type: 'ApproveReturn',
      approvedBy: context.actor.subject,
      at: businessTime(context),
    });

export const rejectReturn =
  (dependencies: UseCaseDependencies): ReturnUseCases['reject'] =>
  (context, returnId, { reason }) =>
    carryOut(
      dependencies,
      context,
      returnId,
      () =>
        refuseCardNumbers(reason) ?? {
          type: 'RejectReturn',
          rejectedBy: context.actor.subject,
          reason,
          at: businessTime(context),
        },
    );

export const receiveReturn =
  (dependencies: UseCaseDependencies): ReturnUseCases['receive'] =>
  (context, returnId, { items }) =>
    carryOut(dependencies, context, returnId, { type: 'ReceiveReturn', lines: items, at: businessTime(context) });

/** The refund's id is the command's. The order is asked first: what it would refuse for good is not promised. */
export const refundReturn =
  (dependencies: UseCaseDependencies): ReturnUseCases['refund'] =>
  (context, returnId, { refundMethod }) => {
    const at = businessTime(context);
    const refund: RefundReturn = { type: 'RefundReturn', refundId: context.commandId, refundMethod, at };
    return carryOut(dependencies, context, returnId, async (rma) => {
      const refusal = rma.exists ? await refusedByOrder(dependencies, context, rma, refund) : undefined;
      return refusal ?? refund;
    });
  };

/** Only a rule is for good: an order that does not know of the receipt yet hears of it before it hears of the refund. */
const refusedByOrder = async (
  { handlers }: UseCaseDependencies,
  context: CommandContext,
  { orderId, returnId, refundMethod }: OpenedReturn,
  { refundId, refundMethod: chosen, at }: RefundReturn,
): Promise<Refusal | undefined> => {
  const order = await handlers.order.current(orderId, context);
  const method = chosen ?? refundMethod;
  const command = { type: 'RequestRefund', refundId, amount: null, method, cause: 'return', returnId, at } as const;
  const decision = orderDecider.decide(command, order.state);
  return decision.ok || decision.rejection.kind !== 'rule' ? undefined : decision;
};

/** Does the command, then what follows from it on the order, and answers the return as it is after all of that. */
const carryOut = async (
  { handlers, processes }: UseCaseDependencies,
  context: CommandContext,
  returnId: string,
  intention: CommandPlan<ReturnCommand, ReturnEvent, ReturnState>,
): ReturnType<ReturnUseCases['approve']> => {
  const done = await handlers.return.handle(returnId, context, intention);
  if (!done.ok) return done;
  const sent = await processes.follow(context, done.facts);
  return outcomeOn('return', returnId, sent) ?? done;
};
