import { match } from 'ts-pattern';
import { accept, reject, type Decider, type Decision } from '../shared/decider.ts';
import type { AllocateFolio, FolioRangeCommand, OpenFolioRange } from './commands.ts';
import type { FolioRangeEvent } from './events.ts';
import { evolve } from './evolve.ts';
import { folioOf, noFolioRange, type FolioRangeState, type OpenedFolioRange } from './state.ts';

/** Gives the most folios of a range: its stream stays short, and its state cheap to fold. */
export const maximumFolios = 1000;

const decide = (command: FolioRangeCommand, state: FolioRangeState): Decision<FolioRangeEvent> =>
  match([command, state])
    .with([{ type: 'OpenFolioRange' }, { exists: false }], ([opening]) => open(opening))
    .with([{ type: 'OpenFolioRange' }, { exists: true }], ([opening, opened]) => openAgain(opening, opened))
    .with([{ type: 'AllocateFolio' }, { exists: false }], notOpen)
    .with([{ type: 'AllocateFolio' }, { exists: true }], ([allocation, opened]) => allocateFolio(allocation, opened))
    .exhaustive();

const open = ({ series, range, from, to, expiresAt, at }: OpenFolioRange): Decision<FolioRangeEvent> => {
  if (!isRange(from, to)) {
    return reject('rule', 'invalid_folio_range', `a range has 1 to ${maximumFolios} folios, counted from 1`, {
      from,
      to,
    });
  }
  return accept({ type: 'FolioRangeOpened', data: { series, range, at, from, to, expiresAt } });
};

const isRange = (from: number, to: number): boolean =>
  Number.isSafeInteger(from) && Number.isSafeInteger(to) && from > 0 && from <= to && to - from < maximumFolios;

const openAgain = ({ from, to }: OpenFolioRange, opened: OpenedFolioRange): Decision<FolioRangeEvent> =>
  from === opened.from && to === opened.to
    ? accept()
    : reject('rule', 'folio_range_differs', 'the range is open with other folios: take the next number for these', {
        from: opened.from,
        to: opened.to,
      });

const allocateFolio = ({ documentId, at }: AllocateFolio, opened: OpenedFolioRange): Decision<FolioRangeEvent> => {
  if (folioOf(opened, documentId) !== undefined) return accept();
  const { series, range, from, to, expiresAt, documentIds } = opened;
  const folio = from + documentIds.length;
  if (folio > to) return reject('rule', 'folio_range_used_up', 'every folio of the range is taken: ask the next range');
  if (expiresAt !== null && at >= expiresAt) {
    return reject('rule', 'folio_range_expired', 'the range may no longer be used: ask the next range');
  }
  return accept({ type: 'FolioAllocated', data: { series, range, at, documentId, folio } });
};

const notOpen = (): Decision<FolioRangeEvent> =>
  reject('not_found', 'folio_range_not_open', 'open the range before folios are taken from it');

/** Decides about numbers that an authority, or counting, gives documents: none twice, none skipped. Rules: domain/folios/README.md. */
export const folioRangeDecider: Decider<FolioRangeCommand, FolioRangeEvent, FolioRangeState> = {
  initial: noFolioRange,
  decide,
  evolve,
};
