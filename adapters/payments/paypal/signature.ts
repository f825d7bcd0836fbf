import { verify } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { isTimely } from '../../../application/payments/webhook-age.ts';
import type { WebhookDelivery } from '../../../application/ports/webhook.ts';
import type { Instant } from '../../../domain/shared/message.ts';
import type { FindCertificateKey } from './certificates.ts';

/**
 * Whether PayPal sent a webhook, lately: RSA-SHA256 over its transmission id and time, the id of our webhook and the
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
