import { z } from 'zod';
import { returnRefundMethods } from '../../domain/order/event-parts.ts';
import { toWire } from '../../domain/shared/money.ts';
import { quantityToWire } from '../../domain/shared/quantity.ts';
import type { RequestedReturnFacts } from './aggregate-lookup.ts';
import { currency, id, item, money, order, quantity, reason, type Messages } from './message-parts.ts';

const head = z.object({ return_id: id, rma_number: id, ...order });

/** Lists what is published of returns, by routing key. */
export const returnMessages = {
  'return.requested': head
    .extend({
      reason,
      refund_method: z.enum(returnRefundMethods),
      exchange: z
        .object({ order_id: id, order_number: z.string(), total: money })
        .nullable()
        .describe('the order of what is wanted instead, placed once the goods are back'),
      items: z.array(item.extend({ sku: z.string(), amount: money })),
      amount: money.describe('if all of it is accepted'),
      currency,
    })
    .describe('The customer wants to send something back'),
  'return.approved': head.describe('They may'),
  'return.rejected': head.extend({ reason }).describe('They may not'),
  'return.received': head
    .extend({ accepted: z.array(z.object({ order_item_id: id, quantity })) })
    .describe('Every unit is accounted for'),
  'return.refunded': head.extend({ refund_id: id, amount: money, currency }).describe('It is paid back'),
};

export const returns: Messages<typeof returnMessages> = {
  'return.requested': async (_data, about) => {
    const requested = await about.return();
    const { reason, refundMethod, exchange, currency, lines, amount } = requested;
    return {
      ...headOf(requested),
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
  'return.approved': async (_data, about) => headOf(await about.return()),
  'return.rejected': async ({ reason }, about) => ({ ...headOf(await about.return()), reason }),
  'return.received': async ({ accepted }, about) => ({
    ...headOf(await about.return()),
    accepted: accepted.map(({ lineId, quantity }) => ({
      order_item_id: lineId,
      quantity: quantityToWire(quantity),
    })),
  }),
  'return.refunded': async ({ refundId, amount }, about) => {
    const requested = await about.return();
    const { currency } = requested;
    return { ...headOf(requested), refund_id: refundId, amount: toWire(amount, currency), currency };
  },
};

const headOf = ({ returnId, rmaNumber, orderId, orderNumber, customerId }: RequestedReturnFacts) => ({
  return_id: returnId,
  rma_number: rmaNumber,
  order_id: orderId,
  order_number: orderNumber,
  customer_id: customerId,
});
