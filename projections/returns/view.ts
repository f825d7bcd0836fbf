import type { ExchangeOffer, ReturnRefundMethod } from '../../domain/order/events.ts';
import type { ItemCondition, ReturnLine, ReturnStatus } from '../../domain/return/events.ts';
import type { Instant } from '../../domain/shared/message.ts';
import type { Currency, Minor } from '../../domain/shared/money.ts';
import type { Quantity } from '../../domain/shared/quantity.ts';

export interface ReturnLineView extends ReturnLine {
  /** Units accounted for, in whatever condition (missing ones too). */
  readonly received: Quantity;
  /** Units that are refunded: received in any condition but `missing`. */
  readonly accepted: Quantity;
  readonly restocked: Quantity;
  /** Follows the order in which they were received. */
  readonly conditions: readonly { readonly condition: ItemCondition; readonly quantity: Quantity }[];
}

/** Describes a return as it is read. */
export interface ReturnDocument {
  readonly returnId: string;
  readonly rmaNumber: string;
  readonly status: ReturnStatus;
  readonly version: number;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly customerId: string | null;
  readonly reason: string;
  readonly refundMethod: ReturnRefundMethod;
  /** Holds the goods that are wanted instead; null: none. */
  readonly exchange: ExchangeOffer | null;
  readonly currency: Currency;
  /** Estimated until refunded, then what was paid back. */
  readonly amount: Minor;
  readonly refundId: string | null;
  readonly rejectionReason: string | null;
  readonly stockManaged: boolean;
  readonly lines: readonly ReturnLineView[];
  readonly timeline: readonly { readonly status: ReturnStatus; readonly timestamp: Instant }[];
  readonly requestedAt: Instant;
  /** Business time of the last event. */
  readonly updatedAt: Instant;
}
