import { salesQuoteEvents } from '../../../domain/quote/events.ts';
import { describeGoldenEvents } from '../shared/golden.ts';
import {
  after,
  agreed,
  approve,
  decline,
  expire,
  goodsAt,
  negotiatedDraft,
  notOrdered,
  ordered,
  revise,
  start,
  take,
  turnDown,
  validUntil,
  withdraw,
} from './quotes.ts';

const address = { name: 'El Tornillo', line1: 'Calle 13', city: 'Bogotá', country: 'CO' };
const addressed = {
  ...negotiatedDraft,
  approvalAmount: 9000,
  personal: { ...negotiatedDraft.personal, shippingAddress: address, billingAddress: address },
};

const samples = () => [
  ...after(
    [],
    addressed,
    decline(start),
    revise(start, { quote: goodsAt(950), negotiated: [agreed(1000)] }),
    approve(start),
    take(start),
    notOrdered(start),
    take(start),
    ordered(start),
  ),
  ...after([], negotiatedDraft, withdraw(start)),
  ...after([], negotiatedDraft, approve(start), turnDown(start)),
  ...after([], negotiatedDraft, expire(validUntil)),
];

describe('the storage format of sales quotes', () => {
  describeGoldenEvents(new URL('golden/', import.meta.url), salesQuoteEvents, samples);
});
