import { accept, reject, type Decision, type Refusal } from '../shared/decider.ts';
import { checkOrderRules } from '../shared/pricing/order-rules.ts';
import type { DraftSalesQuote, ReviseSalesQuote } from './commands.ts';
import type { ApprovalReason, OfferTerms, SalesQuoteEvent } from './events.ts';
import type { DraftedSalesQuote } from './state.ts';

type NewTerms = DraftSalesQuote | ReviseSalesQuote;

export const draftSalesQuote = (command: DraftSalesQuote): Decision<SalesQuoteEvent> => {
  const refusal = refusalOf(command);
  if (refusal !== undefined) return refusal;
  const { salesQuoteId, customerId, orderType, paymentMethod, personal, draftedBy, at } = command;
  const parties = { customerId, orderType, paymentMethod, personal };
  const drafted: SalesQuoteEvent = {
    type: 'SalesQuoteDrafted',
    data: { salesQuoteId, ...parties, ...termsOf(command), draftedBy, at },
  };
  return accept<SalesQuoteEvent>(drafted, submitted(command, salesQuoteId, 1));
};

/** Ends whatever was approved or offered before. */
export const reviseSalesQuote = (
  command: ReviseSalesQuote,
  { salesQuoteId, quote: { currency }, revision: last }: DraftedSalesQuote,
): Decision<SalesQuoteEvent> => {
  const refusal = refusalOf(command);
  if (refusal !== undefined) return refusal;
  if (command.quote.currency !== currency) {
    return reject('rule', 'currency_mismatch', `this quote is in ${currency}, and its revisions are too`, {
      given: command.quote.currency,
      expected: currency,
    });
  }
  const { revisedBy, at } = command;
  const revision = last + 1;
  const revised: SalesQuoteEvent = {
    type: 'SalesQuoteRevised',
    data: { salesQuoteId, revision, ...termsOf(command), revisedBy, at },
  };
  return accept<SalesQuoteEvent>(revised, submitted(command, salesQuoteId, revision));
};

/** Refuses an offer that is not one that could be ordered, stock aside, and for some time. */
const refusalOf = ({ quote, limits, validUntil, at }: NewTerms): Refusal | undefined => {
  if (validUntil <= at) {
    const message = 'let the offer be valid until some time after now';
    return reject('rule', 'validity_in_the_past', message, { valid_until: validUntil });
  }
  return checkOrderRules(quote, limits);
};

const termsOf = ({ quote, negotiated, validUntil, notes, internalNotes }: NewTerms): OfferTerms => ({
  quote,
  negotiated,
  validUntil,
  notes,
  internalNotes,
});

/** Goes to the customer at once, or to those who may approve it. */
const submitted = (command: NewTerms, salesQuoteId: string, revision: number): SalesQuoteEvent => {
  const { approvalAmount, at } = command;
  const reasons = approvalReasons(command);
  return reasons.length === 0
    ? offered({ salesQuoteId, revision, ...termsOf(command) }, at)
    : { type: 'SalesQuoteApprovalRequested', data: { salesQuoteId, revision, reasons, approvalAmount, at } };
};

const approvalReasons = ({ quote, negotiated, approvalAmount }: NewTerms): readonly ApprovalReason[] => {
  const prices = new Map(quote.lines.map(({ lineId, unitPrice }) => [lineId, unitPrice]));
  const isBelowList = negotiated.some(({ lineId, listPrice }) => (prices.get(lineId) ?? 0) < listPrice);
  const isLarge = approvalAmount !== null && quote.totals.total > approvalAmount;
  return [...(isBelowList ? (['negotiated_price'] as const) : []), ...(isLarge ? (['amount'] as const) : [])];
};

/** Shows the customer the offer. */
export const offered = (
  {
    salesQuoteId,
    revision,
    quote,
    validUntil,
  }: Pick<DraftedSalesQuote, 'salesQuoteId' | 'revision' | 'quote' | 'validUntil'>,
  at: string,
): SalesQuoteEvent => ({
  type: 'SalesQuoteOffered',
  data: { salesQuoteId, revision, total: quote.totals.total, currency: quote.currency, validUntil, at },
});
