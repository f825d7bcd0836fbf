import type { OfferTerms, SalesQuoteDrafted, SalesQuoteEvent } from '../../domain/quote/events.ts';
import type { RecordedEvent } from '../../domain/shared/message.ts';
import type { SalesQuoteDocument } from './view.ts';

/** The quote after an event; undefined if none begins with it. */
export const evolveSalesQuote = (
  quote: SalesQuoteDocument | undefined,
  event: SalesQuoteEvent,
  { version }: Pick<RecordedEvent, 'version'>,
): SalesQuoteDocument | undefined => {
  if (event.type === 'SalesQuoteDrafted') return drafted(event);
  return quote && { ...quote, ...changes(event), updatedAt: event.data.at, version };
};

const drafted = ({ data }: SalesQuoteDrafted): SalesQuoteDocument => ({
  salesQuoteId: data.salesQuoteId,
  version: 1,
  customerId: data.customerId,
  orderType: data.orderType,
  paymentMethod: data.paymentMethod,
  personal: data.personal,
  ...newTerms(data, 1),
  order: null,
  draftedBy: data.draftedBy,
  draftedAt: data.at,
  updatedAt: data.at,
});

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
  }) satisfies Partial<SalesQuoteDocument>;

const changes = (event: Exclude<SalesQuoteEvent, SalesQuoteDrafted>): Partial<SalesQuoteDocument> => {
  switch (event.type) {
    case 'SalesQuoteRevised':
      return newTerms(event.data, event.data.revision);
    case 'SalesQuoteApprovalRequested':
      return { approvalReasons: event.data.reasons };
    case 'SalesQuoteApproved':
      return { approvedBy: event.data.approvedBy };
    case 'SalesQuoteOffered':
      return { status: 'offered', offeredAt: event.data.at };
    case 'SalesQuoteAccepted': {
      const { acceptance: number, orderId, purchaseOrderNumber, acceptedBy, at: acceptedAt } = event.data;
      const acceptance = { number, orderId, purchaseOrderNumber, acceptedBy, acceptedAt };
      return { status: 'accepted', acceptance, refusal: null };
    }
    case 'SalesQuoteOrdered': {
      const { orderId, orderNumber } = event.data;
      return { status: 'ordered', order: { orderId, orderNumber } };
    }
    case 'SalesQuoteOrderRefused':
      return { status: 'offered', refusal: event.data.refusal };
    case 'SalesQuoteDeclined':
      return { status: 'declined', reason: event.data.reason };
    case 'SalesQuoteRejected':
      return { status: 'rejected', reason: event.data.reason };
    case 'SalesQuoteWithdrawn':
      return { status: 'withdrawn', reason: event.data.reason };
    case 'SalesQuoteExpired':
      return { status: 'expired' };
  }
};
