import type { PosState } from '../../domain/pos/state.ts';
import { accept } from '../../domain/shared/decider.ts';
import type { TaxReceiver } from '../../domain/shared/tax-receiver.ts';
import { businessTime, type CommandContext } from '../commands/context.ts';
import { notFound, type Outcome } from '../commands/outcome.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import { refuseCardNumbers } from '../input/texts.ts';
import { openTill } from './open-shift.ts';
import { giveBackNow } from './take-payment.ts';

/** The drawer's shift hears of it at once; stock, points and documents follow in the background. */
export const completeTransaction =
  ({ handlers, processes }: UseCaseDependencies) =>
  async (
    context: CommandContext,
    transactionId: string,
    {
      taxReceiver,
    }: {
      /** Whom the document is made out to; absent: an unnamed buyer, who gets a receipt. */
      readonly taxReceiver?: TaxReceiver;
    },
  ): Promise<Outcome<PosState>> => {
    const completed = await handlers.pos.handle(transactionId, context, {
      type: 'CompletePosTransaction',
      ...(taxReceiver && { personal: { taxReceiver } }),
      at: businessTime(context),
    });
    if (completed.ok) await processes.follow(context, completed.facts);
    return completed;
  };

/**
 * Gives an open transaction up, or takes a complete sale back whole. That is paid back from the drawer of `shiftId`, by default
 * the sale's own: refused as `shift_closed` if its drawer was counted.
 */
export const voidTransaction =
  (dependencies: UseCaseDependencies) =>
  async (
    context: CommandContext,
    transactionId: string,
    {
      reason,
      approvedBy,
      shiftId,
    }: { readonly reason: string; readonly approvedBy: string | null; readonly shiftId?: string },
  ): Promise<Outcome<PosState>> => {
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
