import type { ReturnPosItems } from '../../domain/pos/commands.ts';
import type { PosState } from '../../domain/pos/state.ts';
import { accept, reject } from '../../domain/shared/decider.ts';
import { businessTime, type CommandContext } from '../commands/context.ts';
import { notFound, type Outcome } from '../commands/outcome.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import { refuseCardNumbers } from '../input/texts.ts';
import { openTill } from './open-shift.ts';

/**
 * Takes some of a complete sale's goods back, once a `returnId` (by default `<transaction id>.R<n>`), and pays what they were
 * paid for: from the drawer of `shiftId`, by default the sale's own. Refused as `shift_closed`, `currency_mismatch`,
 * `approval_required`, or `quantity_exceeds_sold`.
 * The drawer's shift and the store credit ledger hear of it at once; stock, points and documents follow in the background.
 */
export const returnItems =
  ({ handlers, processes }: UseCaseDependencies) =>
  async (
    context: CommandContext,
    transactionId: string,
    input: {
      readonly returnId?: string;
      readonly lines: ReturnPosItems['lines'];
      readonly reason: string;
      readonly approvedBy: string | null;
      readonly refund: ReturnPosItems['refund'];
      readonly shiftId?: string;
    },
  ): Promise<Outcome<PosState>> => {
    const { reason, approvedBy, refund, lines } = input;
    const returned = await handlers.pos.handle(transactionId, context, async (transaction) => {
      if (!transaction.exists) return notFound('pos');
      const { returns, currency } = transaction;
      const returnId = input.returnId ?? `${transactionId}.R${returns.length + 1}`;
      // the drawer may have been counted since
      if (returns.some((each) => each.returnId === returnId)) return accept();
      const refusal = refuseCardNumbers(reason, refund.reference);
      if (refusal !== undefined) return refusal;
      const shift = await openTill(handlers, context, input.shiftId ?? transaction.shiftId);
      if (!shift.ok) return shift;
      if (shift.value.currency !== currency) {
        const details = { given: shift.value.currency, expected: currency };
        return reject('rule', 'currency_mismatch', `the sale is in ${currency}: pay from such a drawer`, details);
      }
      return {
        type: 'ReturnPosItems',
        returnId,
        lines,
        reason,
        returnedBy: context.actor.subject,
        approvedBy,
        refund,
        till: shift.value.till,
        at: businessTime(context),
      };
    });
    if (returned.ok) await processes.follow(context, returned.facts);
    return returned;
  };
