import type { ReturnCommand } from '../../domain/return/commands.ts';
import { refuseCardNumbers } from '../card-number.ts';
import { businessTime, type CommandContext } from '../command-context.ts';
import { outcomeOn } from '../following.ts';
import type { UseCaseDependencies } from '../use-case-dependencies.ts';
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
      { type: 'RejectReturn', rejectedBy: context.actor.subject, reason, at: businessTime(context) },
      [reason],
    );

export const receiveReturn =
  (dependencies: UseCaseDependencies): ReturnUseCases['receive'] =>
  (context, returnId, { items }) =>
    carryOut(dependencies, context, returnId, { type: 'ReceiveReturn', lines: items, at: businessTime(context) });

/** The refund's id is the command's. */
export const refundReturn =
  (dependencies: UseCaseDependencies): ReturnUseCases['refund'] =>
  (context, returnId, { refundMethod }) =>
    carryOut(dependencies, context, returnId, {
      type: 'RefundReturn',
      refundId: context.commandId,
      refundMethod,
      at: businessTime(context),
    });

/** Does the command, then what follows from it on the order, and answers the return as it is after all of that. */
const carryOut = async (
  { handlers, processes }: UseCaseDependencies,
  context: CommandContext,
  returnId: string,
  command: ReturnCommand,
  texts: readonly (string | null)[] = [],
): ReturnType<ReturnUseCases['approve']> => {
  const done = await handlers.return.handle(returnId, context, () => refuseCardNumbers(...texts) ?? command);
  if (!done.ok) return done;
  const sent = await processes.follow(context, done.facts);
  return outcomeOn('return', returnId, sent) ?? done;
};
