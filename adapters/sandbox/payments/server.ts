import { createServer } from 'node:http';
import type { Pool } from 'pg';
import type { Clock } from '../../../application/ports/system.ts';
import { listen, type ListeningServer } from '../http-server.ts';
import { paymentApp } from './app.ts';
import { Desk } from './desk.ts';
import { sandboxPaymentKeys } from './keys.ts';
import { startWebhookDelivery } from './webhook-delivery.ts';

export interface SandboxPaymentsOptions {
  /** A database with {@link sandboxMigrations} applied: payments, keys and webhooks to be sent are there. */
  readonly pool: Pool;
  readonly clock: Clock;
  /** Where webhooks go. Asked again and again; throws as long as this process knows of no listener. */
  readonly webhookUrl: () => string;
  /** Loopback by default. */
  readonly host?: string;
  /** Any free one by default; a fixed one keeps approval pages where they were. */
  readonly port?: number;
}

export interface SandboxPayments {
  readonly url: string;
  /** Cuts off what is still open. Webhooks that are not acknowledged wait for the next start. */
  stop(): Promise<void>;
}

/**
 * The engine's own payment gateway: an HTTP API (bearer key, Idempotency-Key), a page on which payers approve, and webhooks
 * signed with HMAC-SHA256, which are delivered until they are acknowledged. Any number of processes share one database.
 *
 * Methods: `pm_ok` succeeds at once, `pm_declined` and `pm_insufficient_funds` are declined, `pm_slow` succeeds a moment later
 * and only a webhook tells. Without a method the payer chooses on the approval page.
 */
export const startSandboxPayments = async (options: SandboxPaymentsOptions): Promise<SandboxPayments> => {
  const { pool, clock, webhookUrl, host, port } = options;
  const { apiKey, webhookSecret } = await sandboxPaymentKeys(pool);
  const courier = startWebhookDelivery({ pool, clock, webhookSecret, webhookUrl });
  const desk = new Desk({ pool, clock, changed: courier.wake });
  let url = '';
  const server = createServer(paymentApp({ desk, apiKey, baseUrl: () => url }));
  let listening: ListeningServer;
  try {
    listening = await listen(server, port, host);
  } catch (error) {
    await courier.stop();
    throw error;
  }
  url = listening.url;
  return {
    url,
    stop: async () => {
      await courier.stop();
      await listening.stop();
    },
  };
};
