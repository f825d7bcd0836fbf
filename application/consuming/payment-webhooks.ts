import { z } from 'zod';
import { messageKind } from './message-kind.ts';
import { done, unusable } from './received-message.ts';

const headers = z.record(z.string(), z.string());

/** Reads a webhook that was taken in elsewhere, for every gateway: the last part of the routing key. */
const webhook = z
  .object({
    headers: headers.transform((all) =>
      Object.fromEntries(Object.entries(all).map(([name, value]) => [name.toLowerCase(), value])),
    ),
    query: headers.default({}),
    body: z.base64().describe('the bytes that the gateway signed'),
  })
  .describe('A webhook of a payment gateway, as it came; the last part of the key names the gateway');

/** Messages of payment gateways, by routing key as queues are bound. */
export const paymentWebhooks = {
  'payment.webhook.*': messageKind(
    webhook,
    // They bear any order, so none waits for another.
    (_data, { messageId }) => messageId,
    async ({ receivePaymentWebhook }, { headers, query, body }, { routingKey }) => {
      const gateway = routingKey.slice(routingKey.lastIndexOf('.') + 1);
      const receipt = await receivePaymentWebhook(gateway, { headers, query, body: Buffer.from(body, 'base64') });
      return receipt === 'accepted' ? done : unusable(receipt);
    },
  ),
};
