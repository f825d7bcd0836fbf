import type { OrderFacts, OrderReturnState, PaymentState, RefundState, ShipmentFacts } from './facts.ts';

export interface ShipmentState extends ShipmentFacts {
  readonly trackingEventIds: readonly string[];
}

/** Keeps the facts of a placed order on their own axes. `status` is derived from them by status.ts after every event. */
export interface PlacedOrder extends OrderFacts {
  readonly exists: true;
  /** ISO 3166-1 alpha-2, null if unknown: all that decisions need of the addresses. */
  readonly billingCountry: string | null;
  readonly shippingCountry: string | null;

  readonly payments: readonly PaymentState[];
  readonly refunds: readonly RefundState[];
  readonly shipments: readonly ShipmentState[];
  readonly returns: readonly OrderReturnState[];
}

export type OrderState = { readonly exists: false } | PlacedOrder;

export const noOrder: OrderState = { exists: false };
