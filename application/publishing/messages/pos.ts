import type { PosTransactionCompleted, PosTransactionVoided } from '../../../domain/pos/events.ts';
import { toWire, type Currency, type Minor } from '../../../domain/shared/money.ts';
import { quantityToWire } from '../../../domain/shared/quantity.ts';
import type { posMessages } from '../schemas/pos.ts';
import type { Messages } from './parts.ts';

export const pos: Messages<keyof typeof posMessages> = {
  'pos.completed': (data) => {
    const { currency, totals } = data.quote;
    const { total, tax, discount } = totals;
    return Promise.resolve({
      ...head(data, currency, total),
      tax: toWire(tax, currency),
      discount: toWire(discount, currency),
      origin: data.origin,
    });
  },
  'pos.voided': (data) => Promise.resolve({ ...head(data, data.currency, data.total), reason: data.reason }),
};

const head = (
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
