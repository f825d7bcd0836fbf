import type { z } from 'zod';
import type { PosReturn } from '../../../domain/pos/events.ts';
import type { Minor } from '../../../domain/shared/money.ts';
import { quantityToWire } from '../../../domain/shared/quantity.ts';
import type { posTransaction } from '../schemas/pos-transaction.ts';
import { showTill } from './till.ts';

type Shown = z.input<typeof posTransaction>['returns'][number];

/** Goods that came back to a till, and what was paid for them. */
export const showReturn = (returned: PosReturn, money: (minor: Minor) => number): Shown => {
  const { returnId, reason, returnedBy, approvedBy, lines, total, tax, refund, cashRounding, at } = returned;
  return {
    return_id: returnId,
    ...showTill(returned),
    reason,
    returned_by: returnedBy,
    approved_by: approvedBy,
    items: lines.map((line) => ({
      item_id: line.lineId,
      quantity: quantityToWire(line.quantity),
      amount: money(line.total),
      restock: line.restock,
    })),
    amount: money(total),
    tax: money(tax),
    refund: {
      payment_method: refund.method,
      amount: money(refund.amount),
      reference: refund.reference,
      credit_account_id: refund.credit?.creditAccountId ?? null,
    },
    cash_rounding: money(cashRounding),
    at,
  };
};
