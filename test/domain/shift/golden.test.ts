import { tillShiftEvents } from '../../../domain/shift/events.ts';
import { describeGoldenEvents } from '../shared/golden.ts';
import { after, close, enter, entryOf, move, number, open } from './shifts.ts';

describe('the storage format of shifts', () => {
  describeGoldenEvents(new URL('golden/', import.meta.url), tillShiftEvents, () =>
    after(
      enter(entryOf('e-1', 'sale', 9995, 'cash', -5)),
      close(137_000, ['e-1', 'e-2', 'm-1']),
      open,
      enter(entryOf('e-2', 'void', -80_000, 'card_local')),
      move('m-1', 'out', 30_000, true),
      number(),
    ),
  );
});
