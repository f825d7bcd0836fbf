import assert from 'node:assert/strict';
import type { CommandContext } from '../../../../application/commands/context.ts';
import type { Catalog } from '../../../../application/ports/catalog.ts';
import type { Customers } from '../../../../application/ports/customers.ts';
import { EventStoreUnavailableError } from '../../../../application/ports/event-store.ts';
import type { Pricing } from '../../../../application/ports/pricing.ts';
import { ServiceUnavailableError } from '../../../../application/ports/service-unavailable.ts';
import { checkOfflineSales } from '../../../../application/pos/sync/check-offline-sales.ts';
import type { OfflineRecord, RecordResult } from '../../../../application/pos/sync/offline-record.ts';
import { followEvents } from '../../../../application/reactor/run-process.ts';
import { isUnavailability } from '../../../../application/resilience/unavailability.ts';
import { moveStock } from '../../../../application/stock/move-stock.ts';
import { aggregates } from '../../../../domain/aggregates.ts';
import { fold } from '../../../../domain/shared/decider.ts';
import { decode } from '../../../../domain/shared/event-schema.ts';
import type { RecordedEvent } from '../../../../domain/shared/message.ts';
import { parseStreamName } from '../../../../domain/shared/stream.ts';
import { contextFor } from '../../../support/command-contexts.ts';
import { InMemoryEventStore } from '../../../support/in-memory-event-store.ts';
import { InMemoryInventory } from '../../../support/in-memory-inventory.ts';
import { meddlingEventStore, type Meddling } from '../../../support/meddling-event-store.ts';
import { catalogOf, customersOf, listPricesOf, MemoryLog, product } from '../../../support/port-doubles.ts';
import { testEngine } from '../../../support/test-engine.ts';
import { minute } from './offline-records.ts';

/** Prices of today; the tills sell at 9990. */
const catalog = catalogOf(
  product('v1', { currency: 'CLP', unitPrice: 10_990 }),
  product('v2', { currency: 'CLP', unitPrice: 9990 }),
  product('v3', { currency: 'CLP', unitPrice: 10_990 }),
);

const known = {
  customerId: 'c1',
  name: 'Ana',
  email: 'ana@example.com',
  phone: '',
  loyaltyTier: 'bronze',
  loyaltyPoints: 0,
  credit: null,
  addresses: [],
};

type Call<Args extends readonly unknown[], Result> = (...args: Args) => Promise<Result>;

/** Two processes of the engine on one log, the services around them, and everything that runs in the background. */
export class SyncFixture {
  readonly store = new InMemoryEventStore();
  readonly inventory: InMemoryInventory;
  /** Whether the next call, to whomever it is, fails. */
  unlucky: () => boolean = () => false;
  /** Catalog, Pricing and Customer do not answer. */
  servicesAway = false;
  readonly #processes: readonly ReturnType<typeof testEngine>[];
  readonly #background: readonly { readonly handle: (event: RecordedEvent) => Promise<void>; done: number }[];
  #requests = 0;

  constructor(stock: Readonly<Record<string, number>> = { v1: 1_000_000, v2: 1_000_000, v3: 1_000_000 }) {
    this.inventory = new InMemoryInventory(stock);
    const meddling: Meddling = {
      beforeAppend: () => {
        if (this.unlucky()) return Promise.reject(new EventStoreUnavailableError('no answer'));
        meddling.loseNextAnswer = this.unlucky();
        return Promise.resolve();
      },
    };
    const store = meddlingEventStore(this.store, meddling);
    const pricing = listPricesOf(catalog);
    const customers = customersOf(known);
    const services = {
      catalog: {
        ...catalog,
        product: this.#remote((...args: Parameters<Catalog['product']>) => catalog.product(...args)),
      },
      pricing: {
        ...pricing,
        calculatePrice: this.#remote((...args: Parameters<Pricing['calculatePrice']>) =>
          pricing.calculatePrice(...args),
        ),
      },
      customers: {
        ...customers,
        customer: this.#remote((...args: Parameters<Customers['customer']>) => customers.customer(...args)),
      },
    };
    this.#processes = [1, 2].map((process) => testEngine({ store, process, inventory: this.inventory, ...services }));
    const { handlers, processes, clock } = this.#processes[0]!;
    this.#background = [
      followEvents({ processes, clock, log: new MemoryLog() }),
      moveStock({ inventory: this.inventory, handlers, clock }),
      checkOfflineSales({ handlers, ...services, clock }),
    ].map((handle) => ({ handle: this.#flaky(handle), done: 0 }));
  }

  /** The engine of one of the two processes. */
  engine(process = 0) {
    return this.#processes[process]!.engine;
  }

  /** Sends a batch, to one of the processes. @returns undefined: there was no answer */
  async sync(
    records: readonly OfflineRecord[],
    process = 0,
    tillId = 'till-1',
  ): Promise<readonly RecordResult[] | undefined> {
    try {
      return await this.engine(process).offlineTills.sync(this.#context(), { tillId, records });
    } catch (error) {
      if (isUnavailability(error)) return undefined;
      throw error;
    }
  }

  /** Somebody counts the drawer at the engine, whatever its till still has to tell. */
  async closeByHand(shiftId: string, countedCash = 50_000): Promise<void> {
    const command = { type: 'CloseShift', shiftId, closedBy: 'manager-1', countedCash, at: minute(90) } as const;
    const closed = await this.#processes[0]!.handlers.shift.handle(shiftId, this.#context(), command);
    assert.ok(closed.ok, JSON.stringify(closed));
  }

  /** Lets one of the subscriptions handle some more events, until it fails. */
  async work(subscription: number, events: number): Promise<void> {
    const one = this.#background[subscription % this.#background.length]!;
    try {
      for (const event of this.store.all().slice(one.done, one.done + events)) {
        await one.handle(event);
        one.done += 1;
      }
    } catch (error) {
      if (!isUnavailability(error)) throw error;
    }
  }

  /** All is well again, and everything in the background is done. */
  async settle(): Promise<void> {
    this.unlucky = () => false;
    this.servicesAway = false;
    while (this.#background.some(({ done }) => done < this.store.all().length)) {
      for (const index of this.#background.keys()) await this.work(index, Infinity);
    }
  }

  /** What all of it comes to: every aggregate, by its stream, and the stock. */
  state() {
    const events = this.store.all();
    const streams = [...new Set(events.map(({ stream }) => stream))].sort();
    const ofStream = (name: string) => events.filter(({ stream }) => stream === name);
    return {
      streams: Object.fromEntries(streams.map((name) => [name, stateOf(name, ofStream(name))])),
      stock: { v1: this.inventory.onHand('v1'), v2: this.inventory.onHand('v2') },
    };
  }

  /** What every event of a type says, in the order of the log. */
  dataOf(type: string): readonly Readonly<Record<string, unknown>>[] {
    const events = this.store.all().filter((event) => event.type === type);
    return events.map(({ data }) => data as Readonly<Record<string, unknown>>);
  }

  types(): readonly string[] {
    return this.store.all().map(({ type }) => type);
  }

  #context(): CommandContext {
    this.#requests += 1;
    return contextFor(`sync-${this.#requests}`, { requestHash: `hash-${this.#requests}` });
  }

  #remote<Args extends readonly unknown[], Result>(call: Call<Args, Result>): Call<Args, Result> {
    const flaky = this.#flaky(call);
    return (...args) => (this.servicesAway ? Promise.reject(new ServiceUnavailableError('somebody')) : flaky(...args));
  }

  #flaky<Args extends readonly unknown[], Result>(call: Call<Args, Result>): Call<Args, Result> {
    return async (...args) => {
      if (this.unlucky()) throw new ServiceUnavailableError('somebody');
      return call(...args);
    };
  }
}

const stateOf = (stream: string, events: readonly RecordedEvent[]): unknown => {
  switch (parseStreamName(stream)?.category) {
    case 'pos': {
      const { decider, schema } = aggregates.pos;
      return fold(
        decider.evolve,
        decider.initial,
        events.map((event) => decode(schema, event)),
      );
    }
    case 'shift': {
      const { decider, schema } = aggregates.shift;
      return fold(
        decider.evolve,
        decider.initial,
        events.map((event) => decode(schema, event)),
      );
    }
    case 'till': {
      const { decider, schema } = aggregates.till;
      return fold(
        decider.evolve,
        decider.initial,
        events.map((event) => decode(schema, event)),
      );
    }
    default:
      return assert.fail(`nobody thought of ${stream}`);
  }
};
