import { z } from 'zod';
import { orderReturnStatuses } from '../../../../domain/order/facts.ts';
import { itemConditions, returnStatuses } from '../../../../domain/return/events.ts';
import { exchange, returnRefundMethod } from '../orders/parts.ts';
import { currency, id, quantity, some, text } from '../shared/fields.ts';

const maximumLines = 10_000;

export const returnParams = z.strictObject({ return_id: id });

export const rejection = z.strictObject({ reason: text(500) });

/** Nothing: everything still expected arrived sellable. */
export const receipt = z.strictObject({
  items: some(
    z.strictObject({ order_item_id: id, quantity, condition: z.enum(itemConditions) }),
    maximumLines,
  ).exactOptional(),
});

/** Nothing: the method chosen at the request. */
export const returnRefund = z.strictObject({ refund_method: returnRefundMethod.exactOptional() });

/** Describes a return as a command leaves it, and as it is read. */
export const returned = z
  .object({
    return_id: z.string(),
    rma_number: z.string(),
    status: z.enum(returnStatuses),
    version: z.int(),
    order_id: z.string(),
    order_number: z.string(),
    customer_id: z.string().nullable(),
    reason: z.string(),
    refund_method: returnRefundMethod,
    exchange: exchange.nullable(),
    amount: z.number(),
    currency,
    items: z.array(
      z.object({
        order_item_id: z.string(),
        variant_id: z.string(),
        sku: z.string(),
        quantity: z.number(),
        amount: z.number(),
        reasons: z.array(z.object({ quantity: z.number(), reason_detail: z.string().nullable() })),
        received: z.number(),
        accepted: z.number(),
      }),
    ),
    requested_at: z.string(),
  })
  .meta({ id: 'Return' });

/** Describes a return right after its request: as its order knows it. */
export const requestedReturn = z
  .object({
    return_id: z.string(),
    rma_number: z.string(),
    status: z.enum(orderReturnStatuses),
    order_id: z.string(),
    refund_method: returnRefundMethod,
    exchange: exchange.nullable(),
    amount: z.number(),
    currency,
    items: z.array(z.object({ order_item_id: z.string(), quantity: z.number() })),
    order_version: z.int(),
  })
  .meta({ id: 'RequestedReturn' });
