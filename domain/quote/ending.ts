import { accept, type Decision } from '../shared/decider.ts';
import type { ExpireSalesQuote, RejectSalesQuote, WithdrawSalesQuote } from './commands.ts';
import type { SalesQuoteEvent } from './events.ts';
import type { DraftedSalesQuote } from './state.ts';

export const rejectSalesQuote = (
  { reason, rejectedBy, at }: RejectSalesQuote,
  { salesQuoteId }: DraftedSalesQuote,
): Decision<SalesQuoteEvent> => accept({ type: 'SalesQuoteRejected', data: { salesQuoteId, reason, rejectedBy, at } });

export const withdrawSalesQuote = (
  { reason, withdrawnBy, at }: WithdrawSalesQuote,
  { salesQuoteId }: DraftedSalesQuote,
): Decision<SalesQuoteEvent> =>
  accept({ type: 'SalesQuoteWithdrawn', data: { salesQuoteId, reason, withdrawnBy, at } });

export const expireSalesQuote = (
  { at }: ExpireSalesQuote,
  { salesQuoteId, validUntil }: DraftedSalesQuote,
): Decision<SalesQuoteEvent> => accept({ type: 'SalesQuoteExpired', data: { salesQuoteId, validUntil, at } });
