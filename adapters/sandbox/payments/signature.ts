import { createHmac } from 'node:crypto';
import type { Instant } from '../../../domain/shared/message.ts';

/** Where a webhook carries its signature: `t=<unix seconds>,v1=<hex>`. */
export const signatureHeader = 'sandbox-signature';

/** HMAC-SHA256 over the time, a full stop and the body. */
export const sign = (body: string, secret: string, now: Instant): string => {
  const timestamp = Math.floor(Date.parse(now) / 1000);
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  return `t=${timestamp},v1=${signature}`;
};
