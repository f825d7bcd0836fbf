import type { Rejection } from '../shared/decider.ts';
import type { EventSchema } from '../shared/event-schema.ts';
import type { DomainEvent, Instant } from '../shared/message.ts';
import type { Currency, Minor } from '../shared/money.ts';
import type { PersonalData } from '../shared/personal-data.ts';
import type { PriceQuote } from '../shared/pricing/price-quote.ts';

// These names and shapes are the storage format: version with care (event-schema.ts), never rename.

export const salesQuoteStatuses = [
  'pending_approval',
  'declined',
  'offered',
  'accepted',
  'ordered',
  'rejected',
  'withdrawn',
  'expired',
] as const;

export type SalesQuoteStatus = (typeof salesQuoteStatuses)[number];

/** Says why an offer must be approved before the customer sees it. */
export const approvalReasons = ['negotiated_price', 'amount'] as const;

export type ApprovalReason = (typeof approvalReasons)[number];

/** Is a line whose unit price is not the catalog's: the quote's line has the price that is offered. */
export interface NegotiatedPrice {
  readonly lineId: string;
  /** Says what the catalog asked when it was negotiated. */
  readonly listPrice: Minor;
  readonly negotiatedBy: string;
  readonly reason: string;
}

/** Says what one revision offers. */
export interface OfferTerms {
  /** Is frozen: the order is placed with these amounts. */
  readonly quote: PriceQuote;
  readonly negotiated: readonly NegotiatedPrice[];
  /** Is the moment from which on it cannot be accepted. */
  readonly validUntil: Instant;
  /** Is for the customer. */
  readonly notes: string | null;
  /** Is not for the customer. */
  readonly internalNotes: string | null;
}

/** Says what stays the same over all revisions. */
export interface QuoteParties {
  /** Is null for a person who is no customer yet. */
  readonly customerId: string | null;
  readonly orderType: 'b2b' | 'phone';
  readonly paymentMethod: string;
  readonly personal: PersonalData;
}

type SalesQuoteEventOf<Type extends string, Data> = DomainEvent<
  Type,
  { readonly salesQuoteId: string; readonly at: Instant } & Data
>;

export type SalesQuoteDrafted = SalesQuoteEventOf<
  'SalesQuoteDrafted',
  QuoteParties & OfferTerms & { readonly draftedBy: string }
>;

/** Offers other terms, in place of all that was offered before. The draft is revision 1. */
export type SalesQuoteRevised = SalesQuoteEventOf<
  'SalesQuoteRevised',
  OfferTerms & { readonly revision: number; readonly revisedBy: string }
>;

export type SalesQuoteApprovalRequested = SalesQuoteEventOf<
  'SalesQuoteApprovalRequested',
  {
    readonly revision: number;
    readonly reasons: readonly ApprovalReason[];
    /** Is the tenant's limit that it was held to; null: none. */
    readonly approvalAmount: Minor | null;
  }
>;

export type SalesQuoteApproved = SalesQuoteEventOf<
  'SalesQuoteApproved',
  { readonly revision: number; readonly approvedBy: string }
>;

export type SalesQuoteDeclined = SalesQuoteEventOf<
  'SalesQuoteDeclined',
  { readonly revision: number; readonly declinedBy: string; readonly reason: string }
>;

/** Offers: from here on the customer sees this revision. */
export type SalesQuoteOffered = SalesQuoteEventOf<
  'SalesQuoteOffered',
  {
    readonly revision: number;
    readonly total: Minor;
    readonly currency: Currency;
    readonly validUntil: Instant;
  }
>;

/** Takes the offer up: its order is to be placed now. */
export type SalesQuoteAccepted = SalesQuoteEventOf<
  'SalesQuoteAccepted',
  {
    /** Counts the acceptances from 1: there is another one only if the order of the last could not be placed. */
    readonly acceptance: number;
    readonly revision: number;
    readonly orderId: string;
    /** Is the customer's own number for what they buy. */
    readonly purchaseOrderNumber: string | null;
    readonly acceptedBy: string;
  }
>;

export type SalesQuoteOrdered = SalesQuoteEventOf<
  'SalesQuoteOrdered',
  { readonly orderId: string; readonly orderNumber: string }
>;

/** Says that the order could not be placed: the offer stands as before, until `validUntil`. */
export type SalesQuoteOrderRefused = SalesQuoteEventOf<
  'SalesQuoteOrderRefused',
  { readonly acceptance: number; readonly refusal: Rejection; readonly validUntil: Instant }
>;

/** Is done by the customer, or by staff for them. */
export type SalesQuoteRejected = SalesQuoteEventOf<
  'SalesQuoteRejected',
  { readonly reason: string; readonly rejectedBy: string }
>;

export type SalesQuoteWithdrawn = SalesQuoteEventOf<
  'SalesQuoteWithdrawn',
  { readonly reason: string; readonly withdrawnBy: string }
>;

export type SalesQuoteExpired = SalesQuoteEventOf<'SalesQuoteExpired', { readonly validUntil: Instant }>;

export type SalesQuoteEvent =
  | SalesQuoteDrafted
  | SalesQuoteRevised
  | SalesQuoteApprovalRequested
  | SalesQuoteApproved
  | SalesQuoteDeclined
  | SalesQuoteOffered
  | SalesQuoteAccepted
  | SalesQuoteOrdered
  | SalesQuoteOrderRefused
  | SalesQuoteRejected
  | SalesQuoteWithdrawn
  | SalesQuoteExpired;

export const salesQuoteEvents: EventSchema<SalesQuoteEvent> = {
  SalesQuoteDrafted: [],
  SalesQuoteRevised: [],
  SalesQuoteApprovalRequested: [],
  SalesQuoteApproved: [],
  SalesQuoteDeclined: [],
  SalesQuoteOffered: [],
  SalesQuoteAccepted: [],
  SalesQuoteOrdered: [],
  SalesQuoteOrderRefused: [],
  SalesQuoteRejected: [],
  SalesQuoteWithdrawn: [],
  SalesQuoteExpired: [],
};
