import { settlePayments } from '../../../application/payments/settle-payments.ts';
import type { EventStore } from '../../../application/ports/event-store.ts';
import type { PaymentGateway } from '../../../application/ports/payment-gateway.ts';
import { followEvents } from '../../../application/reactor/run-process.ts';
import { creditEvents, type CreditEvent } from '../../../domain/credit/events.ts';
import type { PlacedOrder } from '../../../domain/order/state.ts';
import { decode } from '../../../domain/shared/event-schema.ts';
import type { TenantPolicy } from '../../../domain/shared/policy.ts';
import { streamName } from '../../../domain/shared/stream.ts';
import { commandIdOf, contextFor } from '../../support/command-contexts.ts';
import type { InMemoryEventStore } from '../../support/in-memory-event-store.ts';
import { accepted, address, testEngine } from '../../support/test-engine.ts';

/** What every order of {@link creditFixture} comes to: two of v1, tax and shipping. */
export const total = 2750;

/** Customer c1's account. */
export const c1sAccount = 'USD.customer.c1';

/** An engine in memory that sells for store credit, with a background that is run when a test says so. */
export const creditFixture = (
  parts: {
    readonly log?: InMemoryEventStore;
    readonly store?: EventStore;
    readonly others?: readonly PaymentGateway[];
    readonly policy?: TenantPolicy;
    readonly process?: number;
  } = {},
) => {
  const { others = [], ...rest } = parts;
  const fixture = testEngine({
    ...rest,
    gateways: others,
    background: (engine) => [followEvents(engine), settlePayments(engine)],
  });
  const { engine, handlers, gateways, clock, log } = fixture;

  const pay = (name: string, order: string, changes: Partial<Parameters<typeof engine.orders.pay>[2]> = {}) =>
    engine.orders.pay(contextFor(name), commandIdOf(order), {
      method: 'store_credit',
      methodId: null,
      amount: total,
      currency: 'USD',
      ...changes,
    });

  return {
    ...fixture,
    background: fixture.notes,
    /** The gateway itself. */
    storeCredit: gateways.get('store_credit')!,
    /** Credit that nobody paid for. */
    give: async (amount: number, customerId: string | null = 'c1', orderId = 'before'): Promise<string> => {
      const creditAccountId = customerId === null ? `USD.order.${orderId}` : `USD.customer.${customerId}`;
      const facts = { creditAccountId, customerId, currency: 'USD', orderId, returnId: null, amount } as const;
      const command = { type: 'IssueCredit', ...facts, creditId: `gift ${orderId}`, at: clock.now() } as const;
      accepted(await handlers.credit.handle(creditAccountId, contextFor(`gift ${creditAccountId}`), command));
      return creditAccountId;
    },
    /** An order over {@link total}; its id is the name's. */
    place: async (name: string, customerId: string | null = 'c1') => {
      const outcome = await engine.orders.place(contextFor(name), {
        orderType: 'online',
        customerId,
        items: [{ variantId: 'v1', quantity: 2000 }],
        shippingMethod: 'standard',
        paymentMethod: 'store_credit',
        shippingAddress: address,
        billingAddress: address,
      });
      return accepted(outcome);
    },
    pay,
    order: (name: string): Promise<PlacedOrder> => fixture.current('order', commandIdOf(name)),
    /** The account's movements: type, amount, what is left. */
    statement: async (creditAccountId = c1sAccount) =>
      (await log.read(streamName('credit', 'demo', creditAccountId))).map((recorded) => {
        const { type, data } = decode<CreditEvent>(creditEvents, recorded);
        return [type, data.amount, data.balance] as const;
      }),
    settleAll: fixture.work,
  };
};

export type CreditFixture = ReturnType<typeof creditFixture>;
