import type { SalesQuoteState } from '../../domain/quote/state.ts';
import type { Instant } from '../../domain/shared/message.ts';
import type { Currency, Minor } from '../../domain/shared/money.ts';
import type { Quantity } from '../../domain/shared/quantity.ts';
import type { CommandContext } from '../commands/context.ts';
import type { Buyer } from '../orders/buyer.ts';
import type { Outcome } from '../commands/outcome.ts';

type SalesQuote = Promise<Outcome<SalesQuoteState>>;

/** Goods that are offered, at the catalog's price unless another was agreed on. */
export interface OfferedItem {
  readonly variantId: string;
  readonly quantity: Quantity;
  readonly negotiated?: { readonly unitPrice: Minor; readonly reason: string };
}

/** The terms of an offer. */
export interface Offer {
  readonly items: readonly OfferedItem[];
  readonly currency?: Currency;
  readonly shippingMethod: string;
  /** By default as long as the tenant's offers usually are. */
  readonly validUntil?: Instant;
  readonly notes?: string;
  readonly internalNotes?: string;
}

interface Reason {
  readonly reason: string;
}

interface Seen {
  /** Refused as `quote_revised` if its terms are other ones by now. */
  readonly revision?: number;
}

/** What can be done with offers to customers. A customer acts on those that were offered to them only. */
export interface SalesQuoteUseCases {
  /**
   * The new quote's id is the command's id. What could not be ordered today is refused as that order would be: unknown
   * products, shipping or tender, less than the smallest order, a tax id that is none. Stock is asked for when it is accepted.
   */
  draft(
    context: CommandContext,
    input: Offer &
      Buyer & {
        readonly orderType: 'b2b' | 'phone';
        readonly customerId: string | null;
        readonly paymentMethod: string;
      },
  ): SalesQuote;
  /** All terms anew, at today's list prices where none was agreed on. What is left out is as in a new quote. */
  revise(context: CommandContext, salesQuoteId: string, input: Offer): SalesQuote;
  approve(context: CommandContext, salesQuoteId: string, input: Seen): SalesQuote;
  decline(context: CommandContext, salesQuoteId: string, input: Reason): SalesQuote;
  /**
   * Accepts, and places the order: once, however often and at once it is called. An order that cannot be placed is refused
   * as any is (`insufficient_stock`); the quote keeps that, and can be accepted again.
   * @throws ServiceUnavailableError: it is accepted; the background places its order
   */
  accept(
    context: CommandContext,
    salesQuoteId: string,
    input: Seen & { readonly purchaseOrderNumber?: string },
  ): SalesQuote;
  /** Places the order of an accepted quote, and records what came of it; of any other quote it does nothing. */
  placeOrder(context: CommandContext, salesQuoteId: string): SalesQuote;
  reject(context: CommandContext, salesQuoteId: string, input: Reason): SalesQuote;
  withdraw(context: CommandContext, salesQuoteId: string, input: Reason): SalesQuote;
}
