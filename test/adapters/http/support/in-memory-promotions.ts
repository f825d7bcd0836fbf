import { promotionEvents, type PromotionEvent } from '../../../../domain/promotion/events.ts';
import { decode } from '../../../../domain/shared/event-schema.ts';
import type { RecordedEvent } from '../../../../domain/shared/message.ts';
import { pageOf } from '../../../../projections/paging/queries.ts';
import { definedPromotion, promotionChanges } from '../../../../projections/promotions/evolve.ts';
import type { PromotionQueries } from '../../../../projections/promotions/queries.ts';
import type { PromotionDocument } from '../../../../projections/promotions/view.ts';

const promotionOf = (events: readonly RecordedEvent[]): PromotionDocument | undefined =>
  events.reduce<PromotionDocument | undefined>((promotion, recorded) => {
    const event = decode<PromotionEvent>(promotionEvents, recorded);
    if (event.type === 'PromotionDefined') return definedPromotion(event);
    return { ...promotion!, ...promotionChanges(event), version: recorded.version };
  }, undefined);

/** The promotions as their read model would have them if it never lagged. */
export const inMemoryPromotions = (
  streamsOf: (category: 'promotion', organizationId: string) => readonly (readonly RecordedEvent[])[],
): PromotionQueries => {
  const promotionsOf = (organizationId: string): readonly PromotionDocument[] =>
    streamsOf('promotion', organizationId)
      .flatMap((events) => promotionOf(events) ?? [])
      .toReversed();
  return {
    getPromotion: (organizationId, promotionId) =>
      Promise.resolve(promotionsOf(organizationId).find((each) => each.promotionId === promotionId)),
    listPromotions: (organizationId, { status, code }, { limit }) => {
      const found = promotionsOf(organizationId).filter(
        (each) => (status ?? each.status) === each.status && (code ?? each.terms.code) === each.terms.code,
      );
      return Promise.resolve(
        pageOf(found.slice(0, limit + 1), limit, ({ definedAt: at, promotionId: id }) => ({ at, id })),
      );
    },
  };
};
