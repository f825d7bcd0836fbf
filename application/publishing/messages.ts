import { z } from 'zod';
import type { RoutingKey } from '../../domain/processes/publications.ts';
import { cartMessages, carts } from './carts.ts';
import { fulfillment, fulfillmentMessages } from './fulfillment.ts';
import { id, instant, type Messages } from './message-parts.ts';
import { orderMessages, orders } from './orders.ts';
import { paymentMessages, payments } from './payments.ts';
import { pos, posMessages } from './pos.ts';
import { returnMessages, returns } from './returns.ts';
import { shipmentMessages, shipments } from './shipments.ts';

/** Lists the `data` of every message, by routing key. */
export const messages = {
  ...orderMessages,
  ...paymentMessages,
  ...shipmentMessages,
  ...returnMessages,
  ...cartMessages,
  ...fulfillmentMessages,
  ...posMessages,
} satisfies Record<RoutingKey, z.ZodObject>;

/** Makes the `data` of every message, by routing key. */
export const dataMakers: Messages<typeof messages> = {
  ...orders,
  ...fulfillment,
  ...payments,
  ...shipments,
  ...returns,
  ...carts,
  ...pos,
};

/** Counts up with a change that receivers must learn of. An addition is none: they leave out what they do not know. */
export const schemaVersion = 1;

/** Describes what is around the `data` of every message. */
export const envelope = z.object({
  event_id: z.uuid().describe('also the `message_id`: the same one twice is one event'),
  event_type: z.string().describe('the routing key'),
  schema_version: z.literal(schemaVersion),
  organization_id: id,
  aggregate: z.object({
    type: z.enum(['cart', 'order', 'pos', 'return']),
    id,
    version: z.int().positive().describe('rises with every event of the aggregate'),
  }),
  occurred_at: instant.describe('when it happened in the business'),
  recorded_at: instant.describe('when it was written down'),
  correlation_id: z.string(),
});

/** Makes a whole message. */
export const messageOf = (key: RoutingKey): z.ZodObject =>
  envelope.extend({ event_type: z.literal(key), data: messages[key] });
