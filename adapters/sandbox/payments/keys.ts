import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Queryable } from '../transaction.ts';

/** What the payment gateway and its merchant share. Secret. */
export interface SandboxPaymentKeys {
  /** Opens the API. */
  readonly apiKey: string;
  /** Signs webhooks. */
  readonly webhookSecret: string;
}

const newKey = (prefix: string): string => `${prefix}_${randomBytes(24).toString('base64url')}`;

/** The keys of this database: made when first asked for, and the same ever after, in every process. */
export const sandboxPaymentKeys = async (db: Queryable): Promise<SandboxPaymentKeys> => {
  await db.query('insert into sandbox.payment_keys (api_key, webhook_secret) values ($1, $2) on conflict do nothing', [
    newKey('sk_sandbox'),
    newKey('whsec_sandbox'),
  ]);
  const { rows } = await db.query<{ readonly api_key: string; readonly webhook_secret: string }>(
    'select api_key, webhook_secret from sandbox.payment_keys',
  );
  const [keys] = rows;
  if (keys === undefined) throw new Error('the keys are gone that were there a moment ago');
  return { apiKey: keys.api_key, webhookSecret: keys.webhook_secret };
};

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Takes as long whatever is given. */
export const isSame = (given: string, expected: string): boolean => timingSafeEqual(digest(given), digest(expected));
