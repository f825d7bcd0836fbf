import { earnPoints } from '../../../application/loyalty/earn-points.ts';
import type { EventStore } from '../../../application/ports/event-store.ts';
import type { PriceCalculation, Pricing } from '../../../application/ports/pricing.ts';
import type { PosProduct } from '../../../application/pos/products.ts';
import { settleTenders } from '../../../application/pos/settle-tenders.ts';
import { followEvents } from '../../../application/reactor/run-process.ts';
import { moveStock } from '../../../application/stock/move-stock.ts';
import type { PosTenderMethod } from '../../../domain/pos/events.ts';
import type { PosTransaction } from '../../../domain/pos/state.ts';
import { extend } from '../../../domain/shared/money.ts';
import type { Quantity } from '../../../domain/shared/quantity.ts';
import { contextFor } from '../../support/command-contexts.ts';
import { InMemoryCustomers } from '../../support/in-memory-customers.ts';
import type { InMemoryEventStore } from '../../support/in-memory-event-store.ts';
import { InMemoryInventory } from '../../support/in-memory-inventory.ts';
import { catalogOf, product } from '../../support/port-doubles.ts';
import { usPolicy } from '../../support/policies.ts';
import { accepted, testEngine } from '../../support/test-engine.ts';

/** Chile: prices with 19% of tax in them; a point pays a peso. */
export const policy = {
  ...usPolicy,
  currency: 'CLP',
  tax: { mode: 'inclusive', rates: { standard: 190_000 } },
  limits: { ...usPolicy.limits, maximumLines: 3 },
  loyaltyPointValue: 1_000_000,
} as const;

const clp = { currency: 'CLP' } as const;

export const catalog = catalogOf(
  product('mug', { ...clp, unitPrice: 9995 }),
  product('cheese', { ...clp, unitPrice: 12_990 }),
  product('old', { ...clp, active: false }),
  product('dollars'),
  product('odd', { ...clp, taxClass: 'odd' }),
  product('unpriced', clp),
);

const prices: Readonly<Record<string, number>> = { mug: 9995, cheese: 12_990, dollars: 1000, odd: 1 };

/** What the catalog says; c1 has a tenth off every mug in store-1. */
export const pricing: Pricing = {
  calculatePrice: ({ variantId, quantity, customerId, localId }): Promise<PriceCalculation | undefined> => {
    const unitPrice = prices[variantId];
    if (unitPrice === undefined) return Promise.resolve(undefined);
    const off = variantId === 'mug' && customerId === 'c1' && localId === 'store-1' ? extend(1000, quantity) : 0;
    return Promise.resolve({
      currency: variantId === 'dollars' ? 'USD' : 'CLP',
      unitPrice,
      discountAmount: off,
      finalPrice: extend(unitPrice, quantity) - off,
      promotionsApplied:
        off === 0 ? [] : [{ promotionId: 'mugs', name: 'Mugs for members', discountType: 'fixed', amount: off }],
    });
  },
  activePromotions: () => Promise.resolve([]),
};

const customer = (customerId: string, loyaltyPoints: number) => ({
  customerId,
  name: 'Ana',
  email: 'ana@example.cl',
  phone: '',
  loyaltyTier: 'bronze',
  loyaltyPoints,
  credit: null,
  addresses: [],
});

/** c1's account of store credit. */
export const account = 'CLP.customer.c1';

/** A till in store-1 with an open shift, 5 mugs and 10 kg of cheese, and customer c1 with 20000 points. */
export const tillFixture = async (
  parts: {
    readonly log?: InMemoryEventStore;
    readonly store?: EventStore;
    readonly customers?: InMemoryCustomers;
    /** Another process on the same store. */
    readonly process?: number;
  } = {},
) => {
  const customers = parts.customers ?? new InMemoryCustomers([customer('c1', 20_000), customer('c2', 0)]);
  const inventory = new InMemoryInventory({ mug: 5000, cheese: 10_000, odd: 1000, dollars: 1000, unpriced: 1000 });
  const fixture = testEngine({
    ...parts,
    ...{ policy, catalog, pricing, customers, inventory },
    background: (engine) => [settleTenders(engine), followEvents(engine), moveStock(engine), earnPoints(engine)],
  });
  const { engine, handlers, clock, log } = fixture;
  const settle = settleTenders(fixture);

  const prefix = parts.process === undefined ? '' : `process ${parts.process} `;
  let commands = 0;
  const next = () => contextFor(`${prefix}command ${(commands += 1)}`);
  const id = 'pos-1';
  const openShift = async (shiftId: string, changes: object = {}) => {
    const shift = { shiftId, tillId: `till of ${shiftId}`, localId: 'store-1', cashierId: 'carla', float: 50_000 };
    accepted(await engine.shifts.open(next(), { ...shift, ...changes }));
  };

  if (parts.process === undefined) {
    await openShift('shift-1');
    accepted(await engine.pos.open(next(), { transactionId: id, shiftId: 'shift-1', customerId: null }));
  }
  const heading = log.all().length;
  const add = (wanted: PosProduct, quantity: Quantity = 1000, allowOversell = false) =>
    engine.pos.addItem(next(), id, { ...wanted, quantity, allowOversell });
  const pay = (
    method: PosTenderMethod,
    amount: number,
    changes: { readonly paymentId?: string; readonly reference?: string; readonly name?: string } = {},
  ) => {
    const { name, reference = null, ...rest } = changes;
    const context = name === undefined ? next() : contextFor(name);
    return engine.pos.pay(context, id, { method, amount, reference, ...rest });
  };
  let settled = 0;
  return {
    ...fixture,
    customers,
    settle,
    id,
    next,
    openShift,
    add,
    pay,
    mug: () => add({ barcode: 'barcode-mug' }),
    identify: (customerId: string | null) => engine.pos.identifyCustomer(next(), id, { customerId }),
    complete: () => engine.pos.complete(next(), id, {}),
    cancel: (approvedBy: string | null = null) => engine.pos.void(next(), id, { reason: 'no', approvedBy }),
    /** Credit that nobody paid for. */
    give: async (amount: number, creditAccountId = account, customerId: string | null = 'c1') => {
      const facts = { creditAccountId, customerId, currency: 'CLP', orderId: 'before', returnId: null } as const;
      const command = { type: 'IssueCredit', ...facts, creditId: `gift ${commands}`, amount, at: clock.now() } as const;
      accepted(await handlers.credit.handle(creditAccountId, next(), command));
    },
    balance: async (creditAccountId = account) => (await fixture.current('credit', creditAccountId)).balance,
    transaction: (): Promise<PosTransaction> => fixture.current('pos', id),
    /** Hands every new event to the settlement of tenders, `times` each. */
    settleAll: async (times = 1): Promise<void> => {
      for (let news = log.all().slice(settled); news.length > 0; news = log.all().slice(settled)) {
        for (const event of news) for (let time = 0; time < times; time += 1) await settle(event);
        settled += news.length;
      }
    },
    /** Hands every new event to everything that runs in the background, `times` each. */
    runAll: fixture.work,
    /** The types of the transaction's events after it was opened. */
    types: () =>
      log
        .all()
        .slice(heading)
        .filter(({ stream }) => stream.startsWith('pos-'))
        .map(({ type }) => type),
  };
};

export type TillFixture = Awaited<ReturnType<typeof tillFixture>>;
