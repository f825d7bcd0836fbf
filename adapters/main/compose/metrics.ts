import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { CallObserver } from '../../grpc/call-observer.ts';
import type { OrderServerDependencies } from '../../grpc/server/callers.ts';
import type { ConsumerFigures } from '../../rabbitmq/consumer.ts';
import type { PublisherFigures } from '../../rabbitmq/publisher.ts';

/** Makes the registry of a process: its own figures, and room for further ones. */
export const createRegistry = (): Registry => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
};

const breakerLevels = { closed: 0, half_open: 1, open: 2 } as const;

/** Measures latency and outcome of every gRPC attempt, and where each breaker stands. */
export const callMetrics = (registry: Registry): CallObserver => {
  const seconds = new Histogram({
    name: 'comanda_grpc_client_seconds',
    help: 'How long attempts of calls to other services took, by their gRPC status',
    labelNames: ['service', 'method', 'status'],
    registers: [registry],
  });
  const breaker = new Gauge({
    name: 'comanda_breaker_state',
    help: 'Breaker of a service: 0 closed, 1 half open, 2 open',
    labelNames: ['service'],
    registers: [registry],
  });
  const opened = new Counter({
    name: 'comanda_breaker_opened_total',
    help: 'How often the breaker of a service opened',
    labelNames: ['service'],
    registers: [registry],
  });
  return {
    attempted({ service, method, status, seconds: taken }) {
      seconds.observe({ service, method, status }, taken);
    },
    breakerChanged({ service, state }) {
      breaker.set({ service }, breakerLevels[state]);
      if (state === 'open') opened.inc({ service });
    },
  };
};

/** Measures latency and outcome of every call to our gRPC server. */
export const serverMetrics = (registry: Registry): NonNullable<OrderServerDependencies['onCall']> => {
  const seconds = new Histogram({
    name: 'comanda_grpc_server_seconds',
    help: 'How long calls to our gRPC server took, by their gRPC status',
    labelNames: ['method', 'status'],
    registers: [registry],
  });
  return ({ method, status, seconds: taken }) => {
    seconds.observe({ method, status }, taken);
  };
};

/** Says how far a subscriber is behind the log. */
export interface Lag {
  readonly positions: number;
  readonly ageMs: number;
}

/** Measures the lag of every subscriber in this process, whenever the figures are read. */
export class LagMetrics {
  readonly #sources = new Map<string, () => Promise<Lag>>();

  constructor(registry: Registry) {
    this.#gauge(
      registry,
      'comanda_lag_events',
      'Positions of the log that are not handled yet',
      (lag) => lag.positions,
    );
    this.#gauge(registry, 'comanda_lag_seconds', 'Age of the oldest event in hand', (lag) => lag.ageMs / 1000);
  }

  watch(subscription: string, lag: () => Promise<Lag>): void {
    this.#sources.set(subscription, lag);
  }

  #gauge(registry: Registry, name: string, help: string, figure: (lag: Lag) => number): void {
    const sources = this.#sources;
    new Gauge({
      name,
      help,
      labelNames: ['subscription'],
      registers: [registry],
      async collect() {
        for (const [subscription, lag] of sources) this.set({ subscription }, figure(await lag()));
      },
    });
  }
}

/** Shows figures that are counted elsewhere: read whenever the metrics are. */
const counters = <Name extends string>(
  registry: Registry,
  names: Readonly<Record<Name, { readonly name: string; readonly help: string }>>,
  figures: () => Readonly<Record<Name, number>>,
): void => {
  for (const key of Object.keys(names) as Name[]) {
    new Counter({
      ...names[key],
      registers: [registry],
      collect() {
        this.reset();
        this.inc(figures()[key]);
      },
    });
  }
};

/** Shows what the publisher counts. */
export const publisherMetrics = (registry: Registry, figures: () => PublisherFigures): void => {
  counters(
    registry,
    {
      published: { name: 'comanda_published_total', help: 'Messages that the broker confirmed' },
      unroutable: {
        name: 'comanda_unroutable_total',
        help: 'Messages that no queue was bound for: they are not counted as published',
      },
      reconnects: { name: 'comanda_publisher_reconnects_total', help: 'Connections made anew to publish' },
    },
    figures,
  );
};

/** Shows what the consumer counts. */
export const consumerMetrics = (registry: Registry, figures: () => ConsumerFigures): void => {
  counters(
    registry,
    {
      consumed: { name: 'comanda_consumed_total', help: 'Messages of others that were acted upon' },
      parked: { name: 'comanda_consumer_parked_total', help: 'Messages of others that could not be used' },
      reconnects: { name: 'comanda_consumer_reconnects_total', help: 'Connections made anew to consume' },
    },
    figures,
  );
};
