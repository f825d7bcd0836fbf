import type { OfferTerms, SalesQuoteAccepted, SalesQuoteDrafted, SalesQuoteEvent } from './events.ts';
import type { DraftedSalesQuote, SalesQuoteState } from './state.ts';

/** Folds one event in. Never judges: what happened has happened. */
export const evolve = (state: SalesQuoteState, event: SalesQuoteEvent): SalesQuoteState => {
  if (event.type === 'SalesQuoteDrafted') return drafted(event);
  return state.exists ? { ...state, ...changes(event) } : state;
};

const drafted = ({ data }: SalesQuoteDrafted): DraftedSalesQuote => ({
  exists: true,
  salesQuoteId: data.salesQuoteId,
  customerId: data.customerId,
  orderType: data.orderType,
  paymentMethod: data.paymentMethod,
  personal: data.personal,
  ...newTerms(data, 1),
  acceptances: 0,
  order: null,
  draftedBy: data.draftedBy,
  draftedAt: data.at,
});

/** Nothing that was said of other terms holds for these. They wait until the event beside them says what for. */
const newTerms = ({ quote, negotiated, validUntil, notes, internalNotes }: OfferTerms, revision: number) =>
  ({
    quote,
    negotiated,
    validUntil,
    notes,
    internalNotes,
    status: 'pending_approval',
    revision,
    approvalReasons: [],
    approvedBy: null,
    offeredAt: null,
    acceptance: null,
    refusal: null,
    reason: null,
  }) satisfies Partial<DraftedSalesQuote>;

const changes = (event: Exclude<SalesQuoteEvent, SalesQuoteDrafted>): Partial<DraftedSalesQuote> => {
  switch (event.type) {
    case 'SalesQuoteRevised':
      return newTerms(event.data, event.data.revision);
    case 'SalesQuoteApprovalRequested':
      return { approvalReasons: event.data.reasons };
    case 'SalesQuoteApproved':
      return { approvedBy: event.data.approvedBy };
    case 'SalesQuoteDeclined':
      return { status: 'declined', reason: event.data.reason };
    case 'SalesQuoteOffered':
      return { status: 'offered', offeredAt: event.data.at };
    case 'SalesQuoteAccepted':
      return accepted(event);
    case 'SalesQuoteOrdered':
      return { status: 'ordered', order: { orderId: event.data.orderId, orderNumber: event.data.orderNumber } };
    case 'SalesQuoteOrderRefused':
      return { status: 'offered', refusal: event.data.refusal };
    case 'SalesQuoteRejected':
      return { status: 'rejected', reason: event.data.reason };
    case 'SalesQuoteWithdrawn':
      return { status: 'withdrawn', reason: event.data.reason };
    case 'SalesQuoteExpired':
      return { status: 'expired' };
  }
};

const accepted = ({ data }: SalesQuoteAccepted): Partial<DraftedSalesQuote> => {
  const { acceptance: number, orderId, purchaseOrderNumber, acceptedBy, at: acceptedAt } = data;
  const acceptance = { number, orderId, purchaseOrderNumber, acceptedBy, acceptedAt };
  return { status: 'accepted', acceptance, acceptances: number, refusal: null };
};
