import { accept, reject, type Decider, type Decision } from '../shared/decider.ts';
import { acceptSalesQuote, recordOrdered, recordOrderRefused } from './acceptance.ts';
import type { SalesQuoteCommand } from './commands.ts';
import { expireSalesQuote, rejectSalesQuote, withdrawSalesQuote } from './ending.ts';
import type { SalesQuoteEvent } from './events.ts';
import { evolve } from './evolve.ts';
import { draftSalesQuote, reviseSalesQuote } from './offer.ts';
import { isAlreadyDone } from './already-done.ts';
import { approveSalesQuote, declineSalesQuote } from './review.ts';
import { noSalesQuote, type DraftedSalesQuote, type SalesQuoteState } from './state.ts';
import { invalidTransition, isAllowed, type DraftedSalesQuoteCommand } from './transitions.ts';

const decide = (command: SalesQuoteCommand, state: SalesQuoteState): Decision<SalesQuoteEvent> => {
  if (command.type === 'DraftSalesQuote') return state.exists ? accept() : draftSalesQuote(command);
  if (!state.exists) return reject('not_found', 'quote_not_found', 'there is no such quote');
  if (isAlreadyDone(command, state)) return accept();
  return isAllowed(command.type, state.status)
    ? decideDrafted(command, state)
    : invalidTransition(command.type, state.status);
};

const decideDrafted = (command: DraftedSalesQuoteCommand, quote: DraftedSalesQuote): Decision<SalesQuoteEvent> => {
  switch (command.type) {
    case 'ReviseSalesQuote':
      return reviseSalesQuote(command, quote);
    case 'ApproveSalesQuote':
      return approveSalesQuote(command, quote);
    case 'DeclineSalesQuote':
      return declineSalesQuote(command, quote);
    case 'AcceptSalesQuote':
      return acceptSalesQuote(command, quote);
    case 'RecordSalesQuoteOrdered':
      return recordOrdered(command, quote);
    case 'RecordSalesQuoteOrderRefused':
      return recordOrderRefused(command, quote);
    case 'RejectSalesQuote':
      return rejectSalesQuote(command, quote);
    case 'WithdrawSalesQuote':
      return withdrawSalesQuote(command, quote);
    case 'ExpireSalesQuote':
      return expireSalesQuote(command, quote);
  }
};

/** An offer of goods at prices to one customer, until it is ordered, refused or over. Rules: domain/sales-quote/README.md. */
export const salesQuoteDecider: Decider<SalesQuoteCommand, SalesQuoteEvent, SalesQuoteState> = {
  initial: noSalesQuote,
  decide,
  evolve,
};
