import type { z } from 'zod';
import type { OpenedReturn } from '../../../../domain/return/state.ts';
import { quantityToWire } from '../../../../domain/shared/quantity.ts';
import { showExchange } from '../orders/show.ts';
import { moneyIn } from '../shared/money.ts';
import type { returned } from './schema.ts';

/** Holds what the write side's state and the read side's document have in common. */
type Facts = Omit<OpenedReturn, 'exists'>;

export const showReturn = (facts: Facts, version: number): z.input<typeof returned> => {
  const money = moneyIn(facts.currency);
  return {
    return_id: facts.returnId,
    rma_number: facts.rmaNumber,
    status: facts.status,
    version,
    order_id: facts.orderId,
    order_number: facts.orderNumber,
    customer_id: facts.customerId,
    reason: facts.reason,
    refund_method: facts.refundMethod,
    exchange: showExchange(facts.exchange, money),
    amount: money(facts.amount),
    currency: facts.currency,
    items: facts.lines.map((line) => ({
      order_item_id: line.lineId,
      variant_id: line.variantId,
      sku: line.sku,
      quantity: quantityToWire(line.quantity),
      amount: money(line.amount),
      reasons: line.reasons.map((part) => ({ quantity: quantityToWire(part.quantity), reason_detail: part.detail })),
      received: quantityToWire(line.received),
      accepted: quantityToWire(line.accepted),
    })),
    requested_at: facts.requestedAt,
  };
};
