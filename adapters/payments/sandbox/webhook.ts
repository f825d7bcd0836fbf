import { createHmac, timingSafeEqual } from 'node:crypto';
import { isTimely } from '../../../application/payments/receive-payment-webhook.ts';
import type { GatewayReport } from '../../../application/ports/payment-gateway.ts';
import type { WebhookDelivery, WebhookReading } from '../../../application/ports/webhook.ts';
import type { Instant } from '../../../domain/shared/message.ts';
import { readEvent } from '../gateway-replies.ts';
import { webhookBody } from './standing.ts';

const signaturePattern = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/;

/** Verifies `sandbox-signature` (HMAC-SHA256 over time, full stop and raw body) by any of the secrets, and reads the event. */
export const readSandboxWebhook = (
  secrets: readonly string[],
  now: Instant,
  { headers, body }: WebhookDelivery,
): WebhookReading<GatewayReport> => {
  const [, seconds, signature] = signaturePattern.exec(headers['sandbox-signature'] ?? '') ?? [];
  const isGenuine =
    seconds !== undefined &&
    signature !== undefined &&
    isTimely(Number(seconds) * 1000, now) &&
    secrets.some((secret) => isSigned(seconds, body, signature, secret));
  if (!isGenuine) return { ok: false, reason: 'unverified' };
  return readEvent(body, (json) => webhookBody.parse(json));
};

const isSigned = (seconds: string, body: Uint8Array, signature: string, secret: string): boolean => {
  const expected = createHmac('sha256', secret).update(`${seconds}.`).update(body).digest();
  return timingSafeEqual(expected, Buffer.from(signature, 'hex'));
};
