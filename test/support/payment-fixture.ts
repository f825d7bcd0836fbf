import { receivePaymentWebhook } from '../../application/payments/receive-payment-webhook.ts';
import { settlePayments } from '../../application/payments/settle-payments.ts';
import type { EventStore } from '../../application/ports/event-store.ts';
import type { PaymentGateway } from '../../application/ports/payment-gateway.ts';
import type { RecentPayments } from '../../application/ports/read-models.ts';
import type { WebhookDelivery } from '../../application/ports/webhook.ts';
import type { PlacedOrder } from '../../domain/order/state.ts';
import type { TenantPolicy } from '../../domain/shared/policy.ts';
import { commandIdOf, contextFor } from './command-contexts.ts';
import type { InMemoryEventStore } from './in-memory-event-store.ts';
import { ScriptedGateway } from './scripted-gateway.ts';
import { accepted, address, testEngine } from './test-engine.ts';

/** What the order of {@link paymentFixture} comes to: two of v1, tax and shipping. */
export const total = 2750;

/** An engine with gateways in memory, and an order `order` of customer c1 over {@link total}. */
export const paymentFixture = async (
  parts: {
    readonly gateway?: ScriptedGateway;
    readonly others?: readonly PaymentGateway[];
    readonly policy?: TenantPolicy;
    readonly recentPayments?: RecentPayments;
    readonly store?: EventStore;
    readonly log?: InMemoryEventStore;
    readonly process?: number;
  } = {},
) => {
  const { gateway = new ScriptedGateway(), others = [], ...rest } = parts;
  const fixture = testEngine({
    ...rest,
    gateways: [gateway, ...others],
    background: (engine) => [settlePayments(engine)],
  });
  const warnings: Readonly<Record<string, unknown>>[] = [];
  const note = (fields: Readonly<Record<string, unknown>>): void => {
    warnings.push(fields);
  };
  const receive = receivePaymentWebhook({ ...fixture, log: { warn: note, error: note } });
  const settle = settlePayments(fixture);

  const orderId = commandIdOf('order');
  accepted(
    await fixture.engine.orders.place(contextFor('order'), {
      orderType: 'online',
      customerId: 'c1',
      items: [{ variantId: 'v1', quantity: 2000 }],
      shippingMethod: 'standard',
      paymentMethod: gateway.name,
      shippingAddress: address,
      billingAddress: address,
    }),
  );

  return {
    ...fixture,
    gateway,
    warnings,
    orderId,
    paymentId: `${orderId}.P1`,
    order: (): Promise<PlacedOrder> => fixture.current('order', orderId),
    receive,
    settle,
    settleAll: fixture.work,
    pay: (name: string, changes: Partial<Parameters<typeof fixture.engine.orders.pay>[2]> = {}) =>
      fixture.engine.orders.pay(contextFor(name), orderId, {
        method: gateway.name,
        methodId: 'tok_1',
        amount: total,
        currency: 'USD',
        ...changes,
      }),
    /** Delivers webhooks; all that were not yet, by default. */
    deliver: async (deliveries: readonly WebhookDelivery[] = gateway.outbox.splice(0)): Promise<void> => {
      for (const delivery of deliveries) await receive(gateway.name, delivery);
    },
    /** The types of the order's events after it was placed. */
    types: () => fixture.types('order-').slice(1),
    ledger: () => gateway.ledger.map(({ kind, amount }) => [kind, amount] as const),
  };
};

export type PaymentFixture = Awaited<ReturnType<typeof paymentFixture>>;
