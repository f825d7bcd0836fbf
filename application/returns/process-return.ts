import { orderDecider } from '../../domain/order/decider.ts';
import type { ReturnRefundMethod } from '../../domain/order/events.ts';
import type { RefundReturn, ReturnCommand } from '../../domain/return/commands.ts';
import type { ItemCondition, ReturnEvent } from '../../domain/return/events.ts';
import type { OpenedReturn, ReturnState } from '../../domain/return/state.ts';
import type { Refusal } from '../../domain/shared/decider.ts';
import type { Quantity } from '../../domain/shared/quantity.ts';
import { businessTime, type CommandContext } from '../commands/context.ts';
import type { CommandPlan, Outcome } from '../commands/outcome.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import { refuseCardNumbers } from '../input/texts.ts';
import { outcomeOn } from '../reactor/process-outcome.ts';

export const approveReturn =
  (dependencies: UseCaseDependencies) =>
  (context: CommandContext, returnId: string): Promise<Outcome<ReturnState>> =>
    carryOut(dependencies, context, returnId, {
      type: 'ApproveReturn',
      approvedBy: context.actor.subject,
      at: businessTime(context),
    });

export const rejectReturn =
  (dependencies: UseCaseDependencies) =>
  (context: CommandContext, returnId: string, { reason }: { readonly reason: string }): Promise<Outcome<ReturnState>> =>
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
  (dependencies: UseCaseDependencies) =>
  (
    context: CommandContext,
    returnId: string,
    {
      items,
    }: {
      readonly items:
        readonly { readonly lineId: string; readonly quantity: Quantity; readonly condition: ItemCondition }[] | null;
    },
  ): Promise<Outcome<ReturnState>> =>
    carryOut(dependencies, context, returnId, { type: 'ReceiveReturn', lines: items, at: businessTime(context) });

/**
 * Answers after the order paid back, where its tender pays back at once. Refused as `nothing_to_refund` while all of it is
 * on its way back, and as `no_exchange_agreed` by method exchange if no goods were asked for instead.
 * The refund's id is the command's. The order is asked first: what it would refuse for good is not promised.
 */
export const refundReturn =
  (dependencies: UseCaseDependencies) =>
  (
    context: CommandContext,
    returnId: string,
    { refundMethod }: { readonly refundMethod: ReturnRefundMethod | null },
  ): Promise<Outcome<ReturnState>> => {
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
  plan: CommandPlan<ReturnCommand, ReturnEvent, ReturnState>,
): Promise<Outcome<ReturnState>> => {
  const done = await handlers.return.handle(returnId, context, plan);
  if (!done.ok) return done;
  const sent = await processes.follow(context, done.facts);
  return outcomeOn('return', returnId, sent) ?? done;
};
