import type { Engine } from '../../../application/engine/engine.ts';
import { receivePaymentWebhook } from '../../../application/payments/receive-payment-webhook.ts';
import { settlePayments } from '../../../application/payments/settle-payments.ts';
import { runDueDeadlines } from '../../../application/reactor/run-deadlines.ts';
import { followEvents } from '../../../application/reactor/run-process.ts';
import { carryOutSubscriptions } from '../../../application/subscriptions/carry-out-subscriptions.ts';
import type { PlacedOrder } from '../../../domain/order/state.ts';
import type { TenantPolicy } from '../../../domain/shared/policy.ts';
import { FixedClock } from '../../support/clock.ts';
import { commandIdOf, contextFor } from '../../support/command-contexts.ts';
import { InMemoryDeadlines } from '../../support/in-memory-deadlines.ts';
import { InMemoryEventStore } from '../../support/in-memory-event-store.ts';
import { InMemoryInventory } from '../../support/in-memory-inventory.ts';
import { meddlingEventStore, type Meddling } from '../../support/meddling-event-store.ts';
import { catalogOf, CountingOrderNumbers, product } from '../../support/port-doubles.ts';
import { ScriptedGateway } from '../../support/scripted-gateway.ts';
import { address, testEngine } from '../../support/test-engine.ts';

export const start = '2027-01-31T12:00:00.000Z';
/** The subscription that `subscribe` starts. */
export const id = commandIdOf('subscribe');

/** Two of v1 a month: 20.00 USD, tax 10%, shipping 5.00. */
export const coffee: Parameters<Engine['subscriptions']['start']>[1] = {
  customerId: 'c1',
  items: [{ variantId: 'v1', quantity: 2000 }],
  interval: { unit: 'month', count: 1 },
  shippingMethod: 'standard',
  paymentMethod: 'cash',
  personal: { name: 'Ana', email: 'ana@example.com', shippingAddress: address },
};

/** Where the fixture's money is, besides its log: another process finds it as the first left it. */
export interface World {
  readonly log: InMemoryEventStore;
  readonly gateway: ScriptedGateway;
  readonly clock: FixedClock;
  readonly inventory: InMemoryInventory;
  readonly orderNumbers: CountingOrderNumbers;
}

/** An engine in memory with a gateway, its timers, its clock, and the processes that place and charge what is due. */
export const openFixture = (
  parts: Partial<World> & {
    readonly meddling?: Meddling;
    readonly policy?: TenantPolicy;
    readonly process?: number;
  } = {},
) => {
  const store = parts.log ?? new InMemoryEventStore();
  const prices = { unitPrice: 1000, active: true };
  const catalog: ReturnType<typeof catalogOf> = {
    ...catalogOf(),
    product: (organizationId, variantId) => catalogOf(product('v1', prices)).product(organizationId, variantId),
  };
  const inventory = parts.inventory ?? new InMemoryInventory({ v1: 100_000 });
  const gateway = parts.gateway ?? new ScriptedGateway();
  const orderNumbers = parts.orderNumbers ?? new CountingOrderNumbers();
  const clock = parts.clock ?? new FixedClock(start);
  const fixture = testEngine({
    ...{ log: store, inventory, catalog, orderNumbers, clock, gateways: [gateway] },
    store: meddlingEventStore(store, parts.meddling ?? {}),
    ...(parts.policy !== undefined && { policy: parts.policy }),
    ...(parts.process !== undefined && { process: parts.process }),
    background: (engine) => [followEvents(engine), settlePayments(engine), carryOutSubscriptions(engine)],
  });
  const deadlines = new InMemoryDeadlines();
  const place = carryOutSubscriptions(fixture);
  const receive = receivePaymentWebhook({ ...fixture, log: fixture.notes });

  /** What the processes do at the clock's time: timers, then all that follows from events, each handled `times` times. */
  const work = async (times = 1): Promise<void> => {
    deadlines.follow(store);
    await runDueDeadlines({ deadlines, handlers: fixture.handlers, clock, log: fixture.notes });
    await fixture.work(times);
    deadlines.follow(store);
  };
  const at = () => ({ now: clock.now() });
  return {
    ...fixture,
    ...{ store, prices, clock, deadlines, gateway, place, work, at },
    world: { log: store, gateway, clock, inventory, orderNumbers } satisfies World,
    subscribe: (changes: Partial<typeof coffee> = {}) =>
      fixture.engine.subscriptions.start(contextFor('subscribe', at()), { ...coffee, ...changes }),
    orders: () => fixture.dataOf('OrderPlaced'),
    /** Works through so many days, from now on; on each day once. */
    days: async (count: number, times = 1): Promise<void> => {
      for (let day = 0; day < count; day += 1) {
        await work(times);
        clock.advance(24 * 60);
      }
    },
    /** Delivers what the gateway has to tell. */
    deliver: async (): Promise<void> => {
      for (const delivery of gateway.outbox.splice(0)) await receive(gateway.name, delivery);
    },
    subscription: () => fixture.current('subscription', id),
    order: (sequence = 1): Promise<PlacedOrder> => fixture.current('order', `${id}-O${sequence}`),
    /** Money that the gateway took and gave back. */
    ledger: () => gateway.ledger.flatMap(({ kind, amount }) => (kind === 'create' ? [] : [[kind, amount] as const])),
  };
};

export type SubscriptionFixture = ReturnType<typeof openFixture>;

/** Charged to a card at the scripted gateway. */
export const withCard = { paymentMethod: 'scripted', paymentMethodId: 'tok_1' } as const;
