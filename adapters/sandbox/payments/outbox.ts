import { randomUUID } from 'node:crypto';
import type { Instant } from '../../../domain/shared/message.ts';
import type { Queryable } from '../transaction.ts';
import { showPayment, type ShownRefund } from './messages.ts';
import type { SandboxPayment } from './payment.ts';

export interface WaitingWebhook {
  readonly event_id: string;
  readonly body: string;
}

const batch = 20;
const longestWaitSeconds = 60;

/** Queues a webhook on how a payment stands now, or of a refund of it; in one transaction with the change itself. */
export const announce = async (
  db: Queryable,
  payment: SandboxPayment,
  now: Instant,
  refund?: ShownRefund,
): Promise<void> => {
  const eventId = `evt_${randomUUID()}`;
  const body = JSON.stringify({
    event_id: eventId,
    created_at: now,
    payment: showPayment(payment),
    ...(refund && { refund }),
  });
  await db.query('insert into sandbox.payment_webhooks (event_id, body, next_attempt_at) values ($1, $2, $3)', [
    eventId,
    body,
    now,
  ]);
};

/**
 * What is due to be delivered. Each is due again after twice as long as the last time, unless it is acknowledged: so no process
 * has to remember what was taken, and a process that dies with it loses nothing.
 */
export const takeDue = async (db: Queryable, now: Instant): Promise<readonly WaitingWebhook[]> => {
  const { rows } = await db.query<WaitingWebhook>(
    `update sandbox.payment_webhooks
     set attempts = attempts + 1,
         next_attempt_at = $1::timestamptz + make_interval(secs => least(power(2, least(attempts, 10)), $2))
     where event_id in (
       select event_id from sandbox.payment_webhooks
       where delivered_at is null and next_attempt_at <= $1
       order by sequence limit $3
       for update skip locked
     )
     returning event_id, body`,
    [now, longestWaitSeconds, batch],
  );
  return rows;
};

export const acknowledge = async (db: Queryable, eventId: string, now: Instant): Promise<void> => {
  await db.query('update sandbox.payment_webhooks set delivered_at = $2 where event_id = $1', [eventId, now]);
};
