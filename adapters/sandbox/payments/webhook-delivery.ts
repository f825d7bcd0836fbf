import { createHmac } from 'node:crypto';
import type { Pool } from 'pg';
import type { Clock } from '../../../application/ports/system.ts';
import type { Instant } from '../../../domain/shared/message.ts';
import { inTransaction } from '../transaction.ts';
import { acknowledge, announce, takeDue, type WaitingWebhook } from './outbox.ts';
import { lockSettling, savePayment } from './payment-table.ts';
import { settle } from './payment.ts';

/** Where a webhook carries its signature: `t=<unix seconds>,v1=<hex>`. */
export const signatureHeader = 'sandbox-signature';

/** HMAC-SHA256 over the time, a full stop and the body. */
export const sign = (body: string, secret: string, now: Instant): string => {
  const timestamp = Math.floor(Date.parse(now) / 1000);
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  return `t=${timestamp},v1=${signature}`;
};

export interface WebhookDeliveryOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly webhookSecret: string;
  /** Asked anew for every round. If it throws there is no listener to deliver to. */
  readonly webhookUrl: () => string;
}

/** Does what the gateway does by itself: settles slow payments and delivers webhooks. */
export interface WebhookDelivery {
  /** There is something new. */
  readonly wake: () => void;
  /** Lets the round that is under way end; what it could not deliver waits for the next courier. */
  stop(): Promise<void>;
}

const pollMs = 250;
const deliveryTimeoutMs = 5_000;

/** Rounds follow one another, never two at once; other processes' couriers share the work through the database. */
export const startWebhookDelivery = (options: WebhookDeliveryOptions): WebhookDelivery => {
  const stopping = new AbortController();
  const { signal } = stopping;
  let timer: NodeJS.Timeout | undefined;
  let isWoken = false;
  let running: Promise<void> | undefined;

  const start = (): void => {
    clearTimeout(timer);
    isWoken = false;
    // If the database is away, the next round finds everything as it was.
    running = round(options, signal)
      .catch(() => undefined)
      .then(() => {
        running = undefined;
        if (!signal.aborted) timer = setTimeout(start, isWoken ? 0 : pollMs);
      });
  };

  start();
  return {
    wake: () => {
      isWoken = true;
      if (running === undefined && !signal.aborted) start();
    },
    stop: async () => {
      stopping.abort();
      clearTimeout(timer);
      await running;
    },
  };
};

const round = async (options: WebhookDeliveryOptions, signal: AbortSignal): Promise<void> => {
  await settleDue(options);
  const url = listenerOf(options);
  if (url === undefined) return;
  while (!signal.aborted) {
    const due = await takeDue(options.pool, options.clock.now());
    if (due.length === 0) return;
    await Promise.all(due.map((webhook) => deliver(options, url, webhook)));
  }
};

/** Where webhooks go; undefined without a listener: then they are left for a process that knows of one. */
const listenerOf = ({ webhookUrl }: WebhookDeliveryOptions): string | undefined => {
  try {
    return webhookUrl();
  } catch {
    return undefined;
  }
};

const settleDue = ({ pool, clock }: WebhookDeliveryOptions): Promise<void> =>
  inTransaction(pool, async (db) => {
    const now = clock.now();
    for (const payment of await lockSettling(db, now)) {
      const settled = settle(payment);
      await savePayment(db, settled);
      await announce(db, settled, now);
    }
  });

const deliver = async (
  { pool, clock, webhookSecret }: WebhookDeliveryOptions,
  url: string,
  { event_id, body }: WaitingWebhook,
): Promise<void> => {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [signatureHeader]: sign(body, webhookSecret, clock.now()) },
      body,
      signal: AbortSignal.timeout(deliveryTimeoutMs),
    });
    await response.arrayBuffer();
    if (response.ok) await acknowledge(pool, event_id, clock.now());
  } catch {
    // Leave it due again after a while: there is no listener, or no answer in time.
  }
};
