import type { ReturnPosItems } from '../../domain/pos/commands.ts';
import type { PosTenderMethod } from '../../domain/pos/events.ts';
import type { PosState } from '../../domain/pos/state.ts';
import type { Currency, Minor } from '../../domain/shared/money.ts';
import type { Quantity } from '../../domain/shared/quantity.ts';
import type { TaxReceiver } from '../../domain/shared/tax-receiver.ts';
import type { CommandContext } from '../commands/context.ts';
import type { Outcome } from '../commands/outcome.ts';

type Pos = Promise<Outcome<PosState>>;

/** What was scanned, or what was found by searching the catalog. */
export type PosProduct = { readonly barcode: string } | { readonly variantId: string };

interface Wanted {
  readonly quantity: Quantity;
  /** Sells it though the Inventory says that there is less: the goods are in the shopper's hand. */
  readonly allowOversell: boolean;
}

/** What came of paying: the transaction after it, and which of its payments it is. */
export type PosPaid =
  | (Extract<Outcome<PosState>, { readonly ok: true }> & { readonly paymentId: string })
  | Extract<Outcome<PosState>, { readonly ok: false }>;

/** What is done at a till that has a line to the engine. Calls on services may throw ServiceUnavailableError. */
export interface PosUseCases {
  /**
   * Begins a sale in an open shift, whose till, store, cashier and currency it has. Its id is the command's unless the till made one.
   * Refused as `shift_not_found`, `shift_closed` or `customer_not_found`.
   */
  open(
    context: CommandContext,
    input: { readonly transactionId?: string; readonly shiftId: string; readonly customerId: string | null },
  ): Pos;
  /**
   * Adds a line at the price of the Pricing service, which gives it its promotions; the organisation's own (domain/promotion) follow
   * from all lines, at every change of one. Refused as `product_not_found`,
   * `variant_not_found`, `price_not_found`, `currency_mismatch`, `unknown_tax_class`, `max_items_exceeded` or
   * `insufficient_stock`. An Inventory that does not answer stops no till.
   */
  addItem(context: CommandContext, transactionId: string, input: PosProduct & Wanted): Pos;
  /** Prices the line again; refused as adding is. */
  changeItem(context: CommandContext, transactionId: string, lineId: string, input: Wanted): Pos;
  removeItem(context: CommandContext, transactionId: string, lineId: string): Pos;
  /** `context.actor` approves it. Refused as `currency_mismatch` in another currency than the sale's. */
  overridePrice(
    context: CommandContext,
    transactionId: string,
    lineId: string,
    input: { readonly unitPrice: Minor; readonly currency?: Currency; readonly reason: string },
  ): Pos;
  /** null: nobody after all. Prices all lines for whoever it is, unless they are being paid. Refused as `customer_not_found`. */
  identifyCustomer(context: CommandContext, transactionId: string, input: { readonly customerId: string | null }): Pos;
  suspend(context: CommandContext, transactionId: string, input: { readonly note: string | null }): Pos;
  /** In an open shift of any till of the same store. */
  resume(context: CommandContext, transactionId: string, input: { readonly shiftId: string }): Pos;
  /**
   * Takes a payment. What somebody else settles is stored first and settled then: a refusal gives the payment back with its
   * reason, and is no refusal of this. Refused as `store_credit_account_required`, `customer_required`,
   * `loyalty_not_accepted` or `currency_mismatch`.
   * @throws ServiceUnavailableError of whoever settles: the same command may be sent again; the background settles it as well
   */
  pay(
    context: CommandContext,
    transactionId: string,
    input: {
      /** The till's own name of it; by default `<transaction id>.P<n>`. */
      readonly paymentId?: string;
      readonly method: PosTenderMethod;
      /** What is handed over or charged. */
      readonly amount: Minor;
      readonly currency?: Currency;
      /** The terminal's reference; of store credit the account, by default the customer's own. */
      readonly reference: string | null;
    },
  ): Promise<PosPaid>;
  returnPayment(context: CommandContext, transactionId: string, paymentId: string): Pos;
  complete(
    context: CommandContext,
    transactionId: string,
    input: {
      /** Whom the document is made out to; absent: nobody in particular, who gets a receipt. */
      readonly taxReceiver?: TaxReceiver;
    },
  ): Pos;
  /**
   * Gives an open transaction up, or takes a complete sale back whole. That is paid back from the drawer of `shiftId`, by default
   * the sale's own: refused as `shift_closed` if its drawer was counted.
   */
  void(
    context: CommandContext,
    transactionId: string,
    input: { readonly reason: string; readonly approvedBy: string | null; readonly shiftId?: string },
  ): Pos;
  /**
   * Takes some of a complete sale's goods back, once a `returnId` (by default `<transaction id>.R<n>`), and pays what they were
   * paid for: from the drawer of `shiftId`, by default the sale's own. Refused as `shift_closed`, `currency_mismatch`,
   * `approval_required`, or `quantity_exceeds_sold`.
   */
  returnItems(
    context: CommandContext,
    transactionId: string,
    input: {
      readonly returnId?: string;
      readonly lines: ReturnPosItems['lines'];
      readonly reason: string;
      readonly approvedBy: string | null;
      readonly refund: ReturnPosItems['refund'];
      readonly shiftId?: string;
    },
  ): Pos;
}
