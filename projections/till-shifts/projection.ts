import { loadDocuments, upsertDocuments } from '../runner/rows.ts';
import { streamProjection } from '../runner/stream-projection.ts';
import { evolvedShift } from './evolve.ts';
import type { AnyShiftDocument } from './view.ts';

/** Till shifts as `GET /pos/shifts` lists them; their X and Z reports are made from them. */
export const tillShiftsProjection = streamProjection<'shift', AnyShiftDocument>({
  name: 'till-shifts',
  version: 1,
  categories: ['shift'],
  tables: ['till_shifts'],
  handles: () => true,
  versionOf: ({ version }) => version,

  evolve: (shift, { event, recorded }) => evolvedShift(shift, event, recorded.version),

  load: (readModel, streams) => loadDocuments(readModel, 'till_shifts', 'shift_id', streams),

  save: (readModel, changed) =>
    upsertDocuments(
      readModel,
      'till_shifts',
      ['organization_id', 'shift_id'],
      changed.map(({ organizationId, document }) => ({
        organization_id: organizationId,
        shift_id: document.shiftId,
        till_id: document.opened ? document.tillId : null,
        status: statusOf(document),
        opened_at: document.opened ? document.openedAt : null,
        updated_at: document.updatedAt,
        version: document.version,
      })),
      changed.map(({ document }) => document),
    ),
});

const statusOf = (shift: AnyShiftDocument) => {
  if (!shift.opened) return 'unopened';
  return shift.close === null ? 'open' : 'closed';
};
