import assert from 'node:assert/strict';
import { consumeMessage } from '../../../application/consuming/consume-message.ts';
import type { ReceivedMessage, Verdict } from '../../../application/consuming/received-message.ts';
import type { CatalogProduct } from '../../../application/ports/catalog.ts';
import type { OpenCarts } from '../../../application/ports/read-models.ts';
import type { WebhookDelivery, WebhookReceipt } from '../../../application/ports/webhook.ts';
import { FixedClock } from '../../support/clock.ts';
import { contextFor } from '../../support/command-contexts.ts';
import { InMemoryEventStore } from '../../support/in-memory-event-store.ts';
import { catalogOf, product } from '../../support/port-doubles.ts';
import { accepted, testEngine } from '../../support/test-engine.ts';

/** Says what it is told, page by page. */
const openCartsOf = (cartIds: readonly string[]): OpenCarts => ({
  cartsWithVariant: (organizationId, _variantId, { after = '', limit }) =>
    Promise.resolve(organizationId === 'demo' ? cartIds.filter((id) => id > after).slice(0, limit) : []),
});

/** An engine that hears of others. */
export const consumingFixture = () => {
  const store = new InMemoryEventStore();
  const products = new Map<string, CatalogProduct>([['v1', product('v1')]]);
  const asked: string[] = [];
  const catalog = {
    ...catalogOf(),
    product: (_organizationId: string, variantId: string, { fresh } = { fresh: false }) => {
      if (fresh) asked.push(variantId);
      return Promise.resolve(products.get(variantId));
    },
  };
  const fixture = testEngine({ store, catalog });
  const cartIds: string[] = [];
  const webhooks: { readonly gateway: string; readonly delivery: WebhookDelivery }[] = [];
  const receipts: WebhookReceipt[] = [];
  const prepare = consumeMessage({
    engine: fixture.engine,
    handlers: fixture.handlers,
    openCarts: { cartsWithVariant: (...asking) => openCartsOf([...cartIds].sort()).cartsWithVariant(...asking) },
    catalog,
    receivePaymentWebhook: (gateway, delivery) => {
      webhooks.push({ gateway, delivery });
      return Promise.resolve(receipts.shift() ?? 'accepted');
    },
    clock: new FixedClock(),
  });

  /** A cart with one piece of v1 for 10.00 that the read model knows of. */
  const openCart = async (name: string): Promise<string> => {
    const { cartId } = accepted(await fixture.engine.carts.create(contextFor(name), { customerId: null }));
    const item = { variantId: 'v1', quantity: 1000 };
    accepted(await fixture.engine.carts.addItem(contextFor(`${name} item`), cartId, item));
    cartIds.push(cartId);
    return cartId;
  };

  const typesOf = (cartId: string): readonly string[] =>
    store
      .all()
      .filter(({ stream }) => stream.endsWith(cartId))
      .slice(2)
      .map(({ type }) => type);

  const lastData = (cartId: string): unknown => store.all().findLast(({ stream }) => stream.endsWith(cartId))?.data;

  return { ...fixture, store, products, asked, cartIds, webhooks, receipts, prepare, openCart, typesOf, lastData };
};

export type ConsumingFixture = ReturnType<typeof consumingFixture>;

export const messageOf = (
  routingKey: string,
  body: object | string,
  changes: Partial<ReceivedMessage> = {},
): ReceivedMessage => ({
  routingKey,
  messageId: 'message-1',
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
  sentAt: undefined,
  ...changes,
});

export const run = ({ prepare }: Pick<ConsumingFixture, 'prepare'>, message: ReceivedMessage): Promise<Verdict> =>
  prepare(message).run();

export const runWell = async (fixture: Pick<ConsumingFixture, 'prepare'>, message: ReceivedMessage): Promise<void> => {
  assert.deepEqual(await run(fixture, message), { ok: true });
};
