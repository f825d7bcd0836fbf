import type { EventSchema } from '../shared/event-schema.ts';
import type { DomainEvent, Instant } from '../shared/message.ts';
import type { Currency, Minor } from '../shared/money.ts';

// These names and shapes are the storage format: version with care (event-schema.ts), never rename.

type CreditEventOf<Type extends string, Data> = DomainEvent<
  Type,
  {
    readonly creditAccountId: string;
    /** What the account holds once this has happened. Minor units of its currency. */
    readonly balance: Minor;
    readonly at: Instant;
  } & Data
>;

/** The shop owes the holder `amount` more. The first one opens the account. */
export type CreditIssued = CreditEventOf<
  'CreditIssued',
  {
    /** null: whoever knows the account's id (a guest's). */
    readonly customerId: string | null;
    readonly currency: Currency;
    /** The refund that it comes from: the same one is issued once. */
    readonly creditId: string;
    readonly amount: Minor;
    readonly orderId: string;
    readonly returnId: string | null;
    /** The order that it is meant to pay: the replacement in an exchange. */
    readonly exchangeOrderId?: string;
  }
>;

/** `amount` was spent on an order. */
export type CreditRedeemed = CreditEventOf<
  'CreditRedeemed',
  {
    /** The order's payment: the same one is redeemed once. */
    readonly redemptionId: string;
    readonly orderId: string;
    readonly amount: Minor;
  }
>;

/** `amount` of a redemption came back: its payment was refunded. */
export type CreditRestored = CreditEventOf<
  'CreditRestored',
  {
    readonly redemptionId: string;
    /** The order's refund: the same one is restored once. */
    readonly restorationId: string;
    /** The order that it had been spent on. */
    readonly orderId: string;
    readonly amount: Minor;
  }
>;

export type CreditEvent = CreditIssued | CreditRedeemed | CreditRestored;

export const creditEvents: EventSchema<CreditEvent> = { CreditIssued: [], CreditRedeemed: [], CreditRestored: [] };

/** Where an order's store credit goes: to its customer's account in that currency, or to one of the order's own. */
export const creditAccountId = (order: {
  readonly currency: Currency;
  readonly customerId: string | null;
  readonly orderId: string;
}): string =>
  order.customerId === null
    ? `${order.currency}.order.${order.orderId}`
    : `${order.currency}.customer.${order.customerId}`;

/** What a payment in store credit is called as a gateway's payment: leads back to the account that it was taken from. */
export const creditPaymentId = (payment: { readonly creditAccountId: string; readonly paymentId: string }): string =>
  `${payment.creditAccountId}/${payment.paymentId}`;

/** The account of a payment whose id {@link creditPaymentId} made. */
export const accountOfPayment = (payment: { readonly gatewayPaymentId: string; readonly paymentId: string }): string =>
  payment.gatewayPaymentId.slice(0, -`/${payment.paymentId}`.length);
