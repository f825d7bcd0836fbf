import { RefundStatus } from '@paypal/paypal-server-sdk';
import { verify } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { parseReferenceText } from '../../../application/payments/gateway-payment.ts';
import { isTimely } from '../../../application/payments/receive-payment-webhook.ts';
import type { GatewayReport } from '../../../application/ports/payment-gateway.ts';
import type { WebhookDelivery, WebhookReading } from '../../../application/ports/webhook.ts';
import type { Instant } from '../../../domain/shared/message.ts';
import { paymentReports, readEvent, refundReports } from '../gateway-replies.ts';
import type { FindCertificateKey } from './certificates.ts';
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

/** Reads a verified webhook. How a payment stands is asked from PayPal: the event says a part of it. */
export const readPayPalEvent = async (
  { body }: WebhookDelivery,
  ask: AskPayPal,
): Promise<WebhookReading<GatewayReport>> => {
  const read = readEvent(body, parseEvent);
  if (!read.ok) return read;
  const reports = 'reports' in read ? read.reports : await aboutOrder(read.orderId, ask);
  return { ok: true, eventId: read.eventId, reports };
};

type ParsedEvent =
  | { readonly eventId: string; readonly orderId: string | undefined }
  | { readonly eventId: string; readonly reports: readonly GatewayReport[] };

/** @throws ZodError */
const parseEvent = (json: unknown): ParsedEvent => {
  const { id: eventId, event_type, resource } = event.parse(json);
  switch (event_type) {
    case 'CHECKOUT.ORDER.APPROVED':
    case 'CHECKOUT.ORDER.COMPLETED':
      return { eventId, orderId: order.parse(resource).id };
    case 'PAYMENT.AUTHORIZATION.CREATED':
    case 'PAYMENT.AUTHORIZATION.VOIDED':
    case 'PAYMENT.CAPTURE.COMPLETED':
    case 'PAYMENT.CAPTURE.DECLINED':
    case 'PAYMENT.CAPTURE.DENIED':
    case 'PAYMENT.CAPTURE.PENDING':
      return { eventId, orderId: partOfOrder.parse(resource).supplementary_data?.related_ids.order_id };
    case 'PAYMENT.CAPTURE.REFUNDED':
    case 'PAYMENT.REFUND.PENDING':
    case 'PAYMENT.REFUND.FAILED':
      return { eventId, reports: aboutRefund(refund.parse(resource)) };
    default:
      return { eventId, orderId: undefined };
  }
};

/** Reports a refund: ours carries our payment in `custom_id` and our refund in `invoice_id`. */
const aboutRefund = ({ status, custom_id, invoice_id }: z.infer<typeof refund>): readonly GatewayReport[] =>
  refundReports(parseReferenceText(custom_id), invoice_id, refundStanding(status));

const aboutOrder = async (orderId: string | undefined, ask: AskPayPal): Promise<readonly GatewayReport[]> => {
  if (orderId === undefined) return [];
  const answer = await ask(({ orders }) => orders.getOrder({ id: orderId }));
  if (!answer.ok) return [];
  const reference = parseReferenceText(answer.value.purchaseUnits?.[0]?.customId);
  return reference === undefined ? [] : paymentReports(reference, orderId, paymentStanding(answer.value));
};

/**
 * Checks that PayPal sent a webhook, lately: RSA-SHA256 over its transmission id and time, the id of our webhook and the
 * checksum of the raw body, by the certificate that it names.
 * @throws ServiceUnavailableError if the certificate cannot be fetched now
 */
export const isSignedByPayPal = async (
  { headers, body }: WebhookDelivery,
  webhookId: string,
  now: Instant,
  findKey: FindCertificateKey,
): Promise<boolean> => {
  const id = headers['paypal-transmission-id'];
  const time = headers['paypal-transmission-time'];
  const signature = headers['paypal-transmission-sig'];
  const certificateUrl = headers['paypal-cert-url'];
  if (id === undefined || time === undefined || signature === undefined || certificateUrl === undefined) return false;
  if (headers['paypal-auth-algo'] !== 'SHA256withRSA' || !isTimely(Date.parse(time), now)) return false;
  const key = await findKey(certificateUrl, Date.parse(now));
  if (key?.asymmetricKeyType !== 'rsa') return false;
  const signed = Buffer.from(`${id}|${time}|${webhookId}|${crc32(body)}`);
  return verify('RSA-SHA256', signed, key, Buffer.from(signature, 'base64'));
};
