import type { EventSchema } from '../shared/event-schema.ts';
import type { DomainEvent, Instant } from '../shared/message.ts';
import type { Currency, Minor } from '../shared/money.ts';

// These names and shapes are the storage format: version with care (event-schema.ts), never rename.

type CreditEventOf<Type extends string, Data> = DomainEvent<
  Type,
  {
    readonly creditAccountId: string;
    /** Says what the account holds once this has happened. Minor units of its currency. */
    readonly balance: Minor;
    readonly at: Instant;
  } & Data
>;

/** Says that the shop owes the holder `amount` more. The first one opens the account. */
export type CreditIssued = CreditEventOf<
  'CreditIssued',
  {
    /** Is null for a guest: it belongs to those who know the account's id. */
    readonly customerId: string | null;
    readonly currency: Currency;
    /** Is the refund that it comes from: the same one is issued once. */
    readonly creditId: string;
    readonly amount: Minor;
    readonly orderId: string;
    readonly returnId: string | null;
    /** Is the order that it is meant to pay: the replacement in an exchange. */
    readonly exchangeOrderId?: string;
  }
>;

/** Spends `amount` on an order. */
export type CreditRedeemed = CreditEventOf<
  'CreditRedeemed',
  {
    /** Is the order's payment: the same one is redeemed once. */
    readonly redemptionId: string;
    readonly orderId: string;
    readonly amount: Minor;
  }
>;

/** Gives back `amount` of a redemption: its payment was refunded. */
export type CreditRestored = CreditEventOf<
  'CreditRestored',
  {
    readonly redemptionId: string;
    /** Is the order's refund: the same one is restored once. */
    readonly restorationId: string;
    /** Is the order that it had been spent on. */
    readonly orderId: string;
    readonly amount: Minor;
  }
>;

export type CreditEvent = CreditIssued | CreditRedeemed | CreditRestored;

export const creditEvents: EventSchema<CreditEvent> = { CreditIssued: [], CreditRedeemed: [], CreditRestored: [] };

/** Names where an order's store credit goes: to its customer's account in that currency, or to one of the order's own. */
export const creditAccountId = (order: {
  readonly currency: Currency;
  readonly customerId: string | null;
  readonly orderId: string;
}): string =>
  order.customerId === null
    ? `${order.currency}.order.${order.orderId}`
    : `${order.currency}.customer.${order.customerId}`;

/** Names a payment in store credit as a gateway's payment: leads back to the account that it was taken from. */
export const creditPaymentId = (payment: { readonly creditAccountId: string; readonly paymentId: string }): string =>
  `${payment.creditAccountId}/${payment.paymentId}`;

/** Names the account of a payment whose id {@link creditPaymentId} made. */
export const accountOfPayment = (payment: { readonly gatewayPaymentId: string; readonly paymentId: string }): string =>
  payment.gatewayPaymentId.slice(0, -`/${payment.paymentId}`.length);
