import type { z } from 'zod';
import { parentOf } from '../commands/parent-id.ts';
import type { Instant } from '../../domain/shared/message.ts';
import { contextOf, type Cause } from './context.ts';
import type { ConsumingDependencies } from './dependencies.ts';
import { matching } from './parse.ts';
import { done, unusable, type Prepared, type ReceivedMessage, type Verdict } from './received-message.ts';
import { paymentWebhook, updates } from './schemas.ts';
import { updatePrices, updateAvailability } from './update-open-carts.ts';
import { verdictOf } from './verdict-of.ts';

/** A message whose repetition can be known. */
export type NamedMessage = ReceivedMessage & { readonly messageId: string };

/** Reads the body's JSON as a message of this kind, and says how to act on it. */
export type Route = (dependencies: ConsumingDependencies, message: NamedMessage, json: unknown) => Prepared;

interface About {
  readonly organization_id: string;
  readonly occurred_at?: Instant;
}

/** Reads by the schema; `laneOf` and `act` get what was read. */
const route =
  <Schema extends z.ZodType>(
    schema: Schema,
    laneOf: (data: z.output<Schema>, message: NamedMessage) => string,
    act: (dependencies: ConsumingDependencies, data: z.output<Schema>, message: NamedMessage) => Promise<Verdict>,
  ): Route =>
  (dependencies, message, json) => {
    const read = matching(schema, json);
    if (!read.ok) return cannotUse(read.reason);
    return { lane: laneOf(read.value, message), run: () => act(dependencies, read.value, message) };
  };

/** What cannot be read waits for nothing else of its kind. */
export const cannotUse = (reason: string): Prepared => ({
  lane: 'unusable',
  run: () => Promise.resolve(unusable(reason)),
});

const occasionOf = (
  { clock }: ConsumingDependencies,
  { organization_id: organizationId, occurred_at: occurredAt }: About,
  { routingKey, messageId, sentAt }: NamedMessage,
): Cause => {
  const now = clock.now();
  return { routingKey, messageId, organizationId, at: occurredAt ?? sentAt ?? now, now };
};

const ofVariant = ({ organization_id, variant_id }: About & { readonly variant_id: string }): string =>
  `${organization_id}/${variant_id}`;

const taskRoute = (schema: (typeof updates)['warehouse.task.picked'], does: 'pick' | 'pack'): Route =>
  route(
    schema,
    ({ organization_id, task_id }) => `${organization_id}/${parentOf(task_id)}`,
    async (dependencies, data, message) => {
      const occasion = occasionOf(dependencies, data, message);
      const context = { ...contextOf(occasion, data.task_id), at: occasion.at };
      const lines = data.items?.map(({ order_item_id, quantity }) => ({ lineId: order_item_id, quantity })) ?? null;
      return verdictOf(await dependencies.engine.fulfillment[does](context, data.task_id, { lines }));
    },
  );

/** What is done with each message, by routing key as queues are bound. */
export const routes: Readonly<Record<string, Route>> = {
  'inventory.stock.updated': route(updates['inventory.stock.updated'], ofVariant, (dependencies, data, message) =>
    updateAvailability(
      dependencies,
      occasionOf(dependencies, data, message),
      data.variant_id,
      Number(data.available) > 0,
    ),
  ),
  'inventory.stock.depleted': route(updates['inventory.stock.depleted'], ofVariant, (dependencies, data, message) =>
    updateAvailability(dependencies, occasionOf(dependencies, data, message), data.variant_id, false),
  ),
  'catalog.product.updated': route(
    updates['catalog.product.updated'],
    // Its variants may be in other lanes meanwhile: which news are newer is judged by their time.
    (_data, { messageId }) => messageId,
    (dependencies, data, message) => updatePrices(dependencies, occasionOf(dependencies, data, message), data.variants),
  ),
  'catalog.variant.updated': route(updates['catalog.variant.updated'], ofVariant, (dependencies, data, message) =>
    updatePrices(dependencies, occasionOf(dependencies, data, message), [data]),
  ),
  'product.price_updated': route(updates['product.price_updated'], ofVariant, (dependencies, data, message) =>
    updatePrices(dependencies, occasionOf(dependencies, data, message), [data]),
  ),
  'warehouse.task.picked': taskRoute(updates['warehouse.task.picked'], 'pick'),
  'warehouse.task.packed': taskRoute(updates['warehouse.task.packed'], 'pack'),
  'payment.webhook.*': route(
    paymentWebhook,
    // They bear any order, so none waits for another.
    (_data, { messageId }) => messageId,
    async ({ receivePaymentWebhook }, { headers, query, body }, { routingKey }) => {
      const gateway = routingKey.slice(routingKey.lastIndexOf('.') + 1);
      const receipt = await receivePaymentWebhook(gateway, { headers, query, body: Buffer.from(body, 'base64') });
      return receipt === 'accepted' ? done : unusable(receipt);
    },
  ),
};
