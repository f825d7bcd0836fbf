import { accept, reject } from '../../domain/shared/decider.ts';
import { refuseCardNumbers } from '../input/card-number.ts';
import { businessTime } from '../commands/context.ts';
import { notFound } from '../commands/refusals.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import { openTill } from './open-shift.ts';
import type { PosUseCases } from './use-cases.ts';

/** The drawer's shift and the store credit ledger hear of it at once; stock, points and documents follow in the background. */
export const returnItems =
  ({ handlers, processes }: UseCaseDependencies): PosUseCases['returnItems'] =>
  async (context, transactionId, input) => {
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
