import assert from 'node:assert/strict';
import fc from 'fast-check';
import { orderEvents } from '../../../domain/order/events.ts';
import type { PlacedOrder } from '../../../domain/order/state.ts';
import { evolveOrder } from '../../../projections/orders/evolve.ts';
import type { OrderDocument } from '../../../projections/orders/view.ts';
import { milestones } from '../support/orders.ts';
import { randomOrder, type RandomOrder } from '../support/random-orders.ts';

const documentOf = ({ events }: RandomOrder): OrderDocument | undefined =>
  events.reduce<OrderDocument | undefined>(
    (document, event, index) => evolveOrder(document, event, { version: index + 1 }),
    undefined,
  );

/** The keys of `shape` only, in it and in what it is made of: what the document says that the decider knows, too. */
const likewise = (value: unknown, shape: unknown): unknown => {
  if (Array.isArray(value) && Array.isArray(shape)) return value.map((item, index) => likewise(item, shape[index]));
  if (!isRecord(value) || !isRecord(shape)) return value;
  const keys = Object.keys(shape).filter((key) => Object.hasOwn(value, key));
  return Object.fromEntries(keys.map((key) => [key, likewise(value[key], shape[key])]));
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The decider's facts, as the document has them: its countries are those of the document's addresses. */
const factsOf = (order: PlacedOrder) => {
  const shipments = order.shipments.map(({ trackingEventIds, ...shipment }) => ({
    ...shipment,
    tracking: trackingEventIds.map((trackingEventId) => ({ trackingEventId })),
  }));
  const { exists, billingCountry, shippingCountry, ...facts } = { ...order, shipments };
  assert.deepEqual([exists, billingCountry, shippingCountry], [true, null, null]);
  return facts;
};

const orders = fc
  .tuple(fc.constantFrom(...milestones), fc.array(fc.nat({ max: 1000 }), { minLength: 1, maxLength: 40 }))
  .map(([milestone, choices]) => randomOrder(milestone, choices));

describe('the read model of orders', () => {
  it('says of every order what its decider knows of it, whatever it went through', () => {
    fc.assert(
      fc.property(orders, (order) => {
        assert.ok(order.state.exists);
        const facts = factsOf(order.state);
        assert.deepEqual(likewise(documentOf(order), facts), facts);
      }),
      { numRuns: 300 },
    );
  });

  it('has a timeline that begins with the first status, ends with the last and never repeats one in a row', () => {
    fc.assert(
      fc.property(orders, (order) => {
        const document = documentOf(order);
        assert.ok(document !== undefined);
        const statuses = order.events.map(({ data }) => data.status);
        const expected = statuses.filter((status, index) => status !== statuses[index - 1]);
        assert.deepEqual(
          document.timeline.map(({ status }) => status),
          expected,
        );
        assert.equal(document.version, order.events.length);
        assert.equal(document.captured, sum(document.payments.map((payment) => payment.captured)));
        assert.equal(document.refunded, sum(document.payments.map((payment) => payment.refunded)));
      }),
      { numRuns: 300 },
    );
  });

  it('was tried with every event that an order can have', () => {
    const seen = new Set<string>();
    for (const { events } of fc.sample(orders, { numRuns: 1000, seed: 1 })) {
      for (const { type } of events) seen.add(type);
    }
    const never = Object.keys(orderEvents).filter((type) => !seen.has(type));
    assert.deepEqual(never, []);
  });
});

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
