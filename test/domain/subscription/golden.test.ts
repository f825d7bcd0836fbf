import { subscriptionEvents } from '../../../domain/subscription/events.ts';
import { describeGoldenEvents } from '../shared/golden.ts';
import {
  after,
  cancel,
  noon,
  orderPlaced,
  orderRefused,
  pause,
  placeNext,
  resume,
  skip,
  start,
  startMonthly,
} from './subscriptions.ts';

const [february, march] = [noon('2027-02-28'), noon('2027-03-31')];

const addresses = () => {
  const address = { name: 'Ana', line1: 'Av. Larco 101', city: 'Lima', country: 'PE' };
  return { ...startMonthly.personal, shippingAddress: address, billingAddress: address };
};

const samples = () =>
  after(
    [],
    { ...startMonthly, personal: addresses() },
    skip(start),
    placeNext(february),
    orderPlaced(1, february),
    placeNext(march),
    orderRefused(2, march),
    pause(march),
    resume(march),
    cancel(march),
  );

describe('the storage format of subscriptions', () => {
  describeGoldenEvents(new URL('golden/', import.meta.url), subscriptionEvents, samples);
});
