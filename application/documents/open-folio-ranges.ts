import { maximumFolios } from '../../domain/folios/decider.ts';
import { folioRangeEvents, type FolioRangeEvent } from '../../domain/folios/events.ts';
import { decode } from '../../domain/shared/event-schema.ts';
import type { Instant } from '../../domain/shared/message.ts';
import type { CommandContext } from '../commands/context.ts';
import type { CommandHandlers } from '../commands/handlers.ts';
import { deterministicId } from '../commands/ids.ts';
import type { EventStore } from '../ports/event-store.ts';
import type { AuthorizedRange, TaxAuthority } from '../ports/tax-authority.ts';
import { rangeIdOf, rangeStream, type FolioSeries } from './folio-ranges.ts';

export interface OpeningDependencies {
  readonly handlers: CommandHandlers;
  readonly store: EventStore;
}

/** Bounds folios that may be opened as a range of their own. */
type Bounds = Pick<AuthorizedRange, 'from' | 'to' | 'expiresAt'>;

/** Parent of the ids of the commands that open ranges. Part of the storage format: never change it. */
const openingNamespace = '5a3c0d5e-9a1f-4a83-9d2e-4c3b8c1f7d60';

/**
 * Opens what a series may use by now: every range that its authority gave out, in that order, behind those that are open
 * already, which keep their numbers; or, where numbers count freely, the range that is asked for. Doing it again, or in
 * several processes at once, opens nothing twice.
 *
 * @param range the one that is wanted
 * @throws Error if folios were given out that overlap: a person must look at it
 */
export const openFolioRanges = async (
  dependencies: OpeningDependencies,
  context: CommandContext,
  authority: TaxAuthority | undefined,
  of: FolioSeries,
  range: number,
): Promise<void> => {
  const authorized = authority?.authorizedRanges;
  if (authorized === undefined) {
    return openFreeRange(dependencies, context, of, range);
  }
  const opened = await openedRanges(dependencies.store, of);
  const known = new Set(opened.map(({ from }) => from));
  const wanted = authorized.filter(({ series }) => series === of.series).flatMap(inPieces);
  const missing = wanted.filter(({ from }) => !known.has(from));
  refuseOverlaps([...opened, ...missing], of);
  for (const [index, bounds] of missing.entries()) {
    await open(dependencies, context, of, opened.length + index + 1, bounds);
  }
};

/** Opens a range of a series whose numbers count freely; again is no event. */
export const openFreeRange = (
  dependencies: Pick<OpeningDependencies, 'handlers'>,
  context: CommandContext,
  of: FolioSeries,
  range: number,
): Promise<void> => open(dependencies, context, of, range, freeRange(range));

const freeRange = (range: number): Bounds => ({
  from: (range - 1) * maximumFolios + 1,
  to: range * maximumFolios,
  expiresAt: null,
});

const inPieces = ({ from, to, expiresAt }: AuthorizedRange): readonly Bounds[] =>
  Array.from({ length: Math.ceil((to - from + 1) / maximumFolios) }, (_, index) => {
    const first = from + index * maximumFolios;
    return { from: first, to: Math.min(first + maximumFolios - 1, to), expiresAt };
  });

const openedRanges = async (store: EventStore, of: FolioSeries): Promise<readonly Bounds[]> => {
  const opened: Bounds[] = [];
  for (;;) {
    const [first] = await store.read(rangeStream(of, opened.length + 1), { limit: 1 });
    const event = first === undefined ? undefined : decode<FolioRangeEvent>(folioRangeEvents, first);
    if (event?.type !== 'FolioRangeOpened') return opened;
    opened.push(event.data);
  }
};

const refuseOverlaps = (ranges: readonly Bounds[], { series }: FolioSeries): void => {
  const sorted = ranges.toSorted((a, b) => a.from - b.from);
  sorted.forEach(({ from }, index) => {
    const before = sorted[index - 1];
    if (before === undefined || before.to < from) return;
    throw new Error(`folio ${from} of series ${series} is in two ranges: correct the folios that are loaded`);
  });
};

/** @throws Error if another process opened other folios under this number meanwhile: look again */
const open = async (
  { handlers }: Pick<OpeningDependencies, 'handlers'>,
  context: CommandContext,
  of: FolioSeries,
  range: number,
  bounds: Bounds,
): Promise<void> => {
  const at: Instant = context.now;
  const commandId = deterministicId(openingNamespace, `${rangeStream(of, range)}\n${bounds.from}`);
  const command = { type: 'OpenFolioRange', series: of.series, range, ...pick(bounds), at } as const;
  const handled = await handlers.folios.handle(rangeIdOf(of, range), { ...context, commandId }, command);
  if (!handled.ok) throw new Error(`range ${range} of series ${of.series} was not opened: ${handled.rejection.code}`);
};

const pick = ({ from, to, expiresAt }: Bounds): Bounds => ({ from, to, expiresAt });
