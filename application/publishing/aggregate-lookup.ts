import { LRUCache } from 'lru-cache';
import { cartDecider } from '../../domain/cart/decider.ts';
import { cartEvents, type CartEvent } from '../../domain/cart/events.ts';
import type { CreatedCart } from '../../domain/cart/state.ts';
import { orderEvents, type OrderEvent, type OrderPlaced } from '../../domain/order/events.ts';
import { returnEvents, type ReturnEvent, type ReturnRequested } from '../../domain/return/events.ts';
import { fold } from '../../domain/shared/decider.ts';
import { decode } from '../../domain/shared/event-schema.ts';
import type { RecordedEvent } from '../../domain/shared/message.ts';
import type { StreamName } from '../../domain/shared/stream.ts';
import type { EventStore } from '../ports/event-store.ts';

export type PlacedOrderFacts = OrderPlaced['data'];
export type RequestedReturnFacts = ReturnRequested['data'];

/** Holds what an event does not say about the aggregate that it happened to. Ask for the kind that it is of. */
export interface Subject {
  /** Gives what the order began with. */
  order(): Promise<PlacedOrderFacts>;
  /** Gives what the return began with. */
  return(): Promise<RequestedReturnFacts>;
  /** Gives the cart right after the event. */
  cart(): Promise<CreatedCart>;
}

/** First events remembered: the orders of a busy hour, a few kilobytes each. */
const remembered = 2_000;

/** Reads about aggregates from their streams. How a stream begins never changes, so that is remembered. */
export class AggregateLookup {
  readonly #store: EventStore;
  readonly #beginnings = new LRUCache<string, RecordedEvent>({ max: remembered });

  constructor(store: EventStore) {
    this.#store = store;
  }

  about(recorded: RecordedEvent): Subject {
    return {
      order: async () => {
        const event = decode<OrderEvent>(orderEvents, await this.#beginning(recorded));
        if (event.type !== 'OrderPlaced') throw wrongBeginning(recorded, event.type);
        return event.data;
      },
      return: async () => {
        const event = decode<ReturnEvent>(returnEvents, await this.#beginning(recorded));
        if (event.type !== 'ReturnRequested') throw wrongBeginning(recorded, event.type);
        return event.data;
      },
      cart: () => this.#cart(recorded),
    };
  }

  async #beginning(recorded: RecordedEvent): Promise<RecordedEvent> {
    const { stream, version } = recorded;
    const known = version === 1 ? recorded : this.#beginnings.get(stream);
    const [first] = known === undefined ? await this.#store.read(stream as StreamName, { limit: 1 }) : [known];
    if (first === undefined) throw new TypeError(`${stream} has an event ${version} and no first one`);
    this.#beginnings.set(stream, first);
    return first;
  }

  async #cart({ stream, version, type }: RecordedEvent): Promise<CreatedCart> {
    const events = await this.#store.read(stream as StreamName, { limit: version });
    const decoded = events.map((event) => decode<CartEvent>(cartEvents, event));
    const cart = fold(cartDecider.evolve, cartDecider.initial, decoded);
    if (!cart.exists) throw wrongBeginning({ stream }, type);
    return cart;
  }
}

const wrongBeginning = ({ stream }: Pick<RecordedEvent, 'stream'>, type: string): TypeError =>
  new TypeError(`${stream} begins with ${type}`);
