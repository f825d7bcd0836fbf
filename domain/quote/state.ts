import type { Rejection } from '../shared/decider.ts';
import type { Instant } from '../shared/message.ts';
import type { ApprovalReason, OfferTerms, QuoteParties, SalesQuoteStatus } from './events.ts';

/** Somebody took the offer up. */
export interface Acceptance {
  /** Counts the acceptances of all revisions from 1. */
  readonly number: number;
  readonly purchaseOrderNumber: string | null;
  readonly acceptedBy: string;
  readonly acceptedAt: Instant;
  readonly orderId: string;
}

export interface DraftedSalesQuote extends QuoteParties, OfferTerms {
  readonly exists: true;
  readonly salesQuoteId: string;
  readonly status: SalesQuoteStatus;
  /** Counts the terms from 1. What follows is about the current ones. */
  readonly revision: number;
  /** Why they need approval; empty: they do not. */
  readonly approvalReasons: readonly ApprovalReason[];
  readonly approvedBy: string | null;
  /** null: the customer does not see them, or not yet. */
  readonly offeredAt: Instant | null;
  /** The last one. */
  readonly acceptance: Acceptance | null;
  /** Why the order of the last acceptance could not be placed. */
  readonly refusal: Rejection | null;
  /** Why they were declined, rejected or withdrawn. */
  readonly reason: string | null;
  /** Acceptances so far, of earlier revisions too. */
  readonly acceptances: number;
  readonly order: { readonly orderId: string; readonly orderNumber: string } | null;
  readonly draftedBy: string;
  readonly draftedAt: Instant;
}

export type SalesQuoteState = { readonly exists: false } | DraftedSalesQuote;

export const noSalesQuote: SalesQuoteState = { exists: false };

/** Whose the quote is as far as the customer is concerned: nobody's until its current terms are offered to them. */
export const visibleTo = ({ offeredAt, customerId }: Pick<DraftedSalesQuote, 'offeredAt' | 'customerId'>) =>
  offeredAt === null ? null : customerId;
