import { accept, type Decision } from '../shared/decider.ts';
import type { DomainEvent, Instant } from '../shared/message.ts';
import type { OrderCommand } from './commands.ts';
import type { OrderEvent } from './events.ts';
import { evolvePlaced, type PlacedOrderEvent } from './evolve.ts';
import type { PlacedOrder } from './state.ts';

type FactType = PlacedOrderEvent['type'];

type EventOf<Type extends FactType> = Extract<PlacedOrderEvent, { readonly type: Type }>;

/** Holds an event's own facts, without what every event of an order says. */
export type Facts<Type extends FactType> = Omit<EventOf<Type>['data'], 'orderId' | 'status' | 'at'>;

/** Decides one type of command about an order that exists, by the command's own rules. */
export type Decide<Type extends OrderCommand['type']> = (
  command: Extract<OrderCommand, { readonly type: Type }>,
  recorder: EventRecorder,
) => Decision<OrderEvent>;

/**
 * Records a decision in the making: the events so far and the order after them, so that later events of one command are decided
 * on what the earlier ones changed, and each is stamped with the status that follows from it. A refusal drops them all.
 */
export class EventRecorder {
  readonly at: Instant;
  #order: PlacedOrder;
  readonly #events: OrderEvent[];

  constructor(order: PlacedOrder, at: Instant, events: readonly OrderEvent[] = []) {
    this.#order = order;
    this.at = at;
    this.#events = [...events];
  }

  /** The order after the events so far. */
  get order(): PlacedOrder {
    return this.#order;
  }

  /** `derived` are facts that follow, as the status does, from the order after the event. */
  record<Type extends FactType>(
    type: Type,
    facts: Facts<Type>,
    derived?: (after: PlacedOrder) => Partial<Facts<Type>>,
  ): void {
    this.#order = evolvePlaced(this.#order, this.#event(type, facts));
    this.#events.push(this.#event(type, { ...facts, ...derived?.(this.#order) }));
  }

  accept(): Decision<OrderEvent> {
    return accept(...this.#events);
  }

  /** The event as of the order's status now. */
  #event<Type extends FactType>(type: Type, facts: Facts<Type>): PlacedOrderEvent {
    const { orderId, status } = this.#order;
    const event: DomainEvent = { type, data: { orderId, status, at: this.at, ...facts } };
    return event as PlacedOrderEvent;
  }
}
