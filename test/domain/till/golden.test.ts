import { tillEvents } from '../../../domain/till/events.ts';
import { hour } from '../shift/shifts.ts';
import { describeGoldenEvents } from '../shared/golden.ts';
import { begun, ended, overlapped } from './tills.ts';

describe('the storage format of tills', () => {
  describeGoldenEvents(new URL('golden/', import.meta.url), tillEvents, () => [
    begun('shift-1'),
    ended('shift-1'),
    overlapped('shift-2', 'shift-1', hour(18)),
  ]);
});
