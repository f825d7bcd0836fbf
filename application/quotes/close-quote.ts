import type { SalesQuoteState } from '../../domain/quote/state.ts';
import { businessTime, type CommandContext } from '../commands/context.ts';
import type { Outcome } from '../commands/outcome.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import { refuseCardNumbers } from '../input/card-number.ts';

export const declineQuote =
  ({ handlers }: UseCaseDependencies) =>
  (
    context: CommandContext,
    salesQuoteId: string,
    { reason }: { readonly reason: string },
  ): Promise<Outcome<SalesQuoteState>> =>
    handlers.quote.handle(
      salesQuoteId,
      context,
      () =>
        refuseCardNumbers(reason) ?? {
          type: 'DeclineSalesQuote',
          reason,
          declinedBy: context.actor.subject,
          at: businessTime(context),
        },
    );

export const rejectQuote =
  ({ handlers }: UseCaseDependencies) =>
  (
    context: CommandContext,
    salesQuoteId: string,
    { reason }: { readonly reason: string },
  ): Promise<Outcome<SalesQuoteState>> =>
    handlers.quote.handle(
      salesQuoteId,
      context,
      () =>
        refuseCardNumbers(reason) ?? {
          type: 'RejectSalesQuote',
          reason,
          rejectedBy: context.actor.subject,
          at: businessTime(context),
        },
    );

export const withdrawQuote =
  ({ handlers }: UseCaseDependencies) =>
  (
    context: CommandContext,
    salesQuoteId: string,
    { reason }: { readonly reason: string },
  ): Promise<Outcome<SalesQuoteState>> =>
    handlers.quote.handle(
      salesQuoteId,
      context,
      () =>
        refuseCardNumbers(reason) ?? {
          type: 'WithdrawSalesQuote',
          reason,
          withdrawnBy: context.actor.subject,
          at: businessTime(context),
        },
    );
