import type { CartState } from '../../domain/cart/state.ts';
import type {
  CaptureMode,
  LineQuantity,
  OrderType,
  RefundMethod,
  ReturnRefundMethod,
} from '../../domain/order/events.ts';
import type { OrderState } from '../../domain/order/state.ts';
import type { Currency, Minor } from '../../domain/shared/money.ts';
import type { AgreedPrices, UnpricedLine } from '../../domain/shared/pricing/price-quote.ts';
import type { Quantity } from '../../domain/shared/quantity.ts';
import type { TaxReceiver } from '../../domain/shared/tax-receiver.ts';
import type { CommandContext } from '../commands/context.ts';
import type { AddressChoice } from '../customers/resolve-address.ts';
import type { FulfillmentUseCases } from '../fulfillment/use-cases.ts';
import type { DocumentUseCases } from '../documents/use-cases.ts';
import type { Buyer } from '../orders/buyer.ts';
import type { Outcome } from '../commands/outcome.ts';
import type { NextStep } from '../ports/payment-gateway.ts';
import type { OfflineTillUseCases } from '../pos/sync/use-cases.ts';
import type { PosUseCases } from '../pos/use-cases.ts';
import type { SalesQuoteUseCases } from '../quotes/use-cases.ts';
import type { PromotionUseCases } from '../promotions/use-cases.ts';
import type { ReturnUseCases } from '../returns/use-cases.ts';
import type { ShiftUseCases } from '../shifts/use-cases.ts';
import type { SubscriptionUseCases } from '../subscriptions/use-cases.ts';

/**
 * Everything that can be done, one function a use case. HTTP, gRPC and the command line call these and nothing below.
 * Each is idempotent by `context.commandId`. Child ids contain their order's (`<order id>.P1`, `.F1`, `.S1`), so no
 * lookup stands between a child and its order.
 */
export interface Engine {
  readonly carts: CartUseCases;
  readonly orders: OrderUseCases;
  readonly fulfillment: FulfillmentUseCases;
  readonly returns: ReturnUseCases;
  readonly quotes: SalesQuoteUseCases;
  readonly subscriptions: SubscriptionUseCases;
  readonly documents: DocumentUseCases;
  readonly promotions: PromotionUseCases;
  readonly offlineTills: OfflineTillUseCases;
  readonly pos: PosUseCases;
  readonly shifts: ShiftUseCases;
}

type Cart = Promise<Outcome<CartState>>;
type Order = Promise<Outcome<OrderState>>;

export interface CartUseCases {
  /** The new cart's id is the command's id. */
  create(context: CommandContext, input: { readonly customerId: string | null; readonly currency?: Currency }): Cart;
  addItem(
    context: CommandContext,
    cartId: string,
    input: { readonly variantId: string; readonly quantity: Quantity },
  ): Cart;
  changeItem(context: CommandContext, cartId: string, itemId: string, input: { readonly quantity: Quantity }): Cart;
  removeItem(context: CommandContext, cartId: string, itemId: string): Cart;
  applyCoupon(context: CommandContext, cartId: string, input: { readonly code: string }): Cart;
  removeCoupon(context: CommandContext, cartId: string, code: string): Cart;
  /** Merges the guest's cart `fromCartId` into `cartId`; the answer is the latter. */
  merge(context: CommandContext, cartId: string, input: { readonly fromCartId: string }): Cart;
  /** `token` is the cart's recovery token: `<cart id>.<secret>`. */
  recover(context: CommandContext, input: { readonly token: string }): Cart;
  /** Freezes the cart and places its order: once, however often and at once it is called. The order's id is the cart's. */
  checkOut(
    context: CommandContext,
    input: {
      readonly cartId: string;
      readonly shippingAddress: AddressChoice;
      readonly billingAddress: AddressChoice;
      readonly shippingMethod: string;
      readonly paymentMethod: string;
      readonly name?: string;
      readonly email?: string;
      /** Whom the tax documents are made out to; without it the sale gets a receipt. */
      readonly taxReceiver?: TaxReceiver;
    },
  ): Order;
}

export interface NewPayment {
  /** A tender's or a gateway's name. */
  readonly method: string;
  /** The provider's token for how to pay, never a card number. */
  readonly methodId: string | null;
  readonly amount: Minor;
  readonly currency: Currency;
  /** The rest is for gateways, to whom it is handed on; of it only `capture` is stored. By default now. */
  readonly capture?: CaptureMode;
  readonly payerEmail?: string;
  readonly returnUrl?: string;
}

/** What came of paying: the order after it, which of its payments it is, and what is left for the payer to do. */
export type Paid =
  | (Extract<Outcome<OrderState>, { readonly ok: true }> & {
      /** `<order id>.P<n>` */
      readonly paymentId: string;
      readonly nextStep: NextStep;
    })
  | Extract<Outcome<OrderState>, { readonly ok: false }>;

export interface OrderUseCases {
  /** A direct order (phone, B2B, import). The order's id is the command's id unless `orderId` is given. */
  place(
    context: CommandContext,
    input: {
      readonly orderId?: string;
      readonly orderType: OrderType;
      readonly customerId: string | null;
      readonly currency?: Currency;
      readonly items: readonly { readonly variantId: string; readonly quantity: Quantity }[];
      readonly couponCodes?: readonly string[];
      /** Absent: what the items and their shipping cost today. */
      readonly agreedPrices?: AgreedPrices;
      readonly shippingMethod: string;
      readonly paymentMethod: string;
      /** How long its goods are held for its money, and how often that may fail to come. Absent: as the policy says. */
      readonly patience?: { readonly reservationMinutes: number; readonly paymentRetryAttempts: number };
      readonly externalReference?: string;
      /** The customer's own number for what they buy: of types b2b and phone only, refused as `purchase_order_unexpected` else. */
      readonly purchaseOrderNumber?: string;
    } & Buyer,
  ): Order;
  /**
   * Takes in an order that was agreed elsewhere (an import): its lines carry their own prices, nothing is reserved or
   * deducted for it, no shipping is charged, and returns are accepted for ever. The organisation's limits hold.
   */
  record(
    context: CommandContext,
    input: {
      readonly orderId: string;
      readonly orderType: OrderType;
      readonly customerId: string | null;
      readonly currency: Currency;
      readonly lines: readonly UnpricedLine[];
      readonly paymentMethod: string;
      readonly externalReference: string;
    },
  ): Order;
  cancel(
    context: CommandContext,
    orderId: string,
    input: { readonly reason: string; readonly approvedBy: string | null },
  ): Order;
  /**
   * Pays with one tender. A gateway's payment is stored before the gateway hears of it; the same command again goes on from
   * wherever the first stopped, and answers the same.
   * @throws ServiceUnavailableError named after the gateway: the same command may be sent again
   */
  pay(context: CommandContext, orderId: string, input: NewPayment): Promise<Paid>;
  /**
   * Captures an authorised payment; without `amount` all of it. A `currency` that is not the order's is refused.
   * @throws ServiceUnavailableError named after the gateway: the same command may be sent again
   */
  capture(
    context: CommandContext,
    orderId: string,
    paymentId: string,
    input: { readonly amount: Minor | null; readonly currency?: Currency },
  ): Order;
  /** Pays part of an order back outside of a return. */
  refund(
    context: CommandContext,
    orderId: string,
    input: { readonly amount: Minor; readonly method: RefundMethod; readonly currency: Currency },
  ): Order;
  /**
   * Answers the order; the new return is the last one of its state, and its own stream exists already. `exchangeItems` are the
   * goods that are wanted instead: with method exchange, and with no other. They are offered at the day's prices, without
   * shipping, and refused as those of a direct order are.
   */
  requestReturn(
    context: CommandContext,
    orderId: string,
    input: {
      readonly reason: string;
      readonly refundMethod: ReturnRefundMethod;
      readonly items: readonly (LineQuantity & { readonly reasonDetail: string | null })[];
      readonly exchangeItems?: readonly { readonly variantId: string; readonly quantity: Quantity }[];
    },
  ): Order;
}
