import { leads, stateMachine, type TransitionTable } from '../shared/state-machine.ts';
import type { DraftSalesQuote, SalesQuoteCommand } from './commands.ts';
import { salesQuoteStatuses, type SalesQuoteStatus } from './events.ts';

/** Acts on a quote that exists already. */
export type DraftedSalesQuoteCommand = Exclude<SalesQuoteCommand, DraftSalesQuote>;

/** Asks what can be done. */
export type QuoteAsker = 'staff' | 'customer';

const byStaff = (asker: QuoteAsker): boolean => asker === 'staff';

/**
 * Says which command is allowed in which status and where it may lead, in this one place. Decider, tests, documentation and the
 * API's allowed actions come from it.
 */
const table: TransitionTable<DraftedSalesQuoteCommand['type'], SalesQuoteStatus, QuoteAsker> = {
  ReviseSalesQuote: {
    action: 'revise',
    guard: byStaff,
    arrows: leads(['pending_approval', 'declined', 'offered', 'rejected', 'expired'], 'pending_approval', 'offered'),
  },
  ApproveSalesQuote: { action: 'approve', guard: byStaff, arrows: { pending_approval: ['offered'] } },
  DeclineSalesQuote: { action: 'decline', guard: byStaff, arrows: { pending_approval: ['declined'] } },
  AcceptSalesQuote: { action: 'accept', arrows: { offered: ['accepted'] } },
  // An order that was placed is there, whatever its quote came to meanwhile.
  RecordSalesQuoteOrdered: { arrows: leads(salesQuoteStatuses, 'ordered') },
  RecordSalesQuoteOrderRefused: { arrows: { accepted: ['offered'] } },
  RejectSalesQuote: { action: 'reject', arrows: { offered: ['rejected'] } },
  WithdrawSalesQuote: {
    action: 'withdraw',
    guard: byStaff,
    arrows: leads(['pending_approval', 'declined', 'offered'], 'withdrawn'),
  },
  ExpireSalesQuote: { arrows: leads(['pending_approval', 'offered'], 'expired') },
};

export const salesQuoteMachine = stateMachine('quote', salesQuoteStatuses, table);

/** Lists what staff, or the customer, could do with a quote in this status, by the API's names. */
export const salesQuoteActions = (status: SalesQuoteStatus, asker: QuoteAsker): readonly string[] =>
  salesQuoteMachine.allowedActions(status, asker);
