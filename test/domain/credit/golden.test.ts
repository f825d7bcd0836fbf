import { creditEvents } from '../../../domain/credit/events.ts';
import { describeGoldenEvents } from '../shared/golden.ts';
import { after, issue, redeem, restore } from './credits.ts';

const samples = () =>
  after(
    issue('refund-1', 2500, { exchangeOrderId: 'order-2' }),
    redeem('order-2.P1', 2000),
    restore('order-2.P1', 'order-2.P1.R1', 500),
  );

describe('the storage format of store credit', () => {
  describeGoldenEvents(new URL('golden/', import.meta.url), creditEvents, samples);
});
