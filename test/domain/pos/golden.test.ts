import { posEvents } from '../../../domain/pos/events.ts';
import { describeGoldenEvents } from '../shared/golden.ts';
import { samples } from './samples.ts';

describe('the storage format of transactions', () => {
  describeGoldenEvents(new URL('golden/', import.meta.url), posEvents, samples);
});
