import { z } from 'zod';
import { posTenderMethods, type PosTransactionCompleted, type PosTransactionVoided } from '../../domain/pos/events.ts';
import { toWire, type Currency, type Minor } from '../../domain/shared/money.ts';
import { quantityToWire } from '../../domain/shared/quantity.ts';
import { currency, id, item, money, reason, type Messages } from './message-parts.ts';

const head = z.object({
  transaction_id: id,
  till_id: id,
  shift_id: id,
  local_id: id.nullable().describe('the store; null: none in particular'),
  customer_id: id.nullable(),
  items: z.array(item.omit({ order_item_id: true })),
  total: money,
  payments: z.array(z.object({ method: z.enum(posTenderMethods), amount: money })),
  cash_rounding: money.describe('what the payments are more than the total, or less'),
  currency,
});

/** Lists what is published of tills, by routing key. */
export const posMessages = {
  'pos.completed': head
    .extend({ tax: money, discount: money, origin: z.enum(['online', 'offline']) })
    .describe('Sold at a till'),
  'pos.voided': head.extend({ reason }).describe('Taken back whole'),
};

export const pos: Messages<typeof posMessages> = {
  'pos.completed': (data) => {
    const { currency, totals } = data.quote;
    const { total, tax, discount } = totals;
    return Promise.resolve({
      ...headOf(data, currency, total),
      tax: toWire(tax, currency),
      discount: toWire(discount, currency),
      origin: data.origin,
    });
  },
  'pos.voided': (data) => Promise.resolve({ ...headOf(data, data.currency, data.total), reason: data.reason }),
};

const headOf = (
  data: PosTransactionCompleted['data'] | PosTransactionVoided['data'],
  currency: Currency,
  total: Minor,
) => ({
  transaction_id: data.transactionId,
  till_id: data.tillId,
  shift_id: data.shiftId,
  local_id: data.localId,
  customer_id: data.customerId,
  items: data.lines.map(({ variantId, quantity }) => ({ variant_id: variantId, quantity: quantityToWire(quantity) })),
  total: toWire(total, currency),
  payments: data.tenders.map(({ method, amount }) => ({ method, amount: toWire(amount, currency) })),
  cash_rounding: toWire(data.cashRounding, currency),
  currency,
});
