import type { EventStore } from '../../../application/ports/event-store.ts';
import { followEvents } from '../../../application/reactor/run-process.ts';
import { numberZReports } from '../../../application/shifts/number-z-reports.ts';
import type { ShiftEntry } from '../../../domain/shared/shift-sums.ts';
import type { TillShiftState } from '../../../domain/shift/state.ts';
import { contextFor } from '../../support/command-contexts.ts';
import type { InMemoryEventStore } from '../../support/in-memory-event-store.ts';
import { testEngine } from '../../support/test-engine.ts';

export const drawer = {
  tillId: 'till-1',
  localId: 'store-1',
  cashierId: 'olga',
  currency: 'CLP',
  float: 50_000,
} as const;

/** An engine with tills; `process`: another one on the same log. `inline: false`: it leaves to the background what follows. */
export const shiftFixture = (
  parts: {
    readonly log?: InMemoryEventStore;
    readonly store?: EventStore;
    readonly process?: number;
    readonly inline?: boolean;
  } = {},
) => {
  const fixture = testEngine({ ...parts, background: (engine) => [followEvents(engine), numberZReports(engine)] });
  const { handlers, log } = fixture;
  const { shifts } = fixture.engine;
  return {
    ...fixture,
    settle: fixture.work,
    open: (shiftId: string, changes: Partial<Parameters<typeof shifts.open>[1]> = {}) =>
      shifts.open(contextFor(`${shiftId} opens`), { ...drawer, shiftId, ...changes }),
    close: (shiftId: string, countedCash = 50_000) =>
      shifts.close(contextFor(`${shiftId} closes ${countedCash}`), shiftId, { countedCash, currency: 'CLP' }),
    shift: (shiftId: string): Promise<TillShiftState> => fixture.current('shift', shiftId),
    enter: (shiftId: string, entry: ShiftEntry) =>
      handlers.shift.handle(shiftId, contextFor(`entry ${entry.entryId}`), {
        type: 'RecordShiftEntry',
        shiftId,
        entry,
        at: contextFor('x').now,
      }),
    zNumbers: (): readonly (readonly [shiftId: string, zNumber: number])[] =>
      log
        .all()
        .filter(({ type }) => type === 'ZReportNumbered')
        .map(({ data }) => data as { readonly shiftId: string; readonly zNumber: number })
        .map(({ shiftId, zNumber }) => [shiftId, zNumber] as const),
  };
};

export type ShiftFixture = ReturnType<typeof shiftFixture>;
