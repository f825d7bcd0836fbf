import { toWire } from '../../../domain/shared/money.ts';
import { quantityToWire } from '../../../domain/shared/quantity.ts';
import type { RequestedReturnFacts } from '../aggregate-lookup.ts';
import type { returnMessages } from '../schemas/returns.ts';
import type { Messages } from './parts.ts';

export const returns: Messages<keyof typeof returnMessages> = {
  'return.requested': async (_data, about) => {
    const requested = await about.return();
    const { reason, refundMethod, exchange, currency, lines, amount } = requested;
    return {
      ...head(requested),
      reason,
      refund_method: refundMethod,
      exchange:
        exchange === undefined
          ? null
          : {
              order_id: exchange.orderId,
              order_number: exchange.orderNumber,
              total: toWire(exchange.quote.totals.total, currency),
            },
      items: lines.map((line) => ({
        order_item_id: line.lineId,
        variant_id: line.variantId,
        sku: line.sku,
        quantity: quantityToWire(line.quantity),
        amount: toWire(line.amount, currency),
      })),
      amount: toWire(amount, currency),
      currency,
    };
  },
  'return.approved': async (_data, about) => head(await about.return()),
  'return.rejected': async ({ reason }, about) => ({ ...head(await about.return()), reason }),
  'return.received': async ({ accepted }, about) => ({
    ...head(await about.return()),
    accepted: accepted.map(({ lineId, quantity }) => ({
      order_item_id: lineId,
      quantity: quantityToWire(quantity),
    })),
  }),
  'return.refunded': async ({ refundId, amount }, about) => {
    const requested = await about.return();
    const { currency } = requested;
    return { ...head(requested), refund_id: refundId, amount: toWire(amount, currency), currency };
  },
};

const head = ({ returnId, rmaNumber, orderId, orderNumber, customerId }: RequestedReturnFacts) => ({
  return_id: returnId,
  rma_number: rmaNumber,
  order_id: orderId,
  order_number: orderNumber,
  customer_id: customerId,
});
