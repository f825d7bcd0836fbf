import { runDueDeadlines } from '../../application/run-deadlines.ts';
import { carryOutSubscriptions } from '../../application/subscriptions/carry-out-subscriptions.ts';
import type { SubscriptionUseCases } from '../../application/subscriptions/use-cases.ts';
import type { OrderPlaced } from '../../domain/order/events.ts';
import type { RecordedEvent } from '../../domain/shared/message.ts';
import { FixedClock } from '../support/clock.ts';
import { commandIdOf, contextFor } from '../support/command-contexts.ts';
import { address, engineBed } from '../support/engine-bed.ts';
import { InMemoryDeadlines } from '../support/in-memory-deadlines.ts';
import { InMemoryEventStore } from '../support/in-memory-event-store.ts';
import { InMemoryInventory } from '../support/in-memory-inventory.ts';
import { meddlingEventStore, type Meddling } from '../support/meddling-event-store.ts';
import { catalogOf, MemoryLog, product } from '../support/port-doubles.ts';

export const start = '2027-01-31T12:00:00.000Z';
/** The subscription that `subscribe` starts. */
export const id = commandIdOf('subscribe');

/** Two of v1 a month: 20.00 USD, tax 10%, shipping 5.00. */
export const coffee: Parameters<SubscriptionUseCases['start']>[1] = {
  customerId: 'c1',
  items: [{ variantId: 'v1', quantity: 2000 }],
  interval: { unit: 'month', count: 1 },
  shippingMethod: 'standard',
  paymentMethod: 'cash',
  personal: { name: 'Ana', email: 'ana@example.com', shippingAddress: address },
};

/** An engine in memory with its timers, its clock, and the process that places what is due. */
export const openBed = (parts: { readonly inventory?: InMemoryInventory; readonly meddling?: Meddling } = {}) => {
  const store = new InMemoryEventStore();
  const prices = { unitPrice: 1000 };
  const catalog: ReturnType<typeof catalogOf> = {
    ...catalogOf(),
    product: (organizationId, variantId) => catalogOf(product('v1', prices)).product(organizationId, variantId),
  };
  const inventory = parts.inventory ?? new InMemoryInventory({ v1: 100_000 });
  const bed = engineBed({ store: meddlingEventStore(store, parts.meddling ?? {}), inventory, catalog });
  const clock = new FixedClock(start);
  const deadlines = new InMemoryDeadlines();
  const place = carryOutSubscriptions({ ...bed, clock });
  const event = (type: string): RecordedEvent => store.all().findLast((candidate) => candidate.type === type)!;
  const types = () => store.all().map(({ type }) => type);
  let handled = 0;

  /** What the processes do at the clock's time: timers, then what is due is placed, each event `times` times. */
  const work = async (times = 1): Promise<void> => {
    deadlines.follow(store);
    await runDueDeadlines({ deadlines, handlers: bed.handlers, clock, log: new MemoryLog() });
    for (const recorded of store.all().slice(handled)) {
      for (let time = 0; time < times; time += 1) await place(recorded);
      handled = recorded.position;
    }
    deadlines.follow(store);
  };
  const at = () => ({ now: clock.now() });
  const subscribe = (changes: Partial<typeof coffee> = {}) =>
    bed.engine.subscriptions.start(contextFor('subscribe', at()), { ...coffee, ...changes });
  const orders = () =>
    store
      .all()
      .filter(({ type }) => type === 'OrderPlaced')
      .map(({ data }) => data as OrderPlaced['data']);
  return { ...bed, store, prices, inventory, clock, deadlines, place, event, types, work, at, subscribe, orders };
};
