import { returnEvents } from '../../../domain/return/events.ts';
import { describeGoldenEvents } from '../shared/golden.ts';
import { given, receive, returnsIn } from './returns.ts';

const parcels = () =>
  given(returnsIn().approved)
    .when(
      receive([
        { lineId: 'L1', quantity: 1500, condition: 'sellable' },
        { lineId: 'L1', quantity: 500, condition: 'missing' },
        { lineId: 'L2', quantity: 1500, condition: 'damaged' },
      ]),
    )
    .events();

describe('the storage format of returns', () => {
  describeGoldenEvents(new URL('golden/', import.meta.url), returnEvents, () => [
    ...parcels(),
    ...returnsIn().refunded,
    ...returnsIn().rejected,
  ]);
});
