import { placeOf } from '../runner/known-events.ts';
import { ProjectionFault } from '../runner/projection-fault.ts';
import { loadDocuments, upsertDocuments } from '../runner/rows.ts';
import { streamProjection } from '../runner/stream-projection.ts';
import { changedReturn, requestedReturn } from './evolve.ts';
import type { ReturnDocument } from './view.ts';

/** Returns as `GET /returns/{id}` shows them. */
export const returnsProjection = streamProjection<'return', ReturnDocument>({
  name: 'returns',
  version: 2,
  categories: ['return'],
  tables: ['returns'],
  handles: () => true,
  versionOf: ({ version }) => version,

  evolve: (rma, { event, recorded }) => {
    if (event.type === 'ReturnRequested') return requestedReturn(event);
    if (rma === undefined) throw new ProjectionFault(`a return begins with ${event.type} at ${placeOf(recorded)}`);
    return { ...changedReturn(rma, event), version: recorded.version };
  },

  load: (readModel, streams) => loadDocuments(readModel, 'returns', 'return_id', streams),

  save: (readModel, changed) =>
    upsertDocuments(
      readModel,
      'returns',
      ['organization_id', 'return_id'],
      changed.map(({ organizationId, document }) => ({
        organization_id: organizationId,
        return_id: document.returnId,
        rma_number: document.rmaNumber,
        order_id: document.orderId,
        customer_id: document.customerId,
        status: document.status,
        currency: document.currency,
        amount: document.amount,
        lines_count: document.lines.reduce((count, { reasons }) => count + reasons.length, 0),
        requested_at: document.requestedAt,
        updated_at: document.updatedAt,
        version: document.version,
      })),
      changed.map(({ document }) => document),
    ),
});
