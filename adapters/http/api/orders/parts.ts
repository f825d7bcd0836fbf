import { z } from 'zod';
import { refundCauses, refundMethods, returnRefundMethods } from '../../../../domain/order/event-parts.ts';
import { fraudReasons, fraudVerdicts } from '../../../../domain/order/payments/fraud.ts';
import {
  orderReturnStatuses,
  refundStatuses,
  shipmentStatuses,
  tenderStatuses,
} from '../../../../domain/order/facts.ts';
import { paymentStatuses } from '../../../../domain/shared/payment-status.ts';
import { currency } from '../shared/fields.ts';

const money = z.number();

export const lineQuantity = z.object({ order_item_id: z.string(), quantity: z.number() });

export const orderItem = z
  .object({
    order_item_id: z.string(),
    variant_id: z.string(),
    sku: z.string(),
    product_name: z.string(),
    quantity: z.number(),
    unit_price: money,
    discount: money,
    tax: money,
    subtotal: money,
  })
  .meta({ id: 'OrderItem' });

export const orderTotals = z
  .object({ subtotal: money, shipping: money, tax: money, discount: money, total: money, currency })
  .meta({ id: 'OrderTotals' });

export const payment = z
  .object({
    payment_id: z.string(),
    method: z.string(),
    status: z.enum(tenderStatuses),
    amount: money,
    authorized: money,
    captured: money,
    refunded: money,
    gateway_payment_id: z.string().nullable().describe('What the payment provider calls it'),
    due_at: z.string().nullable().describe('When the customer has to have paid, of a payment on terms'),
    paid_at: z.string().nullable(),
  })
  .meta({ id: 'Payment' });

/** Describes what the fraud rules made of a payment. */
const risk = z
  .object({
    verdict: z.enum(fraudVerdicts),
    reasons: z.array(z.enum(fraudReasons)),
  })
  .meta({ id: 'Risk' });

export const screenedPayment = payment.extend({ risk: risk.nullable() }).meta({ id: 'ScreenedPayment' });

/** Describes the order's money in sum, and each tender of it. */
export const orderPayment = z
  .object({
    status: z.enum(paymentStatuses),
    method: z.string(),
    paid_at: z.string().nullable(),
    captured: money,
    refunded: money,
    payments: z.array(payment),
  })
  .meta({ id: 'OrderPayment' });

export const refund = z
  .object({
    refund_id: z.string(),
    payment_id: z.string(),
    amount: money,
    method: z.enum(refundMethods),
    cause: z.enum(refundCauses),
    status: z.enum(refundStatuses),
  })
  .meta({ id: 'Refund' });

export const task = z
  .object({
    task_id: z.string(),
    warehouse_id: z.string(),
    cancelled: z.boolean(),
    items: z.array(lineQuantity.extend({ picked: z.number(), packed: z.number() })),
  })
  .meta({ id: 'FulfillmentTask' });

export const shipment = z
  .object({
    shipment_id: z.string(),
    carrier: z.string(),
    service: z.string().nullable(),
    tracking_number: z.string().nullable(),
    status: z.enum(shipmentStatuses),
    estimated_delivery: z.string().nullable(),
    items: z.array(lineQuantity),
  })
  .meta({ id: 'Shipment' });

/** Describes the order that replaces a return's goods. */
export const exchange = z
  .object({ order_id: z.string(), order_number: z.string(), total: money })
  .meta({ id: 'Exchange' });

export const returnRefundMethod = z.enum(returnRefundMethods);

export const orderReturn = z
  .object({
    return_id: z.string(),
    rma_number: z.string(),
    status: z.enum(orderReturnStatuses),
    refund_method: returnRefundMethod,
    exchange: exchange.nullable(),
    amount: money,
    items: z.array(lineQuantity),
  })
  .meta({ id: 'OrderReturn' });
