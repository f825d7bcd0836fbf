import type { ExchangeOffer, ReturnRefundMethod } from '../order/events.ts';
import type { Instant } from '../shared/message.ts';
import type { Currency, Minor } from '../shared/money.ts';
import type { Quantity } from '../shared/quantity.ts';
import type { ReturnLine, ReturnStatus } from './events.ts';

export interface ReturnLineState extends ReturnLine {
  /** Units accounted for, in whatever condition (missing ones too). */
  readonly received: Quantity;
  /** Units that are refunded: received in any condition but `missing`. */
  readonly accepted: Quantity;
  readonly restocked: Quantity;
}

export interface OpenedReturn {
  readonly exists: true;
  readonly returnId: string;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly rmaNumber: string;
  readonly customerId: string | null;
  readonly currency: Currency;
  readonly status: ReturnStatus;
  readonly reason: string;
  readonly refundMethod: ReturnRefundMethod;
  /** The goods that are wanted instead; null: none. */
  readonly exchange: ExchangeOffer | null;
  /** Estimated until refunded, then what was paid back. */
  readonly amount: Minor;
  readonly refundId: string | null;
  readonly stockManaged: boolean;
  readonly lines: readonly ReturnLineState[];
  readonly requestedAt: Instant;
}

export type ReturnState = { readonly exists: false } | OpenedReturn;

export const noReturn: ReturnState = { exists: false };
