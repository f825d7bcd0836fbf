import { refuseCardNumbers } from '../input/card-number.ts';
import { businessTime } from '../commands/context.ts';
import { deterministicId } from '../commands/deterministic-id.ts';
import { notFound } from '../commands/refusals.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import { placeQuoteOrder } from './place-quote-order.ts';
import type { SalesQuoteUseCases } from './use-cases.ts';

/** The order's id follows from the quote's: whoever accepts, and however often, it is the same order. */
export const acceptQuote =
  (dependencies: UseCaseDependencies): SalesQuoteUseCases['accept'] =>
  async (context, salesQuoteId, { purchaseOrderNumber = null, revision = null }) => {
    const accepted = await dependencies.handlers.quote.handle(salesQuoteId, context, (quote) => {
      if (!quote.exists) return notFound('quote');
      return (
        refuseCardNumbers(purchaseOrderNumber) ?? {
          type: 'AcceptSalesQuote',
          revision,
          orderId: deterministicId(salesQuoteId, 'order'),
          purchaseOrderNumber,
          acceptedBy: context.actor.subject,
          at: businessTime(context),
        }
      );
    });
    if (!accepted.ok) return accepted;
    const settled = await placeQuoteOrder(dependencies)(context, salesQuoteId);
    if (!settled.ok || !settled.state.exists) return settled;
    const { state, version } = settled;
    if (state.status === 'offered' && state.refusal !== null) return { ok: false, rejection: state.refusal };
    return { ok: true, state, version, repeated: accepted.repeated };
  };
