import { placeOf } from '../runner/known-events.ts';
import { ProjectionFault } from '../runner/projection-fault.ts';
import { loadDocuments, upsertDocuments } from '../runner/rows.ts';
import { streamProjection } from '../runner/stream-projection.ts';
import { definedPromotion, promotionChanges } from './evolve.ts';
import type { PromotionDocument } from './view.ts';

/** Promotions as `GET /promotions` lists them, and those that apply by themselves, for whoever prices goods. */
export const promotionsProjection = streamProjection<'promotion', PromotionDocument>({
  name: 'promotions',
  version: 1,
  categories: ['promotion'],
  tables: ['promotions'],
  handles: () => true,
  versionOf: ({ version }) => version,

  evolve: (promotion, { event, recorded }) => {
    if (event.type === 'PromotionDefined') return definedPromotion(event);
    if (promotion === undefined) {
      throw new ProjectionFault(`a promotion begins with ${event.type} at ${placeOf(recorded)}`);
    }
    return { ...promotion, ...promotionChanges(event), version: recorded.version };
  },

  load: (readModel, streams) => loadDocuments(readModel, 'promotions', 'promotion_id', streams),

  save: (readModel, changed) =>
    upsertDocuments(
      readModel,
      'promotions',
      ['organization_id', 'promotion_id'],
      changed.map(({ organizationId, document }) => ({
        organization_id: organizationId,
        promotion_id: document.promotionId,
        code: document.terms.code,
        status: document.status,
        expires_at: document.terms.expiresAt,
        defined_at: document.definedAt,
        version: document.version,
      })),
      changed.map(({ document }) => document),
    ),
});
