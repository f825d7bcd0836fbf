import type { OrderType, PaymentScreened } from '../../domain/order/events.ts';
import type {
  OrderFacts,
  OrderReturnState,
  PaymentState,
  RefundState,
  ShipmentFacts,
} from '../../domain/order/facts.ts';
import type { PersonalData } from '../../domain/shared/personal-data.ts';
import type { Instant } from '../../domain/shared/message.ts';
import type { Currency, Minor } from '../../domain/shared/money.ts';
import type { OrderStatus } from '../../domain/shared/order-status.ts';
import type { OrderPaymentStatus } from '../../domain/shared/payment-status.ts';

export type Screening = Pick<PaymentScreened['data'], 'verdict' | 'reasons'>;

export interface PaymentView extends PaymentState {
  /** Holds what the fraud rules made of it; null if they were not asked. */
  readonly screening: Screening | null;
  readonly failureReason: string | null;
}

export interface RefundView extends RefundState {
  readonly requestedAt: Instant;
}

export interface TrackingEventView {
  readonly trackingEventId: string;
  readonly status: string;
  readonly location: string | null;
  readonly description: string | null;
  readonly occurredAt: Instant;
}

export interface ShipmentView extends ShipmentFacts {
  /** Why the carrier sold no label, the last time it was asked. */
  readonly labelFailure: string | null;
  readonly tracking: readonly TrackingEventView[];
  readonly dispatchedAt: Instant | null;
  readonly deliveredAt: Instant | null;
}

/** Describes the return as its order knows it; the rest is the Return's own document. */
export interface OrderReturnView extends OrderReturnState {
  readonly reason: string;
  readonly requestedAt: Instant;
}

export interface StatusChange {
  readonly status: OrderStatus;
  /** Business time. */
  readonly timestamp: Instant;
}

/** Describes an order as it is read: everything about it, its facts named as in the domain. */
export interface OrderDocument extends OrderFacts {
  /** Holds the stream's. */
  readonly version: number;
  readonly personal: PersonalData;
  readonly paymentStatus: OrderPaymentStatus;
  /** Sums over the payments. */
  readonly captured: Minor;
  readonly refunded: Minor;
  /** Business time of the last event. */
  readonly updatedAt: Instant;
  readonly cancellationReason: string | null;
  readonly payments: readonly PaymentView[];
  readonly refunds: readonly RefundView[];
  readonly shipments: readonly ShipmentView[];
  readonly returns: readonly OrderReturnView[];
  /** One entry whenever the status changed, the first one when it was placed. */
  readonly timeline: readonly StatusChange[];
}

/** Describes an order as lists show it. */
export interface OrderSummary {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly orderType: OrderType;
  readonly status: OrderStatus;
  readonly version: number;
  readonly customerId: string | null;
  readonly currency: Currency;
  readonly total: Minor;
  readonly linesCount: number;
  readonly captured: Minor;
  readonly refunded: Minor;
  readonly paymentStatus: OrderPaymentStatus;
  readonly placedAt: Instant;
  readonly updatedAt: Instant;
}

/** Describes a payment on terms of which its customer still owes something. */
export interface DuePayment {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly paymentId: string;
  /** Holds what is left to pay. */
  readonly amount: Minor;
  /** null: payments older than due dates. */
  readonly dueAt: Instant | null;
}
