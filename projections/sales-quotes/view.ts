import type { ApprovalReason, OfferTerms, QuoteParties, SalesQuoteStatus } from '../../domain/quote/events.ts';
import type { Rejection } from '../../domain/shared/decider.ts';
import type { Instant } from '../../domain/shared/message.ts';

/** The last time that the current terms were accepted. */
export interface AcceptanceView {
  readonly number: number;
  readonly purchaseOrderNumber: string | null;
  readonly acceptedBy: string;
  readonly acceptedAt: Instant;
  readonly orderId: string;
}

/** A sales quote as it is read: what follows the revision is about its terms. */
export interface SalesQuoteDocument extends QuoteParties, OfferTerms {
  readonly salesQuoteId: string;
  readonly status: SalesQuoteStatus;
  /** The stream's. */
  readonly version: number;
  readonly revision: number;
  readonly approvalReasons: readonly ApprovalReason[];
  readonly approvedBy: string | null;
  /** null: the customer does not see them. */
  readonly offeredAt: Instant | null;
  readonly acceptance: AcceptanceView | null;
  /** Why its order could not be placed. */
  readonly refusal: Rejection | null;
  /** Why they were declined, rejected or withdrawn. */
  readonly reason: string | null;
  readonly order: { readonly orderId: string; readonly orderNumber: string } | null;
  readonly draftedBy: string;
  readonly draftedAt: Instant;
  /** Business time of the last event. */
  readonly updatedAt: Instant;
}
