import type { Rejection } from '../shared/decider.ts';
import type { Instant } from '../shared/message.ts';
import type {
  ApprovalReason,
  OfferTerms,
  QuoteParties,
  SalesQuoteDrafted,
  SalesQuoteEvent,
  SalesQuoteStatus,
} from './events.ts';

/** Takes the offer up. */
export interface Acceptance {
  /** Counts the acceptances of all revisions from 1. */
  readonly number: number;
  readonly purchaseOrderNumber: string | null;
  readonly acceptedBy: string;
  readonly acceptedAt: Instant;
  readonly orderId: string;
}

/** Holds what the events say of a quote: the aggregate decides by it, the read model shows it. */
export interface QuoteFacts extends QuoteParties, OfferTerms {
  readonly salesQuoteId: string;
  readonly status: SalesQuoteStatus;
  /** Counts the terms from 1. What follows is about the current ones. */
  readonly revision: number;
  /** Says why they need approval; empty: they do not. */
  readonly approvalReasons: readonly ApprovalReason[];
  readonly approvedBy: string | null;
  /** Is null: the customer does not see them, or not yet. */
  readonly offeredAt: Instant | null;
  /** Holds the last one. */
  readonly acceptance: Acceptance | null;
  /** Says why the order of the last acceptance could not be placed. */
  readonly refusal: Rejection | null;
  /** Says why they were declined, rejected or withdrawn. */
  readonly reason: string | null;
  readonly order: { readonly orderId: string; readonly orderNumber: string } | null;
  readonly draftedBy: string;
  readonly draftedAt: Instant;
}

export const drafted = ({ data }: SalesQuoteDrafted): QuoteFacts => ({
  salesQuoteId: data.salesQuoteId,
  customerId: data.customerId,
  orderType: data.orderType,
  paymentMethod: data.paymentMethod,
  personal: data.personal,
  ...newTerms(data, 1),
  order: null,
  draftedBy: data.draftedBy,
  draftedAt: data.at,
});

/** Drops what was said of other terms. These wait until the event beside them says what for. */
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
  }) satisfies Partial<QuoteFacts>;

/** Gives the facts that an event changes. */
export const changes = (event: Exclude<SalesQuoteEvent, SalesQuoteDrafted>): Partial<QuoteFacts> => {
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
    case 'SalesQuoteAccepted': {
      const { acceptance: number, orderId, purchaseOrderNumber, acceptedBy, at: acceptedAt } = event.data;
      const acceptance = { number, orderId, purchaseOrderNumber, acceptedBy, acceptedAt };
      return { status: 'accepted', acceptance, refusal: null };
    }
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
