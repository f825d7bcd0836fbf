import { accept } from '../../domain/shared/decider.ts';
import { businessTime } from '../commands/context.ts';
import { refuseCardNumbers } from '../input/card-number.ts';
import { notFound } from '../commands/refusals.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import { openTill } from './open-shift.ts';
import { giveBackNow } from './take-payment.ts';
import type { PosUseCases } from './use-cases.ts';

/** The drawer's shift hears of it at once; stock, points and documents follow in the background. */
export const completeTransaction =
  ({ handlers, processes }: UseCaseDependencies): PosUseCases['complete'] =>
  async (context, transactionId, { taxReceiver }) => {
    const completed = await handlers.pos.handle(transactionId, context, {
      type: 'CompletePosTransaction',
      ...(taxReceiver && { personal: { taxReceiver } }),
      at: businessTime(context),
    });
    if (completed.ok) await processes.follow(context, completed.facts);
    return completed;
  };

export const voidTransaction =
  (dependencies: UseCaseDependencies): PosUseCases['void'] =>
  async (context, transactionId, { reason, approvedBy, shiftId }) => {
    const { handlers, processes } = dependencies;
    const voided = await handlers.pos.handle(transactionId, context, async (transaction) => {
      if (!transaction.exists) return notFound('pos');
      if (transaction.status === 'voided') return accept();
      const refusal = refuseCardNumbers(reason);
      if (refusal !== undefined) return refusal;
      const command = {
        type: 'VoidPosTransaction',
        reason,
        voidedBy: context.actor.subject,
        approvedBy,
        at: businessTime(context),
      } as const;
      if (transaction.sale === null) return command;
      const shift = await openTill(handlers, context, shiftId ?? transaction.shiftId);
      return shift.ok ? { ...command, till: shift.value.till } : shift;
    });
    if (!voided.ok) return voided;
    await giveBackNow(dependencies, context, voided);
    await processes.follow(context, voided.facts);
    return voided;
  };
