import type { SalesQuoteState } from '../../domain/quote/state.ts';
import { businessTime, type CommandContext } from '../commands/context.ts';
import { deterministicId } from '../commands/deterministic-id.ts';
import type { Outcome } from '../commands/outcome.ts';
import { notFound } from '../commands/refusals.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import { refuseCardNumbers } from '../input/card-number.ts';
import { placeQuoteOrder } from './place-quote-order.ts';

/**
 * Accepts, and places the order: once, however often and at once it is called. An order that cannot be placed is refused
 * as any is (`insufficient_stock`); the quote keeps that, and can be accepted again. The order's id follows from the quote's, so
 * it is the same order for every buyer who accepts, however often.
 * @throws ServiceUnavailableError: it is accepted; the background places its order
 */
export const acceptQuote =
  (dependencies: UseCaseDependencies) =>
  async (
    context: CommandContext,
    salesQuoteId: string,
    input: { readonly revision?: number; readonly purchaseOrderNumber?: string },
  ): Promise<Outcome<SalesQuoteState>> => {
    const { purchaseOrderNumber = null, revision = null } = input;
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
