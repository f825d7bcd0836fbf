import { refuseCardNumbers } from '../input/card-number.ts';
import { businessTime } from '../commands/context.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import type { SalesQuoteUseCases } from './use-cases.ts';

export const declineQuote =
  ({ handlers }: UseCaseDependencies): SalesQuoteUseCases['decline'] =>
  (context, salesQuoteId, { reason }) =>
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
  ({ handlers }: UseCaseDependencies): SalesQuoteUseCases['reject'] =>
  (context, salesQuoteId, { reason }) =>
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
  ({ handlers }: UseCaseDependencies): SalesQuoteUseCases['withdraw'] =>
  (context, salesQuoteId, { reason }) =>
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
