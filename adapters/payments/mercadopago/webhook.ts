import { WebhookSignatureValidator } from 'mercadopago';
import { z } from 'zod';
import { parseReferenceText } from '../../../application/payments/gateway-payment.ts';
import { isTimely } from '../../../application/payments/receive-payment-webhook.ts';
import type { GatewayReport } from '../../../application/ports/payment-gateway.ts';
import type { WebhookDelivery, WebhookReading } from '../../../application/ports/webhook.ts';
import type { Instant } from '../../../domain/shared/message.ts';
import { paymentReports, readEvent } from '../gateway-replies.ts';
import type { AskMercadoPago } from './client.ts';
import { paymentsOf, paymentStanding, toPayment, withFresh } from './standing.ts';

const notification = z.object({
  type: z.string(),
  data: z.object({ id: z.union([z.string(), z.int()]).transform(String) }),
});

/**
 * Verifies x-signature and asks MercadoPago for the payment that is named. Only the named id, the request's id and the time
 * are signed, not the body: so nothing is believed of it, and the event is called by what is signed. Refunds are not
 * reported: MercadoPago keeps no reference of ours on them.
 */
export const readMercadoPagoWebhook = async (
  ask: AskMercadoPago,
  secrets: readonly string[],
  now: Instant,
  delivery: WebhookDelivery,
): Promise<WebhookReading<GatewayReport>> => {
  const { headers, query } = delivery;
  const dataId = query['data.id']?.toLowerCase();
  const requestId = headers['x-request-id'];
  if (
    dataId === undefined ||
    requestId === undefined ||
    !isSigned(headers['x-signature'], requestId, dataId, secrets, now)
  ) {
    return { ok: false, reason: 'unverified' };
  }
  const parsed = readEvent(delivery.body, (json) => notification.parse(json));
  if (!parsed.ok) return parsed;
  if (parsed.data.id.toLowerCase() !== dataId) return { ok: false, reason: 'unverified' };
  const reports = parsed.type === 'payment' ? await reportsOf(ask, dataId) : [];
  return { ok: true, eventId: `${requestId}:${dataId}`, reports };
};

/**
 * Checks the signature by the SDK, but for the time: `ts` comes in seconds or in milliseconds, and the SDK knows of seconds
 * only.
 */
const isSigned = (
  xSignature: string | undefined,
  xRequestId: string,
  dataId: string,
  secrets: readonly string[],
  now: Instant,
): boolean => {
  const times = [...(xSignature ?? '').matchAll(/(?:^|,)\s*ts=(\d{1,13})\s*(?=,|$)/gi)].map(([, ts]) => Number(ts));
  const [ts = NaN] = times;
  if (times.length !== 1 || !isTimely(ts < 1e11 ? ts * 1000 : ts, now)) return false;
  return secrets.some((secret) => {
    try {
      WebhookSignatureValidator.validate({ xSignature, xRequestId, dataId, secret });
      return true;
    } catch {
      return false;
    }
  });
};

/** Reports how our payment stands by all its tries, of which the named one may be one. */
const reportsOf = async (ask: AskMercadoPago, id: string): Promise<readonly GatewayReport[]> => {
  const answer = await ask(({ payments }) => payments.get({ id }));
  if (!answer.ok) return [];
  const named = toPayment(answer.value);
  const reference = parseReferenceText(named.reference);
  if (reference === undefined || named.reference === null) return [];
  const standing = paymentStanding(withFresh(await paymentsOf(ask, named.reference), named));
  return paymentReports(reference, named.id, standing);
};
