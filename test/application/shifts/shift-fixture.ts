import { followEvents } from '../../../application/reactor/run-process.ts';
import type { EventStore } from '../../../application/ports/event-store.ts';
import { numberZReports } from '../../../application/shifts/number-z-reports.ts';
import type { TillShiftState } from '../../../domain/shift/state.ts';
import type { ShiftEntry } from '../../../domain/shared/shift-sums.ts';
import { contextFor } from '../../support/command-contexts.ts';
import { accepted, engineBed } from '../../support/engine-fixture.ts';
import { InMemoryEventStore } from '../../support/in-memory-event-store.ts';
import { MemoryLog } from '../../support/port-doubles.ts';

export const drawer = {
  tillId: 'till-1',
  localId: 'store-1',
  cashierId: 'olga',
  currency: 'CLP',
  float: 50_000,
} as const;

/** An engine with tills; `process`: another one on the same log. `inline: false`: it leaves to the background what follows. */
export const shiftBed = (
  parts: {
    readonly log?: InMemoryEventStore;
    readonly store?: EventStore;
    readonly process?: number;
    readonly inline?: boolean;
  } = {},
) => {
  const { log = new InMemoryEventStore(), store = log, process = 0, inline = true } = parts;
  const bed = engineBed({ store, process, inline });
  const { handlers, processes, clock, engine } = bed;
  const background = [followEvents({ processes, clock, log: new MemoryLog() }), numberZReports({ handlers, clock })];
  const { shifts } = engine;
  return {
    ...bed,
    log,
    background,
    open: (shiftId: string, changes: Partial<Parameters<typeof shifts.open>[1]> = {}) =>
      shifts.open(contextFor(`${shiftId} opens`), { ...drawer, shiftId, ...changes }),
    close: (shiftId: string, countedCash = 50_000) =>
      shifts.close(contextFor(`${shiftId} closes ${countedCash}`), shiftId, { countedCash, currency: 'CLP' }),
    /** Hands every event, those that this makes too, to the background. */
    settle: async (): Promise<void> => {
      let handled = 0;
      for (let news = log.all(); news.length > handled; news = log.all()) {
        for (const event of news.slice(handled)) for (const handle of background) await handle(event);
        handled = news.length;
      }
    },
    shift: async (shiftId: string): Promise<TillShiftState> =>
      accepted(await handlers.shift.current(shiftId, contextFor('look'))),
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
    types: (): readonly string[] => log.all().map(({ type }) => type),
  };
};

export type ShiftBed = ReturnType<typeof shiftBed>;
