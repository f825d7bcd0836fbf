import type { CommandHandlers } from '../commands/handlers.ts';
import type { Engine } from '../engine/engine.ts';
import type { Catalog } from '../ports/catalog.ts';
import type { Clock } from '../ports/clock.ts';
import type { OpenCarts } from '../ports/open-carts.ts';
import type { WebhookDelivery, WebhookReceipt } from '../ports/webhook.ts';

/** What acting on messages stands on. */
export interface ConsumingDependencies {
  readonly engine: Pick<Engine, 'fulfillment'>;
  readonly handlers: CommandHandlers;
  readonly openCarts: OpenCarts;
  readonly catalog: Catalog;
  /** `gateway` as the path of its webhooks names it. */
  readonly receivePaymentWebhook: (gateway: string, delivery: WebhookDelivery) => Promise<WebhookReceipt>;
  readonly clock: Clock;
}
