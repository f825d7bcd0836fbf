import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { subscriptionEvents } from '../../../domain/subscription/events.ts';
import { describeGoldenEvents } from '../shared/golden.ts';
import {
  after,
  cancel,
  card,
  changeMethod,
  noon,
  orderCancelled,
  orderPaid,
  orderPlaced,
  orderRefused,
  pause,
  paymentFailed,
  placeNext,
  resume,
  skip,
  start,
  startMonthly,
} from './subscriptions.ts';

const [february, march, april, may] = ['2027-02-28', '2027-03-31', '2027-04-30', '2027-05-31'].map(noon) as [
  string,
  string,
  string,
  string,
];

const addresses = () => {
  const address = { name: 'Ana', line1: 'Av. Larco 101', city: 'Lima', country: 'PE' };
  return { ...startMonthly.personal, shippingAddress: address, billingAddress: address };
};

/** As the oldest examples were made. */
const interrupted = () =>
  after(
    [],
    startMonthly,
    skip(start),
    placeNext(february),
    orderPlaced(1, february),
    placeNext(march),
    orderRefused(2, march),
    pause(march),
    resume(march),
    cancel(march),
  ).slice(-3);

const samples = () => [...interrupted(), ...paidFor()];

const paidFor = () =>
  after(
    [],
    { ...startMonthly, personal: addresses() },
    skip(start),
    placeNext(february),
    orderPlaced(1, february),
    orderCancelled(1, february),
    placeNext(march),
    orderRefused(2, march),
    changeMethod(march, card),
    placeNext(april),
    orderPlaced(3, april),
    orderPaid(3, april),
    placeNext(may),
    orderPlaced(4, may),
    paymentFailed(4, may),
    pause(may),
  );

/** The events that say more since prices can be promised and orders charged. */
const chargedSamples = () =>
  after(
    [],
    { ...startMonthly, ...card, frozenPrices: { unitPrices: [1000], shippingCost: 500 } },
    placeNext(february),
    orderPlaced(1, february),
  );

describe('the storage format of subscriptions', () => {
  describeGoldenEvents(new URL('golden/', import.meta.url), subscriptionEvents, samples);

  for (const type of ['SubscriptionStarted', 'SubscriptionOrderDue', 'SubscriptionOrderPlaced'] as const) {
    it(`writes ${type} as it is stored where orders are charged and prices frozen`, () => {
      const golden = new URL(`golden-charged/${type}.v1.json`, import.meta.url);
      const sample = chargedSamples().find((event) => event.type === type);
      assert.deepEqual(JSON.parse(JSON.stringify(sample?.data)), JSON.parse(readFileSync(golden, 'utf8')));
    });
  }
});
