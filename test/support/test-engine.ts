import assert from 'node:assert/strict';
import { createCommandHandlers } from '../../application/commands/handlers.ts';
import type { Outcome } from '../../application/commands/outcome.ts';
import { storeCreditGateway } from '../../application/credit/store-credit-gateway.ts';
import { FolioRanges } from '../../application/documents/folio-ranges.ts';
import { createEngine } from '../../application/engine/engine.ts';
import type { Catalog } from '../../application/ports/catalog.ts';
import type { Customer, Customers } from '../../application/ports/customers.ts';
import type { EventStore } from '../../application/ports/event-store.ts';
import type { PaymentGateway } from '../../application/ports/payment-gateway.ts';
import type { Pricing } from '../../application/ports/pricing.ts';
import type { RecentPayments } from '../../application/ports/read-models.ts';
import { ProcessRunner } from '../../application/reactor/run-process.ts';
import type { Category, StateOf } from '../../domain/aggregates.ts';
import type { EventNamed, EventType } from '../../domain/processes/reaction.ts';
import type { Address } from '../../domain/shared/address.ts';
import type { RecordedEvent } from '../../domain/shared/message.ts';
import type { TenantPolicy } from '../../domain/shared/policy.ts';
import type { Promotion } from '../../domain/shared/pricing/promotion.ts';
import { FixedClock } from './clock.ts';
import { contextFor } from './command-contexts.ts';
import { CountingIds } from './counting-ids.ts';
import { InMemoryEventStore } from './in-memory-event-store.ts';
import { InMemoryInventory } from './in-memory-inventory.ts';
import {
  catalogOf,
  CountingOrderNumbers,
  customersOf,
  gatewaysOf,
  listPricesOf,
  MemoryLog,
  policiesOf,
  product,
  recentPaymentsOf,
} from './port-doubles.ts';
import { usPolicy } from './policies.ts';
import { promotionsOf } from './promotions.ts';

export const address: Address = { name: 'Ana', line1: 'Av. Siempre Viva 742', city: 'Lima', country: 'PE' };

export const deliveryTo = {
  shippingAddress: address,
  billingAddress: address,
  shippingMethod: 'standard',
  paymentMethod: 'cash',
};

const cache = { ttlSeconds: 60, maximumEvents: 10_000 };

interface EngineParts {
  /** What was written so far. */
  readonly log?: InMemoryEventStore;
  /** What stands in front of the log, if anything. */
  readonly store?: EventStore;
  readonly policy?: TenantPolicy;
  readonly promotions?: readonly Promotion[];
  readonly catalog?: Catalog;
  readonly inventory?: InMemoryInventory;
  readonly customers?: readonly Customer[] | Customers;
  /** By default what the catalog says. */
  readonly pricing?: Pricing;
  readonly gateways?: readonly PaymentGateway[];
  readonly recentPayments?: RecentPayments;
  readonly orderNumbers?: CountingOrderNumbers;
  readonly clock?: FixedClock;
  /** Another process on the same store: with a memory and ids of its own. */
  readonly process?: number;
  /** False: what follows from a command is left to the background. */
  readonly inline?: boolean;
}

type HandleEvent = (event: RecordedEvent) => Promise<void>;

const compose = (parts: EngineParts) => {
  const events = parts.log ?? new InMemoryEventStore();
  const store = parts.store ?? events;
  const ids = new CountingIds(parts.process);
  const inventory = parts.inventory ?? new InMemoryInventory({ v1: 100_000, v2: 100_000 });
  const orderNumbers = parts.orderNumbers ?? new CountingOrderNumbers();
  const handlers = createCommandHandlers({ store, ids, cacheOf: () => cache });
  const processes = new ProcessRunner(handlers);
  const inline = parts.inline === false ? new ProcessRunner(handlers, []) : processes;
  const policies = policiesOf(parts.policy ?? usPolicy);
  const clock = parts.clock ?? new FixedClock();
  const gateways = gatewaysOf(storeCreditGateway({ handlers, clock }), ...(parts.gateways ?? []));
  const catalog = parts.catalog ?? catalogOf(product('v1'), product('v2'));
  const pricing = parts.pricing ?? listPricesOf(catalog);
  const given = parts.customers ?? [];
  const customers = 'customer' in given ? given : customersOf(...given);
  const services = { catalog, pricing, inventory, customers, gateways, orderNumbers, policies };
  const engine = createEngine({
    ...services,
    handlers,
    processes: inline,
    promotions: promotionsOf(...(parts.promotions ?? [])),
    recentPayments: parts.recentPayments ?? recentPaymentsOf(),
    folioRanges: new FolioRanges(store),
    ids,
    defaultWarehouse: 'main',
  });
  return { ...services, events, store, handlers, processes, clock, engine, log: new MemoryLog() };
};

/**
 * A whole engine in memory, with store credit, and two products of 10.00 USD (tax 10%) and 100 of each in stock.
 *
 * @param parts what is otherwise; `background` makes the handlers of events that `work` runs
 */
export const testEngine = ({
  background = () => [],
  ...parts
}: EngineParts & { readonly background?: (engine: ReturnType<typeof compose>) => readonly HandleEvent[] } = {}) => {
  const { log: notes, ...composed } = compose(parts);
  const { events, handlers } = composed;
  const steps = background({ ...composed, log: notes });
  let handled = 0;
  return {
    ...composed,
    /** Every event that was written. */
    log: events,
    /** What the background logged. */
    notes,
    /** Hands every event that was not yet handled, those that this makes too, to the background, `times` each. */
    work: async (times = 1): Promise<void> => {
      for (let news = events.all().slice(handled); news.length > 0; news = events.all().slice(handled)) {
        for (const event of news) {
          for (let time = 0; time < times; time += 1) for (const step of steps) await step(event);
          handled += 1;
        }
      }
    },
    /** The types of all events, or of those in streams of one category. */
    types: (category = ''): readonly string[] =>
      events
        .all()
        .filter(({ stream }) => stream.startsWith(category))
        .map(({ type }) => type),
    /** The newest event of a type. */
    event: (type: string): RecordedEvent => {
      const found = events.all().findLast((event) => event.type === type);
      assert.ok(found !== undefined, `no ${type}`);
      return found;
    },
    /** What every event of a type says, in the order of the log. */
    dataOf: <Type extends EventType>(type: Type): readonly EventNamed<Type>['data'][] =>
      events.all().flatMap((event) => (event.type === type ? [event.data as EventNamed<Type>['data']] : [])),
    /** An aggregate that exists, as its stream has it now. */
    current: async <C extends Category>(category: C, id: string) => {
      const { state } = await handlers[category].current(id, contextFor('look'));
      assert.ok(
        typeof state === 'object' && state !== null && 'exists' in state && state.exists,
        `no ${category} ${id}`,
      );
      return state as Extract<StateOf<C>, { readonly exists: true }>;
    },
  };
};

export type TestEngine = ReturnType<typeof testEngine>;

/** The state and version of an accepted outcome. */
export const accepted = <State extends { readonly exists: boolean }>(outcome: Outcome<State>) => {
  assert.ok(outcome.ok, `was refused: ${JSON.stringify(outcome)}`);
  assert.ok(outcome.state.exists);
  return outcome.state as Extract<State, { readonly exists: true }>;
};

/** Kind and code of a refused outcome. */
export const refused = (outcome: Outcome<unknown>) => {
  assert.ok(!outcome.ok, 'was accepted');
  return { kind: outcome.rejection.kind, code: outcome.rejection.code };
};

/** A cart with 6 of v1 (60.00, so shipping is free); its id. */
export const filledCart = async (
  { engine }: Pick<TestEngine, 'engine'>,
  name = 'cart',
  customerId: string | null = 'c1',
): Promise<string> => {
  const { cartId } = accepted(await engine.carts.create(contextFor(name), { customerId }));
  accepted(await engine.carts.addItem(contextFor(`${name}-item`), cartId, { variantId: 'v1', quantity: 6000 }));
  return cartId;
};
