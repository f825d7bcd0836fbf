import type { Rejection } from '../shared/decider.ts';
import type { Instant } from '../shared/message.ts';
import type { Minor } from '../shared/money.ts';
import type { OrderLimits } from '../shared/policy.ts';
import type { OfferTerms, QuoteParties } from './events.ts';

interface At {
  readonly at: Instant;
}

/** Says what is offered, and what the tenant holds offers to. */
interface NewTerms extends OfferTerms, At {
  readonly limits: OrderLimits;
  /** Is the total above which it needs approval; null: none does. */
  readonly approvalAmount: Minor | null;
}

/** Offers at once, unless it must be approved first. */
export interface DraftSalesQuote extends QuoteParties, NewTerms {
  readonly type: 'DraftSalesQuote';
  readonly salesQuoteId: string;
  readonly draftedBy: string;
}

/** Gives all terms anew. Carries no id: a repetition is known by the command's own. */
export interface ReviseSalesQuote extends NewTerms {
  readonly type: 'ReviseSalesQuote';
  readonly revisedBy: string;
}

interface OfRevision extends At {
  /** Is the one that was looked at; null: the current one. */
  readonly revision: number | null;
}

export interface ApproveSalesQuote extends OfRevision {
  readonly type: 'ApproveSalesQuote';
  readonly approvedBy: string;
}

/** Decides inside the house: the terms are not offered. */
export interface DeclineSalesQuote extends At {
  readonly type: 'DeclineSalesQuote';
  readonly declinedBy: string;
  readonly reason: string;
}

export interface AcceptSalesQuote extends OfRevision {
  readonly type: 'AcceptSalesQuote';
  /** Follows from the quote's id: it is the same order, however often it is accepted. */
  readonly orderId: string;
  readonly purchaseOrderNumber: string | null;
  readonly acceptedBy: string;
}

/** Comes from the process that placed the order of an accepted quote. */
export interface RecordSalesQuoteOrdered extends At {
  readonly type: 'RecordSalesQuoteOrdered';
  readonly orderId: string;
  readonly orderNumber: string;
}

/** Comes from the same: the order of this acceptance could not be placed. */
export interface RecordSalesQuoteOrderRefused extends At {
  readonly type: 'RecordSalesQuoteOrderRefused';
  readonly acceptance: number;
  readonly refusal: Rejection;
}

/** Ends it: the customer does not want it. */
export interface RejectSalesQuote extends At {
  readonly type: 'RejectSalesQuote';
  readonly reason: string;
  readonly rejectedBy: string;
}

/** Takes it back: the house does not want it any more. */
export interface WithdrawSalesQuote extends At {
  readonly type: 'WithdrawSalesQuote';
  readonly reason: string;
  readonly withdrawnBy: string;
}

/** Is sent by the scheduler, at or after `validUntil`; too early, or without need, is no event. */
export interface ExpireSalesQuote extends At {
  readonly type: 'ExpireSalesQuote';
}

export type SalesQuoteCommand =
  | DraftSalesQuote
  | ReviseSalesQuote
  | ApproveSalesQuote
  | DeclineSalesQuote
  | AcceptSalesQuote
  | RecordSalesQuoteOrdered
  | RecordSalesQuoteOrderRefused
  | RejectSalesQuote
  | WithdrawSalesQuote
  | ExpireSalesQuote;
