import { RefundStatus } from '@paypal/paypal-server-sdk';
import { z } from 'zod';
import { parseReferenceText } from '../../../application/payments/payment-reference.ts';
import type { GatewayReport } from '../../../application/ports/payment-gateway.ts';
import type { WebhookDelivery, WebhookReading } from '../../../application/ports/webhook.ts';
import type { AskPayPal } from './client.ts';
import { paymentStanding, refundStanding } from './standing.ts';

const event = z.object({ id: z.string().min(1), event_type: z.string(), resource: z.unknown() });

const order = z.object({ id: z.string().min(1) });
const partOfOrder = z.object({
  supplementary_data: z.object({ related_ids: z.object({ order_id: z.string().min(1).optional() }) }).optional(),
});
const refund = z.object({
  status: z.enum(RefundStatus).optional(),
  custom_id: z.string().optional(),
  invoice_id: z.string().optional(),
});

/** Reads a verified webhook. How a payment stands is asked from PayPal: the event tells of a part of it. */
export const readPayPalEvent = async (
  { body }: WebhookDelivery,
  ask: AskPayPal,
): Promise<WebhookReading<GatewayReport>> => {
  const parsed = parseEvent(body);
  if (parsed === undefined) return { ok: false, reason: 'malformed' };
  const reports = 'refund' in parsed ? aboutRefund(parsed.refund) : await aboutOrder(parsed.orderId, ask);
  return { ok: true, eventId: parsed.id, reports };
};

type ParsedEvent =
  | { readonly id: string; readonly orderId: string | undefined }
  | { readonly id: string; readonly refund: z.infer<typeof refund> };

const parseEvent = (body: Uint8Array): ParsedEvent | undefined => {
  try {
    const { id, event_type, resource } = event.parse(JSON.parse(Buffer.from(body).toString('utf8')));
    switch (event_type) {
      case 'CHECKOUT.ORDER.APPROVED':
      case 'CHECKOUT.ORDER.COMPLETED':
        return { id, orderId: order.parse(resource).id };
      case 'PAYMENT.AUTHORIZATION.CREATED':
      case 'PAYMENT.AUTHORIZATION.VOIDED':
      case 'PAYMENT.CAPTURE.COMPLETED':
      case 'PAYMENT.CAPTURE.DECLINED':
      case 'PAYMENT.CAPTURE.DENIED':
      case 'PAYMENT.CAPTURE.PENDING':
        return { id, orderId: partOfOrder.parse(resource).supplementary_data?.related_ids.order_id };
      case 'PAYMENT.CAPTURE.REFUNDED':
      case 'PAYMENT.REFUND.PENDING':
      case 'PAYMENT.REFUND.FAILED':
        return { id, refund: refund.parse(resource) };
      default:
        return { id, orderId: undefined };
    }
  } catch {
    return undefined;
  }
};

/** A refund that we made carries our payment in `custom_id` and our refund in `invoice_id`. */
const aboutRefund = ({ status, custom_id, invoice_id: refundId }: z.infer<typeof refund>): readonly GatewayReport[] => {
  const reference = parseReferenceText(custom_id);
  if (reference === undefined || refundId === undefined) return [];
  return [{ ...reference, about: 'refund', refundId, standing: refundStanding(status) }];
};

const aboutOrder = async (orderId: string | undefined, ask: AskPayPal): Promise<readonly GatewayReport[]> => {
  if (orderId === undefined) return [];
  const answer = await ask(({ orders }) => orders.getOrder({ id: orderId }));
  const reference = answer.ok ? parseReferenceText(answer.value.purchaseUnits?.[0]?.customId) : undefined;
  if (!answer.ok || reference === undefined) return [];
  return [{ ...reference, about: 'payment', gatewayPaymentId: orderId, standing: paymentStanding(answer.value) }];
};
