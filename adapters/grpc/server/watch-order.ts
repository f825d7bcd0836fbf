import type { Viewer } from '../../../application/history/history.ts';
import { unlessAborted } from '../../../application/resilience/unless-aborted.ts';
import type { RecordedEvent } from '../../../domain/shared/message.ts';
import { orderAfter } from '../../../projections/orders/queries.ts';
import type { OrderDocument } from '../../../projections/orders/view.ts';
import type { StreamingMethod } from './calls.ts';
import type { OrderServerDependencies } from './dependencies.ts';
import { toOrder } from './order-messages.ts';
import { watchOrderRequest } from './order-requests.ts';
import { orderNotFound } from './refusals.ts';

const batchSize = 100;
const waitMs = 2_000;

/** An order on its way through its events, in bounded memory. */
class Watched {
  readonly #events: OrderServerDependencies['history']['order']['events'];
  readonly #viewer: Viewer;
  readonly #orderId: string;
  order: OrderDocument | undefined;
  /** What the last event was. */
  eventType = '';

  constructor({ history }: OrderServerDependencies, viewer: Viewer, orderId: string) {
    this.#events = history.order.events.bind(history.order);
    this.#viewer = viewer;
    this.#orderId = orderId;
  }

  get version(): number {
    return this.order?.version ?? 0;
  }

  /** The next events, at most a batch. */
  next(): Promise<readonly RecordedEvent[]> {
    return this.#events(this.#viewer, this.#orderId, { from: this.version + 1, limit: batchSize });
  }

  take(event: RecordedEvent): void {
    this.order = orderAfter(this.order, [event]);
    this.eventType = event.type;
  }

  message(): object {
    if (this.order === undefined) throw orderNotFound();
    return { order: toOrder(this.order, this.order.version), event_type: this.eventType };
  }
}

export const watchOrder = (dependencies: OrderServerDependencies): StreamingMethod<typeof watchOrderRequest> => ({
  method: 'WatchOrder',
  permission: 'orders:read',
  request: watchOrderRequest,
  handle: async ({ order_id: orderId, after_version: seen }, { viewer }, send, signal) => {
    const watched = new Watched(dependencies, viewer, orderId);
    let isCaughtUp = false;
    while (!signal.aborted) {
      const events = await watched.next();
      for (const event of events) {
        watched.take(event);
        const isNews = seen === undefined ? isCaughtUp : event.version > seen;
        if (isNews) await send(watched.message());
      }
      if (events.length === batchSize) continue;
      if (watched.order === undefined) throw orderNotFound();
      if (!isCaughtUp && seen === undefined) await send(watched.message());
      isCaughtUp = true;
      const { organizationId } = viewer;
      const wait = dependencies.readSide.waitForVersion('order', organizationId, orderId, watched.version + 1, waitMs);
      await unlessAborted(wait, signal);
    }
  },
});
