import type { Engine } from '../../../application/engine/engine.ts';
import { placeQuoteOrders } from '../../../application/quotes/place-quote-orders.ts';
import type { TenantPolicy } from '../../../domain/shared/policy.ts';
import { commandIdOf, contextFor } from '../../support/command-contexts.ts';
import { InMemoryEventStore } from '../../support/in-memory-event-store.ts';
import { InMemoryInventory } from '../../support/in-memory-inventory.ts';
import { meddlingEventStore, type Meddling } from '../../support/meddling-event-store.ts';
import { usPolicy } from '../../support/policies.ts';
import { accepted, address, testEngine } from '../../support/test-engine.ts';

type Draft = Parameters<Engine['quotes']['draft']>[1];

/** The quote that `quoted` drafts. */
export const id = commandIdOf('draft');

/** Ten of v1: 100.00 USD, tax 10%, shipping free. */
export const tenOf: Draft = {
  orderType: 'b2b',
  customerId: 'c7',
  items: [{ variantId: 'v1', quantity: 10_000 }],
  shippingMethod: 'standard',
  paymentMethod: 'credit_terms',
  name: 'El Tornillo',
  email: 'compras@tornillo.example',
  shippingAddress: address,
};

/** The same for 9.00 each. */
export const cheaper: Draft['items'] = [
  { variantId: 'v1', quantity: 10_000, negotiated: { unitPrice: 900, reason: 'a large order' } },
];

export const quotesPolicy: TenantPolicy = {
  ...usPolicy,
  quotes: { approvalAmount: 50_000, validityDays: 30, paymentDays: 7 },
};

/** An engine in memory, what it wrote, and the background that places orders of accepted quotes. */
export const openFixture = (parts: { readonly inventory?: InMemoryInventory; readonly meddling?: Meddling } = {}) => {
  const log = new InMemoryEventStore();
  const inventory = parts.inventory ?? new InMemoryInventory({ v1: 100_000 });
  const shared = { log, store: meddlingEventStore(log, parts.meddling ?? {}), policy: quotesPolicy };
  const fixture = testEngine({ ...shared, inventory });
  const { quotes } = fixture.engine;
  const handle = placeQuoteOrders(fixture);
  return {
    ...fixture,
    store: log,
    quotes,
    /** Another process on the same store, with the same stock unless told otherwise. */
    another: (other: { readonly process: number; readonly inventory?: InMemoryInventory }) =>
      testEngine({ ...shared, inventory, orderNumbers: fixture.orderNumbers, ...other }),
    orders: () => fixture.dataOf('OrderPlaced'),
    /** Drafts, and answers the quote. */
    quoted: async (changes: Partial<Draft> = {}) =>
      accepted(await quotes.draft(contextFor('draft'), { ...tenOf, ...changes })),
    accept: (name = 'accept', input: Parameters<Engine['quotes']['accept']>[2] = { purchaseOrderNumber: 'PO-1' }) =>
      quotes.accept(contextFor(name), id, input),
    /** The background, over everything that was written, `times` times. */
    work: async (times = 1): Promise<void> => {
      for (let time = 0; time < times; time += 1) for (const event of log.all()) await handle(event);
    },
  };
};
