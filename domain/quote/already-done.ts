import type { DraftedSalesQuote } from './state.ts';
import type { DraftedSalesQuoteCommand } from './transitions.ts';

/** Says whether what the command asks for is so already, or not due: it is accepted without an event, however often it is repeated. */
export const isAlreadyDone = (command: DraftedSalesQuoteCommand, quote: DraftedSalesQuote): boolean => {
  const { status, acceptance, validUntil } = quote;
  switch (command.type) {
    case 'ReviseSalesQuote':
      return false;
    case 'ApproveSalesQuote':
      return status === 'offered' && quote.approvedBy !== null && isOf(command.revision, quote);
    case 'DeclineSalesQuote':
      return status === 'declined';
    case 'AcceptSalesQuote':
      return (
        (status === 'accepted' || status === 'ordered') &&
        acceptance?.purchaseOrderNumber === command.purchaseOrderNumber &&
        isOf(command.revision, quote)
      );
    case 'RecordSalesQuoteOrdered':
      return status === 'ordered';
    case 'RecordSalesQuoteOrderRefused':
      return status !== 'accepted' || acceptance?.number !== command.acceptance;
    case 'RejectSalesQuote':
      return status === 'rejected';
    case 'WithdrawSalesQuote':
      return status === 'withdrawn';
    case 'ExpireSalesQuote':
      return (status !== 'pending_approval' && status !== 'offered') || command.at < validUntil;
  }
};

const isOf = (named: number | null, { revision }: DraftedSalesQuote): boolean => named === null || named === revision;
