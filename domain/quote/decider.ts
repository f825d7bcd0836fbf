import { accept, decideBy, reject, type Decider, type Decision, type Handlers } from '../shared/decider.ts';
import { isAlreadyDone } from './already-done.ts';
import type { SalesQuoteCommand } from './commands.ts';
import type { SalesQuoteEvent } from './events.ts';
import { evolve } from './evolve.ts';
import { draftSalesQuote, reviseSalesQuote } from './offer.ts';
import {
  acceptSalesQuote,
  approveSalesQuote,
  declineSalesQuote,
  expireSalesQuote,
  recordOrdered,
  recordOrderRefused,
  rejectSalesQuote,
  withdrawSalesQuote,
} from './responses.ts';
import { noSalesQuote, type DraftedSalesQuote, type SalesQuoteState } from './state.ts';
import { salesQuoteMachine, type DraftedSalesQuoteCommand } from './transitions.ts';

/** Decides in four steps: does the quote exist, is it already so, does the status allow it, its own rules. */
const decide = (command: SalesQuoteCommand, state: SalesQuoteState): Decision<SalesQuoteEvent> => {
  if (command.type === 'DraftSalesQuote') return state.exists ? accept() : draftSalesQuote(command);
  if (!state.exists) return reject('not_found', 'quote_not_found', 'there is no such quote');
  if (isAlreadyDone(command, state)) return accept();
  const { status } = state;
  if (!salesQuoteMachine.isAllowed(command.type, status)) return salesQuoteMachine.refusal(command.type, status);
  return decideBy(handlers, command, state);
};

const handlers: Handlers<DraftedSalesQuoteCommand, DraftedSalesQuote, SalesQuoteEvent> = {
  ReviseSalesQuote: reviseSalesQuote,
  ApproveSalesQuote: approveSalesQuote,
  DeclineSalesQuote: declineSalesQuote,
  AcceptSalesQuote: acceptSalesQuote,
  RecordSalesQuoteOrdered: recordOrdered,
  RecordSalesQuoteOrderRefused: recordOrderRefused,
  RejectSalesQuote: rejectSalesQuote,
  WithdrawSalesQuote: withdrawSalesQuote,
  ExpireSalesQuote: expireSalesQuote,
};

/** Decides about an offer of goods at prices to one customer, until it is ordered, refused or over. Rules: domain/quote/README.md. */
export const salesQuoteDecider: Decider<SalesQuoteCommand, SalesQuoteEvent, SalesQuoteState> = {
  initial: noSalesQuote,
  decide,
  evolve,
};
